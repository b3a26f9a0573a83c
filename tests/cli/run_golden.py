#!/usr/bin/env python3
"""Golden tests of the command line.

    tests/cli/run_golden.py --program build/release/leitong [--refresh] [CASE…]

A case is a folder in tests/cli/cases:

    cmd             what is run, by sh; `leitong` is the program under test
    stdin           its standard input; none: empty
    stdout          what it must print, byte for byte; none: nothing
    stderr          the same for standard error
    stdout.regex    instead of stdout: line i of the output matches line i of this, as a whole
    stderr.regex    the same for standard error
    exit            the exit code; none: 0
    expect/NAME     a file NAME that must be there afterwards, with this content
    (all others)    copied to the empty folder in which cmd runs

$DATA is the folder data/ of the source tree. A case that needs what this machine has not (a terminal,
rights of root) ends its cmd with exit 77 and is skipped. --refresh writes stdout, stderr, exit and expect/* as
they are now (what a .regex file describes is left alone): read the diff before you commit it.
"""

import argparse
import difflib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
CASES = HERE / "cases"
DATA = HERE.parent.parent / "data"
DESCRIPTION = {"cmd", "stdin", "stdout", "stderr", "stdout.regex", "stderr.regex", "exit", "expect"}
TIME_LIMIT_SECONDS = 120
SKIPPED = 77  # the exit code that CTest takes for it


def environment(program_dir, temp_dir):
    """The caller's (sanitizers read theirs), without what changes messages or colours."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LC_")}
    for name in ("LANG", "LANGUAGE", "NO_COLOR", "CLICOLOR_FORCE", "LEITONG_CONFIG"):
        kept.pop(name, None)
    kept.update(
        LC_ALL="C",
        PATH=f"{program_dir}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        TMPDIR=str(temp_dir),
        DATA=str(DATA),
    )
    return kept


def read_or_empty(path):
    return path.read_bytes() if path.exists() else b""


def quote(line):
    """A line that can be shown anywhere, with its line end visible; text as text where it is UTF-8."""
    try:
        return repr(line.decode())[1:-1]
    except UnicodeDecodeError:
        return repr(line)[2:-1]


def difference(name, expected, actual):
    def lines(data):
        return [quote(line) for line in data.splitlines(keepends=True)]

    shown = difflib.unified_diff(
        lines(expected), lines(actual), f"expected {name}", f"actual {name}", lineterm=""
    )
    return list(shown)[:80]


def match_lines(name, pattern, actual):
    patterns = pattern.decode().splitlines()
    found = actual.decode(errors="backslashreplace").splitlines()
    if len(patterns) != len(found):
        return [f"{name}: {len(found)} lines where {len(patterns)} were expected:", *found]
    return [
        f"{name}, line {number}: {line!r} does not match {wanted!r}"
        for number, (wanted, line) in enumerate(zip(patterns, found), 1)
        if not re.fullmatch(wanted, line)
    ]


def write_or_remove(path, content):
    if content:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    elif path.exists():
        path.unlink()


def run_case(case, program_dir, refresh):
    """The list of what is wrong with this case, empty if nothing; None if it is skipped."""
    command = case / "cmd"
    if not command.is_file():
        return [f"{command} is missing"]
    with tempfile.TemporaryDirectory(prefix="leitong-cli-") as scratch:
        work = pathlib.Path(scratch, "work")
        temp = pathlib.Path(scratch, "tmp")
        work.mkdir()
        temp.mkdir()
        for entry in case.iterdir():
            if entry.name not in DESCRIPTION:
                (shutil.copytree if entry.is_dir() else shutil.copy)(entry, work / entry.name)
        ran = subprocess.run(
            ["sh", "-c", command.read_text()],
            input=read_or_empty(case / "stdin"),
            capture_output=True,
            cwd=work,
            env=environment(program_dir, temp),
            timeout=TIME_LIMIT_SECONDS,
            check=False,
        )
        if ran.returncode == SKIPPED:
            return None
        streams = {"stdout": ran.stdout, "stderr": ran.stderr}
        exit_code = f"{ran.returncode}\n"
        expected_files = sorted(p for p in (case / "expect").rglob("*") if p.is_file())
        left = {p: work / p.relative_to(case / "expect") for p in expected_files}

        if refresh:
            for name, actual in streams.items():
                if not (case / f"{name}.regex").exists():
                    write_or_remove(case / name, actual)
            write_or_remove(case / "exit", b"" if exit_code == "0\n" else exit_code.encode())
            for wanted, made in left.items():
                if made.is_file():
                    wanted.write_bytes(made.read_bytes())

        problems = []
        for name, actual in streams.items():
            pattern = case / f"{name}.regex"
            if pattern.exists():
                problems += match_lines(name, pattern.read_bytes(), actual)
            elif read_or_empty(case / name) != actual:
                problems += difference(name, read_or_empty(case / name), actual)
        wanted_exit = read_or_empty(case / "exit").decode().strip() or "0"
        if wanted_exit != exit_code.strip():
            problems.append(f"exit code {exit_code.strip()} where {wanted_exit} was expected")
        for wanted, made in left.items():
            if not made.is_file():
                problems.append(f"{made.relative_to(work)} was not written")
            elif wanted.read_bytes() != made.read_bytes():
                name = str(made.relative_to(work))
                problems += difference(name, wanted.read_bytes(), made.read_bytes())
        problems += [f"left behind in TMPDIR: {p.name}" for p in temp.iterdir()]
        return problems


def main():
    parser = argparse.ArgumentParser(description="Golden tests of the command line")
    parser.add_argument("--program", required=True, type=pathlib.Path)
    parser.add_argument("--refresh", action="store_true")
    parser.add_argument("case", nargs="*", help="names or folders; none: all")
    arguments = parser.parse_args()

    program = arguments.program.resolve()
    if not os.access(program, os.X_OK):
        sys.exit(f"run_golden: {program} is not a program")
    given = [pathlib.Path(c) if pathlib.Path(c).is_dir() else CASES / c for c in arguments.case]
    cases = given or sorted(path for path in CASES.iterdir() if path.is_dir())
    failed = skipped = 0
    with tempfile.TemporaryDirectory(prefix="leitong-bin-") as program_dir:
        pathlib.Path(program_dir, "leitong").symlink_to(program)
        for case in cases:
            problems = run_case(case.resolve(), program_dir, arguments.refresh)
            if problems is None:
                skipped += 1
                print(f"skipped {case.name}")
            elif problems:
                failed += 1
                print(f"FAILED {case.name}")
                print("\n".join(f"  {problem}" for problem in problems))
    print(f"{len(cases) - failed - skipped} passed, {failed} failed")
    if failed or not cases:
        return 1
    return SKIPPED if skipped == len(cases) else 0


if __name__ == "__main__":
    sys.exit(main())
