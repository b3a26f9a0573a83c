#!/usr/bin/env python3
"""Holds what leitong makes of random CSV against Python's csv module.

    tests/cli/csv_test.py --program build/release/leitong [--seed N] [--rounds N]

Each table has quotes, line ends and delimiters in its fields, rows that repeat others, rows of
another length, and now and then something that is no CSV. Python reads it (strictly, so that it
refuses what we refuse), and from that follows, by the exact text of one column, what must stay and
how each row must be marked. Where passages are cut out of that column, what stays of it must be
what --mark leaves outside the spans it names.
"""

import argparse
import csv
import random
import re
import subprocess
import sys

PIECES = ['a', 'b ', '"', '""', ',', ';', '\n', '\r\n', '字', '""",', "'", ' ', 'x' * 40, '\t']
SENTENCES = ['the fox ran away', '软体工程师按时上班', 'a "small" bakery; closed', '三号店，今天,开业']
COLUMNS = 3
MARKS = ["leitong_rule", "leitong_similarity", "leitong_leader_input", "leitong_leader_record"]
SPANS = ["leitong_rule", "leitong_spans"]


def text(rng):
    return "".join(rng.choice(PIECES) for _ in range(rng.randrange(6)))


def sentences(rng):
    ends = ["\n", "\r\n", " ", "\n\n", "x"]
    parts = [rng.choice(SENTENCES) + rng.choice(ends) for _ in range(rng.randrange(5))]
    return "".join(parts) + rng.choice(["", "end"])


def quoted(field, delimiter, rng):
    needs = any(c in field for c in delimiter + '\n\r') or field.startswith('"')
    if needs or rng.random() < 0.3:
        return '"' + field.replace('"', '""') + '"'
    return field


def table(rng, delimiter, make_text):
    """Rows with line ends; the first is the header."""
    end = rng.choice(["\n", "\r\n"])
    rows = [delimiter.join(['id', '"text"', 'more']) + end]
    texts = []
    for number in range(rng.randrange(1, 30)):
        if texts and rng.random() < 0.4:
            field = rng.choice(texts)
        else:
            field = make_text(rng)
        texts.append(field)
        fields = [str(number), quoted(field, delimiter, rng), quoted(text(rng), delimiter, rng)]
        if rng.random() < 0.1:
            fields = fields[: rng.randrange(1, 3)] if rng.random() < 0.5 else fields + ["more"]
        row = delimiter.join(fields)
        if rng.random() < 0.05:
            row += '"x'  # behind a field that is quoted, this is refused
        if rng.random() < 0.1:
            row = rng.choice(["", delimiter, delimiter * 2])
        rows.append(row + end)
    if rng.random() < 0.3:
        rows[-1] = rows[-1][: -len(end)]
    if rng.random() < 0.1:
        never_closed = delimiter.join(["99", '"never closed']) + end + "to the end"
        rows.append(rng.choice([never_closed, '"']))
    return ("\ufeff" if rng.random() < 0.2 else "") + "".join(rows)


def rows_of(whole, delimiter, columns=COLUMNS):
    """(the row as it stands, its fields; None where it is no row of the table, [] if it is blank).

    Python is asked line by line how far a record goes; it has no positions of its own.
    """
    lines = whole.removeprefix("\ufeff").splitlines(keepends=True)  # \n and \r\n are in the pieces
    at = 0
    while at < len(lines):
        taken = []

        def feed():
            while at + len(taken) < len(lines):
                taken.append(lines[at + len(taken)])
                yield taken[-1]

        try:
            fields = next(csv.reader(feed(), strict=True, delimiter=delimiter))
        except csv.Error:
            # Where a record that Python refuses ends it does not say: its lenient reader does.
            taken.clear()
            next(csv.reader(feed(), delimiter=delimiter))
            fields = None
        except StopIteration:
            fields = []
        row = "".join(taken)
        if row.strip() == "" and delimiter not in row:
            fields = []
        elif fields is not None and len(fields) != columns:
            fields = None
        yield row, fields
        at += len(taken)


def with_cells(row, cells, delimiter):
    content, end = re.fullmatch(r"(.*?)(\r?\n|)", row, re.DOTALL).groups()
    return content + "".join(delimiter + cell for cell in cells) + end


