#!/usr/bin/env python3
"""Holds the manual page and the completions against the tools that read them.

    tests/cli/generated_test.py --program build/release/leitong

Every option of --help stands in each of them; man, mandoc, bash, zsh and fish, where they are
installed, find nothing wrong; bash and fish complete as they should; every example of the manual
page runs. What is not installed is said and left out.
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
NAMES = {
    "man": "leitong.1",
    "complete-bash": "leitong.bash",
    "complete-zsh": "_leitong",
    "complete-fish": "leitong.fish",
}

# What is typed, where the last word is being completed; what must be proposed, as a whole.
COMPLETIONS = [
    (["leitong", "--thr"], {"--threshold", "--threads"}),
    (["leitong", "--no-mar"], {"--no-mark"}),
    (["leitong", "--method", "min"], {"minhash"}),
    (["leitong", "tokens", "--met"], set()),
    (["leitong", "passages", "--to"], {"--top"}),
    (["leitong", "toke"], {"tokens"}),
    (["leitong", "--temp-dir", "fold"], {"folder"}),
]
# Bash hands over "--method=min" as three words.
BASH_COMPLETIONS = COMPLETIONS + [
    (["leitong", "--method", "=", "min"], {"minhash"}),
    (["leitong", "--no-fold", "=", "tra"], {"traditional"}),
    (["leitong", "--no-fold", "file"], {"file.txt"}),
    (["leitong", "-o", "fi"], {"file.txt"}),
]


class Check:
    def __init__(self, program, work):
        self.program = program
        self.work = work
        self.problems = []
        self.count = 0
        self.environment = dict(
            os.environ, PATH=f"{work / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
            HOME=str(work), LC_ALL="C.UTF-8", MANROFFOPT="-ww")
        self.environment.pop("LEITONG_CONFIG", None)

    def run(self, *words):
        return subprocess.run(words, capture_output=True, cwd=self.work, text=True,
                              env=self.environment, stdin=subprocess.DEVNULL, check=False)

    def expect(self, right, message):
        self.count += 1
        if not right:
            self.problems.append(message)

    def complains_of_nothing(self, *words, allowed=""):
        """Where the command is not installed, it is left out."""
        if shutil.which(words[0]) is None:
            print(f"left out: {words[0]} is not installed")
            return
        ran = self.run(*words)
        # mandoc complains on its standard output, where man prints the page.
        output = ran.stderr if words[0] == "man" else ran.stdout + ran.stderr
        said = [line for line in output.splitlines()
                if not (allowed and re.search(allowed, line))]
        self.expect(not said, f"{' '.join(words)}: " + "\n".join(said))

    def every_option_is_there(self):
        for command in ("", "tokens", "compare", "passages", "plan", "eval", "index"):
            words = [str(self.program), *command.split(), "--help"]
            names = re.findall(r"^  (?:-\w,)?--([\w-]+)", self.run(*words).stdout, re.MULTILINE)
            self.expect(len(names) > 5, f"{words}: has hardly an option")
            for file in NAMES.values():
                text = (self.work / file).read_text().replace("\\-", "-")
                for name in names:
                    found = re.search(rf"(--|-l ){name}\b", text)
                    self.expect(found, f"{file}: --{name} of {words[1:]} is missing")

    def bash(self):
        for words, wanted in BASH_COMPLETIONS:
            script = (f"source leitong.bash; COMP_WORDS=({' '.join(repr(w) for w in words)}); "
                      f"COMP_CWORD={len(words) - 1}; _leitong; printf '%s\\n' \"${{COMPREPLY[@]}}\"")
            ran = self.run("bash", "-c", script)
            found = set(ran.stdout.split())
            self.expect(found == wanted and not ran.stderr,
                        f"bash, {words}: {found} {ran.stderr} instead of {wanted}")

    def fish(self):
        if shutil.which("fish") is None:
            return
        for words, wanted in COMPLETIONS:
            line = " ".join(words)
            ran = self.run("fish", "--no-config", "-c", f"source leitong.fish; complete -C '{line}'")
            found = {proposal.split("\t")[0].rstrip("/") for proposal in ran.stdout.splitlines()}
            self.expect(found == wanted, f"fish, {line}: {found} {ran.stderr} instead of {wanted}")

    def examples(self):
        page = (self.work / "leitong.1").read_text().replace("\\-", "-").replace("\\(aq", "'")
        commands = re.findall(r"^\.nf\n(.*)\n\.fi$", page.split(".SH EXAMPLES")[1], re.MULTILINE)
        self.expect(len(commands) >= 8, "the manual page has hardly an example")
        for command in commands:
            ran = self.run("bash", "-o", "pipefail", "-c", command)
            self.expect(ran.returncode == 0 and not ran.stderr,
                        f"the manual's example {command}: exit {ran.returncode} {ran.stderr}")


def prepare(check):
    data = ROOT / "data"
    work = check.work
    (work / "bin").mkdir()
    (work / "bin" / "leitong").symlink_to(check.program)
    (work / "folder").mkdir()
    (work / "file.txt").write_text("")
    for name in ("corpus.jsonl", "old.jsonl", "new.jsonl"):
        shutil.copy(data / "news.jsonl", work / name)
    subprocess.run(["zstd", "-q", "corpus.jsonl"], cwd=work, check=True)
    for name in ("text.txt", "old.txt", "words.txt"):
        shutil.copy(data / "press-release.txt", work / name)
    shutil.copy(data / "press-release-edited.txt", work / "new.txt")
    for what, file in NAMES.items():
        ran = check.run(str(check.program), "--generate", what)
        check.expect(ran.returncode == 0 and not ran.stderr, f"--generate {what}: {ran.stderr}")
        (work / file).write_text(ran.stdout)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", required=True, type=pathlib.Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="leitong-generated-") as scratch:
        check = Check(arguments.program.resolve(), pathlib.Path(scratch))
        prepare(check)
        check.every_option_is_there()
        # man-db formats the page only if groff is there, which minimal systems leave out.
        if shutil.which("groff") is not None:
            check.complains_of_nothing("man", "--warnings", "-E", "UTF-8", "-l", "./leitong.1")
        # A date would change the page on each day it is made.
        check.complains_of_nothing("mandoc", "-Tlint", "leitong.1",
                     allowed="input text line longer than|missing date")
        check.complains_of_nothing("bash", "-n", "leitong.bash")
        check.complains_of_nothing("zsh", "-n", "_leitong")
        check.complains_of_nothing("fish", "--no-execute", "leitong.fish")
        check.bash()
        check.fish()
        check.examples()
        print(*check.problems, sep="\n", end="\n" if check.problems else "")
        print(f"{check.count} checks, {len(check.problems)} failed")
        return 1 if check.problems or not check.count else 0


if __name__ == "__main__":
    sys.exit(main())
