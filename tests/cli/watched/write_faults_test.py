#!/usr/bin/env python3
"""What can't be written is said by name, ends in 2, and leaves nothing half-written behind."""

import ctypes
import os
import resource
import subprocess
import unittest

import leitong_case
from leitong_case import LeitongCase, lines, records

RECORDS = records(40) * 2

# Every command, and every mode of the filter.
COMMANDS = [
    ["in.jsonl"],
    ["in.txt"],
    ["--format", "lines", "--line-buffered", "in.txt"],
    ["--keep", "last", "in.jsonl"],
    ["--keep", "last", "in.txt"],
    ["--mark", "in.jsonl"],
    ["--by", "passage", "in.jsonl"],
    ["--by", "record,passage", "in.jsonl"],
    ["--by", "file", "in.jsonl", "in.txt"],
    ["tokens", "in.txt"],
    ["compare", "in.txt", "in.jsonl"],
    ["compare", "--json", "in.txt", "in.jsonl"],
    ["passages", "--min-passage", "10", "in.jsonl"],
    ["passages", "--min-passage", "10", "--json", "in.jsonl"],
    ["plan", "--records", "1M", "--bytes", "1G"],
    ["eval", "--sample", "20", "in.jsonl"],
    ["eval", "--sample", "20", "--json", "in.jsonl"],
    ["--verify-segmenter", "in.jsonl"],
    ["--help"],
    ["-h"],
    ["eval", "--help"],
    ["--version"],
    ["--generate", "man"],
]
OTHER_OUTPUTS = ["--removed", "--dropped", "--clusters", "--stats", "--report"]


def mount_small_disk(path):
    """A file system of 1 MB, for whoever may mount one."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.mount(b"leitong", os.fsencode(path), b"tmpfs", 0, b"size=1m") != 0:
        raise unittest.SkipTest(f"no disk can be mounted: {os.strerror(ctypes.get_errno())}")
    return lambda: libc.umount2(os.fsencode(path), 2)


def at_most(size):
    """For a child process: no file grows beyond this."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


class StandardOutput(LeitongCase):
    def setUp(self):
        super().setUp()
        self.write("in.jsonl", RECORDS)
        self.write("in.txt", lines(200) * 2)

    def test_full_disk(self):
        for command in COMMANDS:
            with self.subTest(command), open("/dev/full", "wb") as full:
                ran = self.run_leitong(*command, stdout=full)
                self.assert_failed(ran, "stdout: no space left on device (make room")

    def test_reader_that_has_gone(self):
        for command in COMMANDS:
            with self.subTest(command):
                reader, writer = os.pipe()
                os.close(reader)
                ran = self.run_leitong(*command, stdout=writer)
                os.close(writer)
                self.assertEqual((ran.returncode, ran.stderr), (2, b""))

    def test_closed_from_the_start(self):
        for command in COMMANDS:
            with self.subTest(command):
                ran = self.run_leitong(*command, stdout=None, preexec_fn=lambda: os.close(1))
                self.assert_failed(ran, "stdout: bad file descriptor")


class OtherOutputs(LeitongCase):
    def setUp(self):
        super().setUp()
        self.write("in.jsonl", RECORDS)

    def test_each_says_its_name(self):
        (self.work / "folder").mkdir()
        for option in OTHER_OUTPUTS:
            for path, said in [
                ("/dev/full", "/dev/full: no space left on device"),
                ("missing/file", "missing/file: no such file or directory (make the directory"),
                ("folder", "folder: is a directory (name a file in it)"),
            ]:
                with self.subTest(option=option, path=path):
                    self.assert_failed(self.run_leitong("in.jsonl", option, path), said)

    def test_an_older_file_stays_as_it_was(self):
        """--output and the others take their names only when all is written."""
        self.write("old", b"old\n")
        self.write("big.jsonl", records(8000, seed=2) * 2)
        for option in ["--output", "--removed", "--dropped"]:
            with self.subTest(option):
                ran = self.run_leitong("big.jsonl", option, "old", preexec_fn=at_most(1 << 16))
                self.assert_failed(ran, "old: file too large (raise the limit with ulimit -f)")
                self.assertEqual(self.read("old"), b"old\n")
                self.assert_nothing_left("old", "in.jsonl", "big.jsonl")


class ClosedStreams(LeitongCase):
    """What is said does not land in a file that happens to take the stream's number."""

    def test_standard_error(self):
        self.write("in.jsonl", b'{"other":1}\n' + RECORDS)
        ran = self.run_leitong(
            "-v", "in.jsonl", "-o", "out", stderr=None, preexec_fn=lambda: os.close(2))
        self.assertEqual(ran.returncode, 3)
        self.assertEqual(self.read("out"), b'{"other":1}\n' + records(40))

    def test_standard_output(self):
        self.write("in.jsonl", RECORDS)
        os.mkfifo(self.work / "pipe")
        with self.start("--removed", "removed", "pipe", stdin=subprocess.DEVNULL,
                        stderr=subprocess.PIPE, preexec_fn=lambda: os.close(1)) as run:
            (self.work / "pipe").write_bytes(RECORDS)
            self.assertIn(b"stdout: bad file descriptor", run.stderr.read())
        self.assert_nothing_left("in.jsonl", "pipe")

    def test_standard_input(self):
        ran = self.run_leitong(stdin=None, preexec_fn=lambda: os.close(0))
        self.assert_failed(ran, "stdin: bad file descriptor")


