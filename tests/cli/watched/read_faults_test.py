#!/usr/bin/env python3
"""What can't be read is said by name and ends in 2; what could be is processed, and nothing else."""

import bz2
import gzip
import lzma
import os
import pty
import resource
import shutil
import subprocess
import tty

import leitong_case
from leitong_case import LeitongCase, lines, records

EXACT_LINES = ["--format", "lines", "--method", "bytes"]


def compressed_by(program):
    def compress(content):
        return subprocess.run(
            [program, "-c", "-q"], input=content, capture_output=True, check=True).stdout

    return compress if shutil.which(program) else None


COMPRESSIONS = {
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "zst": compressed_by("zstd"),
    "lz4": compressed_by("lz4"),
}


class Truncated(LeitongCase):
    def test_every_compression(self):
        whole = lines(5000)
        self.write("after.txt", b"the next input\n")
        for ending, compress in COMPRESSIONS.items():
            if compress is None:
                continue
            data = compress(whole)
            for cut in [1, 4, 11, 40, len(data) // 2, len(data) - 10, len(data) - 1]:
                with self.subTest(f"{cut} of {len(data)} bytes of {ending}"):
                    name = f"cut.{ending}"
                    self.write(name, data[:cut])
                    ran = self.run_leitong(*EXACT_LINES, name, "after.txt")
                    if not ran.stdout.startswith(data[:cut]):  # else it is a text like any other
                        self.check_what_was_read(ran, whole, name)

    def check_what_was_read(self, ran, whole, name):
        self.assert_failed(ran, name, "ends too early")
        self.assertTrue(ran.stdout.endswith(b"the next input\n"))
        decoded = ran.stdout.removesuffix(b"the next input\n")
        if not whole.startswith(decoded):  # a record that was cut gets a line end
            self.assertTrue(whole.startswith(decoded.removesuffix(b"\n")))

    def test_every_mode(self):
        for mode in [
            ["--keep", "last"],
            ["--by", "passage"],
            ["--by", "record,passage"],
            ["-o", "out"],
            ["-O", "out.d"],
            ["tokens"],
            ["passages"],
        ]:
            with self.subTest(mode):
                self.write("cut.jsonl.gz", gzip.compress(records(3000))[:-30])
                ran = self.run_leitong(*mode, "cut.jsonl.gz")
                self.assert_failed(ran, "cut.jsonl.gz: gzip data ends too early")


class BreaksOff(LeitongCase):
    def test_error_in_the_middle(self):
        """The terminal behind standard input goes away: EIO after what it had said."""
        for mode in [[], ["--keep", "last"], ["--by", "passage"]]:
            with self.subTest(mode):
                ours, theirs = pty.openpty()
                tty.setraw(theirs)
                os.write(theirs, lines(20))
                run = self.start("--format", "lines", *mode, stdin=ours, stdout=subprocess.PIPE,
                                 stderr=subprocess.PIPE)
                os.close(theirs)
                stdout, stderr = run.communicate(timeout=leitong_case.TIME_LIMIT_SECONDS)
                os.close(ours)
                self.assertEqual(stdout, lines(20))
                self.assertEqual(run.returncode, 2)
                self.assertEqual(
                    stderr,
                    b"leitong: error: stdin: input/output error at byte 2400 "
                    b"(what comes before it was processed)\n")

    def test_error_at_the_begin(self):
        self.write("after.txt", b"the next input\n")
        ran = self.run_leitong(*EXACT_LINES, "/proc/self/mem", "after.txt")
        self.assert_failed(ran, "/proc/self/mem: input/output error")
        self.assertEqual(ran.stdout, b"the next input\n")

    def test_file_that_shrinks_between_passes(self):
        os.mkfifo(self.work / "pipe")
        shrinking = self.write("in.txt", lines(100))
        with self.start("--format", "lines", "--keep", "last", "in.txt", "pipe",
                        stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
            with open(self.work / "pipe", "wb") as pipe:
                pipe.write(lines(5000, seed=2))
                pipe.flush()
                os.truncate(shrinking, 800)
            stdout, stderr = run.communicate(timeout=leitong_case.TIME_LIMIT_SECONDS)
        self.assertEqual(run.returncode, 2, stderr)
        self.assertIn(b"in.txt: the input has changed while it was read", stderr)


class OneFileTwice(LeitongCase):
    """The output is an input by whatever name."""

    def setUp(self):
        super().setUp()
        self.write("in.txt", b"one\ntwo\n")
        os.link(self.work / "in.txt", self.work / "hard")
        os.symlink("in.txt", self.work / "soft")
        os.symlink("soft", self.work / "soft to soft")

    def test_outputs(self):
        for option in ["-o", "--removed", "--dropped", "--clusters", "--stats", "--report"]:
            for name in ["in.txt", "./in.txt", "hard", "soft", "soft to soft"]:
                with self.subTest(option=option, name=name):
                    ran = self.run_leitong("--format", "lines", "in.txt", option, name)
                    self.assert_failed(ran, f"{name}: is an input as well (write to another file)")
        self.assertEqual(self.read("in.txt"), b"one\ntwo\n")

    def test_output_folder(self):
        (self.work / "out").mkdir()
        os.link(self.work / "in.txt", self.work / "out/in.txt")
        ran = self.run_leitong("in.txt", "-O", "out")
        self.assert_failed(ran, "out/in.txt: is an input as well (write to another folder)")
        (self.work / "out/in.txt").unlink()
        os.symlink("../in.txt", self.work / "out/in.txt")
        ran = self.run_leitong("in.txt", "-O", "out")
        self.assert_failed(ran, "out/in.txt: is an input as well (write to another folder)")

    def test_standard_output(self):
        with open(self.work / "hard", "ab") as hard:
            ran = self.run_leitong("in.txt", stdout=hard)
        self.assert_failed(ran, "standard output: is an input as well")


class Limits(LeitongCase):
    def test_descriptors(self):
        """Pipes are all open from the start."""
        pipes = [os.pipe() for _ in range(20)]
        names = [f"/dev/fd/{reader}" for reader, _ in pipes] * 3
        for _, writer in pipes:
            os.close(writer)
        few = max(reader for reader, _ in pipes) + 5
        ran = self.run_leitong(
            *names, pass_fds=[reader for reader, _ in pipes],
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (few, few)))
        for reader, _ in pipes:
            os.close(reader)
        self.assert_failed(ran, "too many open files (raise the limit with ulimit -n)")

    def test_memory(self):
        if os.environ.get("LEITONG_SANITIZED"):
            self.skipTest("a sanitizer takes more address space than any limit leaves")
        self.write("in.jsonl", records(10000))
        failed = 0
        for megabytes in range(55, 85, 5):
            for mode in [["-j", "1"], ["-j", "2"], ["--by", "passage"], ["--keep", "longest"]]:
                size = megabytes << 20
                ran = self.run_leitong(
                    *mode, "in.jsonl", "-o", "out",
                    preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (size, size)))
                if ran.returncode == 127:
                    continue  # not even the program's libraries fit
                with self.subTest(mode, megabytes=megabytes):
                    self.assertIn(ran.returncode, (0, 2), ran.stderr)
                    if ran.returncode == 2:
                        failed += 1
                        self.assert_failed(ran, "there is not enough memory")
                        self.assert_nothing_left("in.jsonl")
                    else:
                        (self.work / "out").unlink()
        self.assertGreater(failed, 0)


if __name__ == "__main__":
    leitong_case.main()
