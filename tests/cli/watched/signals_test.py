#!/usr/bin/env python3
"""A signal ends the program as the signal does, and nothing half-written stays, in every mode."""

import signal
import subprocess
import time
import unittest

import leitong_case
from leitong_case import LeitongCase, lines, records

SIGNALS = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]
TEXT = lines(5000)
RECORDS = records(5000)

# The input comes from a pipe that stays open: the program is in the middle of reading, with
# everything open that the mode writes.
MODES = {
    "a file": (["-o", "out"], RECORDS),
    "a compressed file": (["-o", "out", "--removed", "audit.gz", "--clusters", "sets"], RECORDS),
    "all outputs": (
        ["-o", "out", "--removed", "r", "--dropped", "d", "--stats", "s", "--report", "p"], RECORDS),
    "another rank, spooled": (["--keep", "longest", "-o", "out"], RECORDS),
    "paragraphs": (["-o", "out"], TEXT),
    "paragraphs, spooled": (["--keep", "last", "-o", "out"], TEXT),
    "passages, spooled": (["--by", "passage", "-o", "out"], RECORDS),
    "steps, spooled": (["--by", "record,passage", "-o", "out"], RECORDS),
    "marks": (["--mark", "-o", "out"], RECORDS),
    "one thread": (["-j", "1", "-o", "out"], RECORDS),
}


class Signals(LeitongCase):
    def wait_for(self, happens):
        end = time.monotonic() + leitong_case.TIME_LIMIT_SECONDS
        while not happens():
            self.assertLess(time.monotonic(), end, "it did not come so far")
            time.sleep(0.01)

    def interrupt(self, which, arguments, content):
        with self.start(*arguments, stdin=subprocess.PIPE) as run:
            run.stdin.write(content)
            run.stdin.flush()
            self.wait_for(lambda: any(self.work.glob(".leitong-*")))
            run.send_signal(which)
            run.wait(leitong_case.TIME_LIMIT_SECONDS)
            self.assertEqual(run.returncode, -which)

    def test_every_mode(self):
        self.write("out", b"old\n")
        for number, (mode, (arguments, content)) in enumerate(MODES.items()):
            which = SIGNALS[number % len(SIGNALS)]
            with self.subTest(mode, signal=which.name):
                self.interrupt(which, arguments, content)
                self.assertEqual(self.read("out"), b"old\n")
                self.assert_nothing_left("out")

    def test_every_signal(self):
        for which in SIGNALS:
            with self.subTest(which.name):
                self.interrupt(which, ["-o", "out"], RECORDS)
                self.assert_nothing_left()

    def test_finding_repeats(self):
        """The second pass over a file, which writes: nobody takes more of it than the first byte."""
        self.write("in.txt", lines(10000))
        with self.start(
            "--by", "passage", "--removed", "audit", "in.txt", stdout=subprocess.PIPE
        ) as run:
            self.assertEqual(len(run.stdout.read(1)), 1)
            self.assertTrue(any(self.work.glob(".leitong-*")))
            run.send_signal(signal.SIGTERM)
            run.wait(leitong_case.TIME_LIMIT_SECONDS)
        self.assertEqual(run.returncode, -signal.SIGTERM)
        self.assert_nothing_left("in.txt")


if __name__ == "__main__":
    leitong_case.main()