class SmallDisk(LeitongCase):
    """What is written goes to a disk of 1 MB."""

    def setUp(self):
        super().setUp()
        self.disk = self.work / "disk"
        self.disk.mkdir()
        self.addCleanup(mount_small_disk(self.disk))

    def test_output(self):
        self.write("in.txt", lines(20000))
        ran = self.run_leitong("--format", "lines", "--method", "exact", "in.txt", "-o", "disk/out")
        self.assert_failed(ran, "disk/out: no space left on device (make room, or write elsewhere)")
        self.assertEqual(list(self.disk.iterdir()), [])

    def test_compressed_output(self):
        self.write("in.txt", lines(40000))
        for name in ["out.gz", "out.zst", "out.xz", "out.lz4"]:
            with self.subTest(name):
                ran = self.run_leitong(
                    "--format", "lines", "--method", "bytes", "in.txt", "-o", f"disk/{name}")
                self.assert_failed(ran, f"disk/{name}: no space left on device")
                self.assertEqual(list(self.disk.iterdir()), [])

    def test_output_folder(self):
        """Files that were complete stay; of the one that did not fit there is nothing."""
        inputs = {f"{i}.txt": lines(2700, seed=i) for i in range(6)}
        for name, content in inputs.items():
            self.write(f"in/{name}", content)
        ran = self.run_leitong(
            "--format", "lines", "--method", "exact", "-r", "in", "-O", "disk/out")
        written = {p.name: p.read_bytes() for p in (self.disk / "out").iterdir()}
        self.assertEqual(sorted(written), ["0.txt", "1.txt", "2.txt"])
        self.assertEqual(written, {name: inputs[name] for name in written})
        self.assert_failed(ran, "disk/out/3.txt: no space left on device (make room")

    def test_temporary_folder(self):
        text = lines(20000)
        for arguments in [
            ["--by", "passage"],
            ["--keep", "longest", "--format", "lines"],
            ["--by", "record,passage", "--format", "lines"],
            ["passages", "--format", "lines"],
        ]:
            with self.subTest(arguments):
                ran = self.run_leitong(*arguments, "-T", "disk", input=text)
                self.assert_failed(
                    ran, "disk: no space left on device (--temp-dir names another place)")
                self.assertEqual(ran.stdout, b"")
                self.assertEqual(list(self.disk.iterdir()), [])


class TemporaryFolder(LeitongCase):
    def test_missing_or_a_file(self):
        self.write("file", b"")
        for place, said in [("missing", "no such file or directory"), ("file", "not a directory")]:
            ran = self.run_leitong("--by", "passage", "-T", place, input=lines(10))
            self.assert_failed(ran, f"{place}: {said} (--temp-dir names another place)")

    def test_too_large_a_file(self):
        ran = self.run_leitong(
            "--by", "passage", input=lines(5000), preexec_fn=at_most(100_000))
        self.assert_failed(ran, f"{self.temp}: file too large (--temp-dir names another place)")
        self.assert_nothing_left()


class Permissions(LeitongCase):
    """As somebody who may not do everything."""

    def run_as_nobody(self, *arguments):
        def become_nobody():
            if os.getuid() == 0:
                os.setgroups([])
                os.setgid(65534)
                os.setuid(65534)

        for folder in (self.work.parent, self.work, self.temp):
            folder.chmod(0o755)
        # The program itself may stand where nobody else can read.
        program = self.work.parent / "leitong"
        if not program.exists():
            subprocess.run(["cp", leitong_case.PROGRAM, program], check=True)
            program.chmod(0o755)
        return subprocess.run(
            [program, *arguments], cwd=self.work, env=self.environment(),
            stdin=subprocess.DEVNULL, capture_output=True, preexec_fn=become_nobody,
            timeout=leitong_case.TIME_LIMIT_SECONDS, check=False)

    def test_input(self):
        self.write("secret.txt", b"text\n").chmod(0)
        self.write("open.txt", b"text\n").chmod(0o644)
        ran = self.run_as_nobody("open.txt", "secret.txt")
        self.assert_failed(ran, "secret.txt: permission denied (see its permissions with ls -ld)")
        self.assertEqual(ran.stdout, b"")  # nothing is written before all inputs were opened
        ran = self.run_as_nobody("--by", "file", "open.txt", "secret.txt")
        self.assert_failed(ran, "secret.txt: permission denied (compared with nothing, so it stays")
        self.assertEqual(ran.stdout, b"open.txt\nsecret.txt\n")

    def test_folder(self):
        self.write("in/open.txt", b"text\n").chmod(0o644)
        self.write("in/secret/hidden.txt", b"text\n")
        (self.work / "in").chmod(0o755)
        (self.work / "in/secret").chmod(0)
        self.assert_failed(self.run_as_nobody("-r", "in"), "in/secret: permission denied")

    def test_output(self):
        self.write("in.txt", b"text\n").chmod(0o644)
        self.write("old", b"old\n").chmod(0o444)
        self.assert_failed(self.run_as_nobody("in.txt", "-o", "new"), "new: permission denied")
        self.assert_failed(self.run_as_nobody("in.txt", "-o", "old"), "old: permission denied")
        self.assert_failed(self.run_as_nobody("in.txt", "-O", "out"), "out: permission denied")
        self.assertEqual(self.read("old"), b"old\n")
        self.assert_nothing_left("in.txt", "old")


if __name__ == "__main__":
    leitong_case.main()