class Wrong(Exception):
    pass


def same(what, wanted, got):
    if wanted != got:
        raise Wrong(f"{what}\nwanted {wanted!r}\ngot    {got!r}")


def check_rows(whole, delimiter, header, run):
    """Rows with the same text, dropped and marked."""
    kept, marked, marks, failed, line, leaders = [], [], [], 0, 1, {}
    for number, (row, fields) in enumerate(rows_of(whole, delimiter)):
        cells = []
        repeats = False
        if header and number == 0:
            cells = MARKS
        elif fields:
            key = fields[1].encode()
            repeats = key in leaders
            cells = ["bytes", "1.0000", "-", str(leaders[key])] if repeats else [""] * 4
            leaders.setdefault(key, line)
        failed += fields is None
        if not repeats:
            kept.append(row)
        marked.append(with_cells(row, cells, delimiter))
        marks.append(fields + cells if cells else fields)
        line += row.count("\n")
    begin = "\ufeff" if whole.startswith("\ufeff") else ""
    code = 3 if failed else 0
    same("kept", (begin + "".join(kept), code), run("--method", "bytes"))
    with_marks, with_code = run("--method", "bytes", "--mark")
    same("marked", (begin + "".join(marked), code), (with_marks, with_code))
    read = [fields for _, fields in rows_of(with_marks, delimiter, COLUMNS + len(MARKS))]
    # A row of another length may now have as many columns as the marked ones.
    read = [None if wanted is None else fields for wanted, fields in zip(marks, read, strict=True)]
    same("marked, as Python reads it", marks, read)


def check_spans(whole, delimiter, header, unit, run):
    """Passages, cut and marked."""
    options = ["--by", unit, "--min-passage", "3", "--max-cut", "1"][: 6 if unit == "passage" else 4]
    cut, code = run(*options)
    marked, marked_code = run(*options, "--mark")
    same("exit", code, marked_code)
    left = []
    marked_rows = list(rows_of(marked, delimiter, COLUMNS + len(SPANS)))
    originals = list(rows_of(whole, delimiter))
    same("rows", len(originals), len(marked_rows))
    for number, ((row, fields), (_, with_marks)) in enumerate(zip(originals, marked_rows)):
        if not fields:
            left.append(row)
            continue
        same("columns as they were", fields, with_marks[:COLUMNS])
        rule, spans = with_marks[COLUMNS:]
        if header and number == 0:
            same("names", SPANS, [rule, spans])
            left.append(fields)
            continue
        same("rule", {"passage": "passage", "paragraph": "exact"}[unit] if spans else "", rule)
        rest = fields[1]
        for begin, end in reversed([map(int, span.split(":")) for span in spans.split()]):
            rest = rest[:begin] + rest[end:]
        if rest or not spans:
            left.append([fields[0], rest, fields[2]])
    same("left outside the spans", left, [fields or row for row, fields in rows_of(cut, delimiter)])


def check(rng, program):
    delimiter = rng.choice([",", ",", ";", "\t", "|"])
    unit = rng.choice(["record", "record", "passage", "paragraph"])
    whole = table(rng, delimiter, text if unit == "record" else sentences)
    header = rng.random() < 0.8

    def run(*options):
        command = [program, "--format", "csv", "-q", "-f", "2", *options]
        command += [] if delimiter == "," else ["-d", delimiter]
        command += [] if header else ["--no-header"]
        ran = subprocess.run(command, input=whole.encode(), capture_output=True, check=False)
        return ran.stdout.decode(), ran.returncode

    try:
        if unit == "record":
            check_rows(whole, delimiter, header, run)
        else:
            check_spans(whole, delimiter, header, unit, run)
    except Wrong as wrong:
        raise Wrong(f"by {unit}, {wrong}\nof     {whole!r}") from None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 32))
    parser.add_argument("--rounds", type=int, default=150)
    arguments = parser.parse_args()
    for seed in range(arguments.seed, arguments.seed + arguments.rounds):
        try:
            check(random.Random(seed), arguments.program)
        except Wrong as wrong:
            print(f"seed {seed}: {wrong}")
            return 1
    print(f"{arguments.rounds} tables, from seed {arguments.seed}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
