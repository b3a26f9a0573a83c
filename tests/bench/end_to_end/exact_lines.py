"""Exact duplicates among lines: leitong against sort -u, mawk and a Python dict."""

import os
import shutil
import sys

from measure import Failed, measure

PYTHON_DICT = ("import sys; lines = open(sys.argv[1], 'rb'); "
               "sys.stdout.buffer.writelines(dict.fromkeys(lines))")


def commands(program, scratch):
    exact = [program, "--format", "lines"]
    return [
        ("leitong --format lines --method exact -j1", exact + ["--method", "exact", "-j1"], {}),
        ("leitong --format lines --method exact -j2", exact + ["--method", "exact", "-j2"], {}),
        ("leitong --format lines --method bytes -j1", exact + ["--method", "bytes", "-j1"], {}),
        ("sort -u -S 64M --parallel=1",
         ["sort", "-u", "-S", "64M", "--parallel=1", "-T", scratch], {"LC_ALL": "C"}),
        ("mawk '!seen[$0]++'", ["mawk", "!seen[$0]++"], {}),
        ("Python dict", [sys.executable, "-c", PYTHON_DICT], {}),
    ]


def same_in_order(path, expected):
    with open(path, "rb") as file:
        return all(line == known for line, known in zip(file, expected))


def first_of_each(path):
    with open(path, "rb") as file:
        return list(dict.fromkeys(file))


def table(program, path, work, say):
    """The Markdown table."""
    distinct = first_of_each(path)
    one_line = os.path.join(work, "one-line.txt")
    with open(one_line, "wb") as file:
        file.write(distinct[0])
    size = os.path.getsize(path)
    with open(path, "rb") as file:
        count = sum(1 for _ in file)
    lines = [
        "%d lines, %d distinct, %.0f MB." % (count, len(distinct), size / 1e6),
        "",
        "| program | CPU s | MB/s a core | MB/s | B a distinct line | lines kept | order kept |",
        "|---|--:|--:|--:|--:|--:|---|",
    ]
    for name, command, environment in commands(program, work):
        say("exact lines: " + name)
        if not shutil.which(command[0]):
            lines.append("| `%s` | skipped: not installed | | | | | |" % name)
            continue
        output, log = os.path.join(work, "lines.out"), os.path.join(work, "lines.log")
        try:
            idle = measure(command + [one_line], output, log, environment, output_is_stdout=True)
            cost = measure(command + [path], output, log, environment, output_is_stdout=True)
        except Failed as failure:
            lines.append("| `%s` | failed: %s | | | | | |" % (name, failure))
            continue
        with open(output, "rb") as file:
            kept = sum(1 for _ in file)
        # What it holds beyond what it needs to run at all; sort's is on the disk.
        held = ("on disk" if name.startswith("sort")
                else "%.1f" % ((cost.peak - idle.peak) / len(distinct)))
        lines.append("| `%s` | %.2f | %.0f | %.0f | %s | %d | %s |" % (
            name, cost.cpu, size / 1e6 / cost.cpu, size / 1e6 / cost.wall, held, kept,
            "yes" if same_in_order(output, distinct) else "no"))
    return lines
