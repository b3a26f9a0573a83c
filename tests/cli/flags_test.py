#!/usr/bin/env python3
"""Holds help and golden cases against the table of flags, as `leitong --help` shows it.

    tests/cli/flags_test.py --program build/release/leitong [CASES]

Of every command: -h has at most 45 lines, no help has a line of more than 100 columns, and each
option and each twin is said by the `cmd` of at least one case in CASES (tests/cli/cases).
"""

import argparse
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
SCREEN_LINES = 45
COLUMNS = 100


def help_of(program, command, option):
    words = [program, *command.split()[1:], option]
    return subprocess.run(words, capture_output=True, check=True).stdout.decode()


def commands(screen):
    """`leitong` itself, and what its help lists under "Commands:"."""
    listed = re.search(r"^Commands:\n((?:  .*\n)*)", screen, re.MULTILINE)
    return ["leitong", *re.findall(r"^  (leitong \w+)", listed.group(1), re.MULTILINE)]


def options(text):
    """The names of every option: ("-t", "--threshold"). Of a switch one more entry, its twin."""
    for line in re.findall(r"^  (-.*)", text, re.MULTILINE):
        left = re.split(r"  ", line, maxsplit=1)[0]
        names = tuple(left.split(" ")[0].split(","))
        yield names
        if names[-1] == "--no-fold":
            yield ("--fold",)
        elif " " not in left and names[-1] not in ("-h", "--help", "--version"):
            yield ("--no-" + names[-1][2:],)


def said(names, words):
    for name in names:
        if any(word == name or word.startswith(name + "=") for word in words):
            return True
        # "-t0.9", "-qv"
        if len(name) == 2 and any(re.match(r"-[a-zA-Z]*" + name[1], word) for word in words):
            return True
    return False


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", required=True, type=pathlib.Path)
    parser.add_argument("cases", nargs="?", default=HERE / "cases", type=pathlib.Path)
    arguments = parser.parse_args()

    program = arguments.program.resolve()
    scripts = [path.read_text() for path in arguments.cases.glob("*/cmd")]
    problems = []
    count = 0
    for command in commands(help_of(program, "leitong", "-h")):
        word = command.split()[-1]
        runs = [re.sub(r"[;|&()'\"<>]", " ", run).split()
                for script in scripts for run in re.split(r"(?=\bleitong\b)", script)]
        if word == "leitong":
            others = commands(help_of(program, "leitong", "-h"))[1:]
            runs = [run for run in runs if " ".join(run[:2]) not in others]
        else:
            runs = [run for run in runs if run[:2] == ["leitong", word]]
        screen = help_of(program, command, "-h")
        if screen.count("\n") > SCREEN_LINES:
            problems.append(f"`{command} -h` has {screen.count(chr(10))} lines")
        whole = help_of(program, command, "--help")
        for line in (screen + whole).splitlines():
            if len(line) > COLUMNS:
                problems.append(f"`{command}` --help: {len(line)} columns: {line}")
        for names in options(whole):
            count += 1
            if not any(said(names, run) for run in runs):
                problems.append(f"no golden case has `{command} {names[-1]}`")
    print(*problems, sep="\n", end="\n" if problems else "")
    print(f"{count} options, {len(problems)} problems")
    return 1 if problems or not count else 0


if __name__ == "__main__":
    sys.exit(main())
