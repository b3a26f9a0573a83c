"""What these tests share: a scratch folder, texts, and runs of the program in it.

Each test program is called as `NAME_test.py --program build/release/leitong [unittest argument…]`.
"""

import argparse
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import unittest

TIME_LIMIT_SECONDS = 60
LINE_BYTES = 120
PROGRAM = None  # a path, once main() has read it


class LeitongCase(unittest.TestCase):
    """A test that runs in an empty folder of its own, `self.work`, with `self.temp` as $TMPDIR."""

    def setUp(self):
        scratch = tempfile.TemporaryDirectory(prefix="leitong-watched-")
        self.addCleanup(scratch.cleanup)
        self.work = pathlib.Path(scratch.name, "work")
        self.temp = pathlib.Path(scratch.name, "tmp")
        self.work.mkdir()
        self.temp.mkdir()

    def write(self, name, content):
        path = self.work / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path

    def read(self, name):
        return (self.work / name).read_bytes()

    def environment(self):
        kept = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "LEITONG_CONFIG")}
        kept.update(LC_ALL="C.UTF-8", TMPDIR=str(self.temp))
        return kept

    def start(self, *arguments, **streams):
        return subprocess.Popen(
            [PROGRAM, *map(str, arguments)], cwd=self.work, env=self.environment(), **streams
        )

    def run_leitong(self, *arguments, **streams):
        """Runs to the end; stdout and stderr are kept unless said otherwise, stdin is empty."""
        streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **streams}
        if "input" not in streams:
            streams.setdefault("stdin", subprocess.DEVNULL)
        return subprocess.run(
            [PROGRAM, *map(str, arguments)],
            cwd=self.work,
            env=self.environment(),
            timeout=TIME_LIMIT_SECONDS,
            check=False,
            **streams,
        )

    def assert_failed(self, ran, *said):
        """Exit code 2, and an error that says all of this."""
        told = ran.stderr.decode()
        self.assertEqual(ran.returncode, 2, told)
        errors = [line for line in told.splitlines() if line.startswith("leitong: error: ")]
        self.assertTrue(any(all(words in line for words in said) for line in errors), told)

    def assert_nothing_left(self, *expected):
        """Nothing but these is in the folder, and nothing at all in $TMPDIR."""
        self.assertEqual(sorted(p.name for p in self.work.iterdir()), sorted(expected))
        self.assertEqual(list(self.temp.iterdir()), [])


def lines(count, seed=1):
    """Lines of 40 words, 120 bytes with the line end, that repeat nothing."""
    words = bytearray(random.Random(seed).randbytes(40 * count).hex(" ").encode() + b"\n")
    words[LINE_BYTES - 1 :: LINE_BYTES] = b"\n" * count
    return bytes(words)


def records(count, seed=1):
    """The same as JSONL."""
    return b"".join(b'{"text":"%s"}\n' % line for line in lines(count, seed).splitlines())


def main():
    global PROGRAM
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--program", required=True, type=pathlib.Path)
    arguments, rest = parser.parse_known_args()
    PROGRAM = str(arguments.program.resolve())
    unittest.main(argv=[sys.argv[0], *rest])
