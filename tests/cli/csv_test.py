#!/usr/bin/env python3
"""Holds what leitong makes of random CSV against Python's csv module.

    tests/cli/csv_test.py --program build/release/leitong [--seed N] [--rounds N]

Each table has quotes, line ends and separators in its fields, rows that repeat others, rows of
another length, and now and then something that is no CSV. What must stay follows from Python's
reading of it (strict, so that it refuses what we refuse), by the exact text of one column.
"""

import argparse
import csv
import io
import random
import subprocess
import sys

PIECES = ['a', 'b ', '"', '""', ',', '\n', '\r\n', '字', '""",', "'", ' ', 'x' * 40, '\t']
COLUMNS = 3


def text(rng):
    return "".join(rng.choice(PIECES) for _ in range(rng.randrange(6)))


def quoted(field, rng):
    needs = any(c in field for c in ',\n\r') or field.startswith('"')
    if needs or rng.random() < 0.3:
        return '"' + field.replace('"', '""') + '"'
    return field


def table(rng):
    """Rows as bytes each, with line ends; the first is the header."""
    end = rng.choice(["\n", "\r\n"])
    rows = ['id,"text",more' + end]
    texts = []
    for number in range(rng.randrange(1, 30)):
        if texts and rng.random() < 0.4:
            field = rng.choice(texts)
        else:
            field = text(rng)
        texts.append(field)
        fields = [str(number), quoted(field, rng), quoted(text(rng), rng)]
        if rng.random() < 0.1:
            fields = fields[: rng.randrange(1, 3)] if rng.random() < 0.5 else fields + ["more"]
        row = ",".join(fields)
        if rng.random() < 0.05:
            row += '"x'  # behind a field that is quoted, this is refused
        if rng.random() < 0.05:
            row = ""
        rows.append(row + end)
    if rng.random() < 0.3:
        rows[-1] = rows[-1][: -len(end)]
    if rng.random() < 0.1:
        rows.append(rng.choice(['99,"never closed' + end + "to the end", '"']))
    return ("\ufeff" if rng.random() < 0.2 else "") + "".join(rows)


def rows_of(whole):
    """(the row as it stands, its fields or None where it is no row of the table).

    Python is asked line by line how far a record goes; it has no positions of its own.
    """
    lines = whole.splitlines(keepends=True)  # only \n and \r\n are in the pieces
    at = 0
    while at < len(lines):
        taken = []

        def feed():
            while at + len(taken) < len(lines):
                taken.append(lines[at + len(taken)])
                yield taken[-1]

        try:
            fields = next(csv.reader(feed(), strict=True))
        except csv.Error:
            fields = None
        except StopIteration:
            fields = []
        if fields is None and len(taken) > 0:
            # Where a record that Python refuses ends it does not say: its lenient reader does.
            taken.clear()
            next(csv.reader(feed()))
        yield "".join(taken), fields
        at += len(taken)


def expected(whole):
    """What `--method exact --no-fold` must keep, and how many rows can't be read."""
    kept, failed, seen = [], 0, set()
    body = whole.removeprefix("\ufeff")
    rows = rows_of(body)
    kept.append(next(rows)[0])
    for row, fields in rows:
        if row.strip() == "":
            kept.append(row)
            continue
        if fields is None or len(fields) != COLUMNS:
            failed += 1
            kept.append(row)
            continue
        key = fields[1].encode()
        if key not in seen:
            seen.add(key)
            kept.append(row)
    mark = "\ufeff" if whole != body else ""
    return (mark + "".join(kept)).encode(), failed


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 32))
    parser.add_argument("--rounds", type=int, default=150)
    arguments = parser.parse_args()
    for seed in range(arguments.seed, arguments.seed + arguments.rounds):
        rng = random.Random(seed)
        whole = table(rng)
        wanted, failed = expected(whole)
        command = [arguments.program, "--format", "csv", "--method", "bytes", "-q"]
        ran = subprocess.run(command, input=whole.encode(), capture_output=True, check=False)
        if ran.stdout != wanted or ran.returncode != (3 if failed else 0):
            print(f"seed {seed}: exit {ran.returncode}, {failed} rows can't be read; the table,")
            print(repr(whole), "what must stay,", repr(wanted.decode()), "what did",
                  repr(ran.stdout.decode(errors="replace")), sep="\n")
            return 1
    print(f"{arguments.rounds} tables, from seed {arguments.seed}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
