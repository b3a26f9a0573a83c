#!/usr/bin/env python3
"""Progress on a terminal: what it says, how often, in how many columns, and that it goes again.

How fast the machine is does not matter. The program waits for its reader, or its writer, who takes
so much time that a line is due after each block; and lines are counted against time that passed.
"""

import re
import subprocess
import time

import leitong_case
from leitong_case import LeitongCase, lines
from screen import Terminal

LINE = re.compile(
    r"[\d.]+ k?M?B of [\d.]+ MB, [\d.]+ k?M?B/s, \d+:\d\d left, [\d,]+ read, \d+\.\d % dropped$")
PIPE = 1 << 16  # bytes that a pipe holds, and that are taken at once
BLOCK_PIPES = 4  # pipes that a block of input fills
PAUSE = 0.05  # seconds after each: a block takes longer than a line has to wait for the next
COPY = ["--format", "lines", "--method", "exact", "in.txt"]


def take_slowly(run, at_byte=lambda count: None):
    count = 0
    while taken := run.stdout.read1(PIPE):
        count += len(taken)
        at_byte(count)
        time.sleep(PAUSE)


class Progress(LeitongCase):
    def setUp(self):
        super().setUp()
        self.write("in.txt", lines(8 * BLOCK_PIPES * PIPE // leitong_case.LINE_BYTES))

    def show(self, *arguments, columns=100, at_byte=lambda count, terminal: None):
        """Runs with stderr on a terminal and a slow reader, and returns the terminal."""
        terminal = Terminal(columns)
        with self.start(*arguments, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                        stderr=terminal.theirs) as run:
            terminal.begin()
            take_slowly(run, lambda count: at_byte(count, terminal))
        terminal.end()
        self.assertEqual(run.returncode, 0, terminal.text)
        return terminal

    def painted(self, *arguments, **how):
        return self.show(*arguments, **how).painted()

    def test_what_it_says(self):
        ways = [["--method", "exact"], ["--method", "minhash"], ["--removed", "why"]]
        self.assertEqual(self.run_leitong("index", "create", "seen").returncode, 0)
        ways.append(["--index", "seen"])
        for way in ways:
            with self.subTest(way):
                painted = self.painted("--format", "lines", *way, "in.txt")
                self.assertGreater(len(painted), 3)
                for line in painted:
                    self.assertRegex(line, LINE)

    def test_how_often(self):
        """At most six times a second, though there is something new every few milliseconds."""
        terminal = Terminal(100)
        begin = time.monotonic()
        with self.start("--format", "lines", "--line-buffered", stdin=subprocess.PIPE,
                        stdout=subprocess.DEVNULL, stderr=terminal.theirs) as run:
            terminal.begin()
            for number in range(300):
                run.stdin.write(b"%d\n" % number)
                run.stdin.flush()
                time.sleep(0.005)
            run.stdin.close()
        terminal.end()
        seconds = time.monotonic() - begin
        painted = terminal.painted()
        self.assertGreater(len(painted), 1)
        self.assertLessEqual(len(painted), 6 * seconds)

    def test_it_goes_without_a_trace(self):
        rows = []
        for when in ["always", "never"]:
            shown = self.show(*COPY, "--progress", when, columns=200)
            self.assertEqual(bool(shown.painted()), when == "always")
            rows.append([re.sub(r", [\d.]+ s$", "", row) for row in shown.rows()])
        self.assertEqual(*rows)
        self.assertEqual(len(rows[0]), 2)  # the summary, and the line after it

    def test_where_it_is_not_shown(self):
        for arguments in [["-q"], ["--progress", "never"]]:
            with self.subTest(arguments):
                self.assertEqual(self.painted(*COPY, *arguments), [])
        with self.start(*COPY, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                        stderr=subprocess.PIPE) as run:
            take_slowly(run)
            self.assertEqual(run.stderr.read(), b"")

    def test_not_among_the_result(self):
        """On one terminal the two would overwrite each other."""
        for output, is_shown in [([], False), (["-o", "out"], True)]:
            terminal = Terminal(200)
            with self.start("--format", "lines", "--line-buffered", *output,
                            stdin=subprocess.PIPE, stdout=terminal.theirs,
                            stderr=terminal.theirs) as run:
                terminal.begin()
                for line in [b"one\n", b"two\n", b"three\n"]:
                    run.stdin.write(line)
                    run.stdin.flush()
                    time.sleep(BLOCK_PIPES * PAUSE)
                run.stdin.close()
            terminal.end()
            self.assertEqual(" read, " in terminal.text, is_shown)

    def test_narrow(self):
        for columns in [12, 34, 60]:
            with self.subTest(columns=columns):
                painted = self.painted(*COPY, columns=columns)
                self.assertTrue(painted)
                for line in painted:
                    self.assertLess(len(line), columns)
                if columns == 34:
                    self.assertRegex("\n".join(painted), r"[kM]B of [\d.]+ MB, \d+:\d\d left")

    def test_resized(self):
        def narrow_after_three_blocks(count, terminal):
            if count > 3 * BLOCK_PIPES * PIPE:
                terminal.resize(30)

        widths = list(map(len, self.painted(*COPY, at_byte=narrow_after_three_blocks)))
        self.assertGreater(widths[0], 30)
        self.assertLess(widths[-1], 30)
        self.assertEqual([w > 30 for w in widths], sorted((w > 30 for w in widths), reverse=True))

    def test_several_passes(self):
        painted = self.painted("--keep", "last", *COPY)
        self.assertIn("pass 2 of 2", painted[-1])
        for line in painted:
            self.assertRegex(line, r"MB, pass [12] of 2, [\d.]+ k?M?B/s")


if __name__ == "__main__":
    leitong_case.main()
