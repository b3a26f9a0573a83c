"""Who takes part: leitong, and every rival that pip can install into a virtual environment."""

import glob
import os
import shutil
import subprocess
from dataclasses import dataclass

HERE = os.path.dirname(os.path.abspath(__file__))


@dataclass(frozen=True)
class Rival:
    name: str  # as --rivals takes it
    packages: tuple  # for pip; the first one's version is told
    adapter: str
    variants: tuple  # (variant, what it is, languages, slow)
    python: tuple = (3, 9)  # the oldest that will do


EVERY = ("zh", "en")
RIVALS = (
    Rival("rensa", ("rensa", "numpy"), "run_rensa.py", (
        ("words", "README: split at spaces", EVERY, False),
        ("chars", "character 5-grams, 16 bands", EVERY, False),
        ("rho", "sampling path, character 5-grams", EVERY, False))),
    Rival("datasketch", ("datasketch",), "run_datasketch.py", (
        ("words", "split at spaces", EVERY, True),
        ("chars", "character 5-grams", EVERY, True))),
    Rival("gaoya", ("gaoya",), "run_gaoya.py", (
        ("words", "README: words", EVERY, False),
        ("chars", "character 5-grams", EVERY, False))),
    Rival("FastSketchLSH", ("FastSketchLSH",), "run_fastsketchlsh.py", (
        ("words", "README: one-shot flags, split at spaces", EVERY, False),
        ("chars", "character 5-grams, first copy kept", EVERY, False)), (3, 11)),
    Rival("text-dedup", ("text-dedup",), "run_text_dedup.py", (
        ("unchecked", "README, check off", EVERY, True),
        ("checked", "README, check on", EVERY, True)), (3, 12)),
    # Without its extras, which are gigabytes; these are what the stages used here import. xxhash 4
    # refuses the strings that datatrove 0.10 gives it.
    Rival("datatrove", ("datatrove", "orjson", "regex", "xxhash<4", "tokenizers", "spacy", "jieba"),
          "run_datatrove.py", (
              ("default", "default language", EVERY, True),
              ("hani", "zho_Hani, jieba", ("zh",), True)), (3, 10)),
)


class Missing(Exception):
    pass


def version_of_python(path):
    said = subprocess.run([path, "-c", "import sys; print(*sys.version_info[:2])"],
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    return tuple(map(int, said.stdout.split())) if said.returncode == 0 and said.stdout else (0, 0)


def python_for(least):
    """The system's python3 if it will do, else the oldest of those that do: wheels come for it first."""
    known = [shutil.which("python3")]
    known += [shutil.which("python3.%d" % minor) for minor in range(9, 15)]
    known += glob.glob(os.path.expanduser("~/.pyenv/versions/3.*/bin/python3"))
    by_age = sorted((version_of_python(path), path) for path in known[1:] if path)
    usual = [(version_of_python(known[0]), known[0])] if known[0] else []
    for age, path in usual + by_age:
        if least <= age:
            return path
    raise Missing("needs Python %d.%d" % least)


def install(rival, folder):
    """The Python of the rival's environment, which is made if it is not there yet."""
    home = os.path.join(folder, rival.name)
    python = os.path.join(home, "bin", "python")
    done = os.path.join(home, "installed")
    if not os.path.exists(done):
        maker = python_for(rival.python)
        shutil.rmtree(home, ignore_errors=True)
        for command in ([maker, "-m", "venv", home],
                        [python, "-m", "pip", "install", "-q", "--prefer-binary", *rival.packages]):
            said = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                  text=True)
            if said.returncode != 0:
                lines = said.stdout.strip().splitlines() or ["exit %d" % said.returncode]
                raise Missing("cannot be installed: " + lines[-1][:200])
        with open(done, "w", encoding="utf-8"):
            pass
    return python


def version(rival, python):
    code = "import importlib.metadata as m, sys; print(m.version(sys.argv[1]), sys.version.split()[0])"
    said = subprocess.run([python, "-c", code, rival.packages[0]], stdout=subprocess.PIPE, text=True)
    return "%s %s (Python %s)" % (rival.name, *(said.stdout.split() or ["?", "?"]))


def command(rival, python, variant, source, target):
    return [python, os.path.join(HERE, "rivals", rival.adapter), source, target, variant]


# leitong's rows: options, what they are, and which definition of the judge is its own.
LEITONG = (
    (("-j1",), "words (default), one thread", "own-word"),
    (("-j2",), "words (default), two threads", "own-word"),
    (("--tokens", "char", "-j1"), "characters, one thread", "own-char"),
    (("--tokens", "char", "-j2"), "characters, two threads", "own-char"),
)
