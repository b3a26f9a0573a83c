#!/usr/bin/env python3
"""A text that says everything four times comes out once, byte for byte, however the copies look.

    tests/cli/seed_test.py --program build/release/leitong SEED

SEED is a file of 4,104 bytes of text, four times over. Copies two to four are changed here in ways
that the fold undoes, shortened, or edited; what comes out must be the first copy as it was. Exits
with 77 (skipped) where there is no SEED.
"""

import argparse
import pathlib
import subprocess
import sys
import tempfile

BLOCK_BYTES = 4104
SKIPPED = 77

# Characters of the seed that are written differently in Traditional Chinese.
SIMPLIFIED = "动软实验签约与学计机举长军构师总书党员设发战资产业术点个来为对开关会"
TRADITIONAL = "動軟實驗簽約與學計機舉長軍構師總書黨員設發戰資產業術點個來為對開關會"


def traditional(text):
    return text.translate(str.maketrans(SIMPLIFIED, TRADITIONAL))


def full_width(text):
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def other_indents(text):
    indents = ["", "    ", "\u3000", "\t \u3000"]
    lines = text.split("\n")
    return "\n".join(
        indents[i % len(indents)] + line.strip() + "  " if line.strip() else line
        for i, line in enumerate(lines)
    )


def more_spaces(text):
    return text.replace("\u3000\u3000", " \t \u3000 \u00a0")


def line_ends(end):
    return lambda text: text.replace("\n", end)


def paragraphs_2_to_5(text):
    return "\n".join([line for line in text.split("\n") if line.strip()][1:5]) + "\n"


def paragraphs_2_to_5_apart(text):
    return paragraphs_2_to_5(text).rstrip().replace("\n", "\n \t\n\n") + "\n"


def edited(text):
    """Two characters of each paragraph changed, in the middle of it."""

    def edit(line):
        middle = len(line) // 2
        return line[:middle] + "某乙" + line[middle + 2 :] if line.strip() else line

    return "\n".join(edit(line) for line in text.split("\n"))


def all_at_once(text):
    return line_ends("\r\n")(other_indents(full_width(traditional(text))))


EXACT_CHANGES = {
    "as it is": lambda text: text,
    "Traditional": traditional,
    "full width": full_width,
    "other indents": other_indents,
    "more spaces": more_spaces,
    "CRLF": line_ends("\r\n"),
    "CR": line_ends("\r"),
    "paragraphs 2 to 5": paragraphs_2_to_5,
    "paragraphs 2 to 5, blank lines between them": paragraphs_2_to_5_apart,
    "all at once": all_at_once,
}
NEAR_CHANGES = {"edited": edited, "edited and all at once": lambda t: all_at_once(edited(t))}


def run(program, arguments, stdin=b""):
    ran = subprocess.run(
        [program, *arguments], input=stdin, capture_output=True, timeout=60, check=False
    )
    if ran.returncode != 0 or ran.stderr:
        return b"exit %d, %s" % (ran.returncode, ran.stderr)
    return ran.stdout


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", required=True, type=pathlib.Path)
    parser.add_argument("seed", type=pathlib.Path)
    arguments = parser.parse_args()
    if not arguments.seed.is_file():
        print(f"{arguments.seed} is not there")
        return SKIPPED

    program = arguments.program.resolve()
    seed = arguments.seed.read_bytes()
    block = seed[:BLOCK_BYTES]
    text = block.decode()
    failed = []

    def expect_block(name, result):
        if result != block:
            failed.append(name)
            shown = result if len(result) < 400 else b"%d bytes" % len(result)
            print(f"FAILED {name}: {shown!r}")

    expect_block("the seed itself", run(program, [], seed))
    for name, change in (EXACT_CHANGES | NEAR_CHANGES).items():
        changed = change(text)
        if changed == text and name != "as it is":
            failed.append(name)
            print(f"FAILED {name}: changes nothing")
        copies = block + 3 * changed.encode()
        options = ["--method", "minhash"] if name in NEAR_CHANGES else []
        expect_block(name, run(program, options, copies))
        expect_block(f"{name}, near", run(program, ["--method", "minhash"], copies))
        expect_block(f"{name}, 1 thread", run(program, [*options, "-j", "1"], copies))
        with tempfile.TemporaryDirectory(prefix="leitong-seed-") as folder:
            paths = [pathlib.Path(folder, f"{i}.txt") for i in range(4)]
            for path in paths:
                path.write_bytes(block if path == paths[0] else changed.encode())
            expect_block(f"{name}, four files", run(program, [*options, *paths]))
    # Edited copies are other texts unless near ones are asked for.
    copies = block + 3 * edited(text).encode()
    if run(program, [], copies) != block + edited(text).encode():
        failed.append("edited, exact")
        print("FAILED edited, exact: the first edited copy must stay")
    print(f"{len(failed)} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
