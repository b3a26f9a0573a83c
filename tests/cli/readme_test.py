#!/usr/bin/env python3
"""Runs the examples of a Markdown page and compares what they print with what the page says.

    tests/cli/readme_test.py --program build/release/leitong README.md

Blocks marked ```console are run, in the order of the page, in one scratch folder that holds
tools/ and a copy of data/: a line `$ COMMAND` (continued by lines `> …`) is run by bash, with
`leitong` as the program under test, and the lines up to the next command are what a terminal would
show of it, stdout and stderr together. A line `…` or `...` stands for any lines or none, and `...`
or `…` inside a line for anything. Blocks marked ```cpp must stand in a file of examples/, which other
tests compile and run. All other blocks are left alone.
"""

import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
TIME_LIMIT_SECONDS = 120
ANYTHING = ("…", "...")


def blocks(page):
    """(language, number of its first line, lines) of every fenced block."""
    language, start, lines = None, 0, []
    for number, line in enumerate(page.splitlines(), 1):
        if language is None and line.startswith("```"):
            language, start, lines = line[3:].strip(), number + 1, []
        elif language is not None and line.startswith("```"):
            yield language, start, lines
            language = None
        elif language is not None:
            lines.append(line)


def examples(start, lines):
    """(number of its line, command, expected lines) of every command of a console block."""
    number, command, expected = 0, None, []
    for offset, line in enumerate(lines):
        if line.startswith("$ "):
            if command is not None:
                yield number, command, expected
            number, command, expected = start + offset, line[2:], []
        elif line.startswith("> ") and command is not None and not expected:
            command += "\n" + line[2:]
        else:
            expected.append(line)
    if command is not None:
        yield number, command, expected


def pattern(expected):
    """A regular expression for the whole output."""
    parts = []
    for line in expected:
        if line.strip() in ANYTHING:
            parts.append(r"(?:[^\n]*\n)*")
        else:
            pieces = re.split("|".join(re.escape(a) for a in ANYTHING), line)
            parts.append(r"[^\n]*".join(re.escape(piece) for piece in pieces) + r"\n")
    return "".join(parts)


def run(command, work, program, program_dir):
    environment = dict(os.environ, LC_ALL="C.UTF-8", LEITONG_PROGRAM=str(program))
    environment.pop("LEITONG_CONFIG", None)
    environment["PATH"] = f"{program_dir}{os.pathsep}{environment.get('PATH', os.defpath)}"
    ran = subprocess.run(
        ["bash", "-c", command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd=work,
        env=environment,
        timeout=TIME_LIMIT_SECONDS,
        check=False,
    )
    output = ran.stdout.decode(errors="backslashreplace")
    return output if output.endswith("\n") or not output else output + "\n"


def main():
    parser = argparse.ArgumentParser(description="Runs the examples of a Markdown page")
    parser.add_argument("--program", required=True, type=pathlib.Path)
    parser.add_argument("page", type=pathlib.Path)
    arguments = parser.parse_args()

    program = arguments.program.resolve()
    page = arguments.page.read_text(encoding="utf-8")
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "examples").glob("*.cc")]
    passed = failed = 0
    with tempfile.TemporaryDirectory(prefix="leitong-readme-") as scratch:
        work = pathlib.Path(scratch, "leitong")
        program_dir = pathlib.Path(scratch, "bin")
        work.mkdir()
        program_dir.mkdir()
        (program_dir / "leitong").symlink_to(program)
        (work / "tools").symlink_to(ROOT / "tools")
        shutil.copytree(ROOT / "data", work / "data")
        for language, start, lines in blocks(page):
            if language == "cpp":
                if any("\n".join(lines) in source for source in sources):
                    passed += 1
                else:
                    failed += 1
                    print(f"FAILED {arguments.page}:{start}: stands in no file of examples/")
            if language != "console":
                continue
            for number, command, expected in examples(start, lines):
                output = run(command, work, program, program_dir)
                if re.fullmatch(pattern(expected), output):
                    passed += 1
                else:
                    failed += 1
                    print(f"FAILED {arguments.page}:{number}: $ {command}")
                    print("  expected:", *(f"    {line}" for line in expected), sep="\n")
                    print("  printed:", *(f"    {line}" for line in output.splitlines()), sep="\n")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
