#!/usr/bin/env python3
"""Progress on a terminal: what it says, how often, in how many columns, and that it goes again."""

import re
import subprocess

import leitong_case
from leitong_case import LeitongCase, lines, records
from screen import Terminal

LINE = re.compile(
    r"[\d.]+ k?M?B of [\d.]+ MB, [\d.]+ k?M?B/s, \d+:\d\d left, [\d,]+ read, \d+\.\d % dropped")
OF_PASSES = re.compile(r"([\d.]+) (k?M?)B of ([\d.]+) MB, pass (\d) of (\d), .*")
MEGABYTES = {"": 1e-6, "k": 1e-3, "M": 1}


class Progress(LeitongCase):
    def setUp(self):
        super().setUp()
        self.write("in.txt", lines(120000))

    def show(self, *arguments, columns=100, on_line=lambda number: None, **streams):
        """Runs with stderr on a terminal."""
        terminal = Terminal(columns)
        self.addCleanup(terminal.close)
        streams = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, **streams}
        run = self.start(*arguments, stderr=terminal.theirs, **streams)
        terminal.read_until_end(run, lambda number: on_line(number, terminal))
        self.assertEqual(run.returncode, 0)
        return terminal

    def painted(self, *arguments, **how):
        return [text for _, text in self.show(*arguments, **how).painted()]

    def test_what_it_says(self):
        painted = self.painted("--format", "lines", "-j", "1", "in.txt")
        self.assertGreater(len(painted), 1)
        for line in painted[:-1]:  # the last may come when all is read
            self.assertRegex(line, LINE)

    def test_how_often(self):
        shown = self.show("--by", "passage", "-j", "1", "in.txt").painted()
        times = [at for at, _ in shown]
        for first, seventh in zip(times, times[6:]):
            self.assertGreater(seventh - first, 0.9)

    def test_it_goes_without_a_trace(self):
        rows = []
        for when in ["always", "never"]:
            terminal = self.show("--format", "lines", "--progress", when, "in.txt")
            rows.append([re.sub(r", [\d.]+ s$", "", row) for row in terminal.screen.rows])
        self.assertEqual(*rows)
        self.assertEqual(len(rows[0]), 2)  # the summary, and the line after it

    def test_where_it_is_not_shown(self):
        for arguments in [["-q"], ["--progress", "never"]]:
            with self.subTest(arguments):
                shown = self.show("--format", "lines", *arguments, "in.txt")
                self.assertEqual(shown.painted(), [])
        ran = self.run_leitong("--format", "lines", "in.txt", "-o", "out")
        self.assertEqual(ran.stderr, b"")

    def test_not_among_the_result(self):
        """On one terminal the two would overwrite each other."""
        for output, is_shown in [([], False), (["-o", "out"], True)]:
            terminal = Terminal(200)
            self.addCleanup(terminal.close)
            run = self.start("--format", "lines", "in.txt", *output, stdin=subprocess.DEVNULL,
                             stdout=terminal.theirs, stderr=terminal.theirs)
            terminal.read_until_end(run)
            self.assertEqual(bool(terminal.painted()), is_shown)

    def test_narrow(self):
        for columns in [12, 40, 60]:
            with self.subTest(columns=columns):
                painted = self.painted("--by", "passage", "-j", "1", "in.txt", columns=columns)
                self.assertTrue(painted)
                for line in painted:
                    self.assertLess(len(line), columns)
                if columns == 40:
                    self.assertRegex("\n".join(painted), r"MB of [\d.]+ MB, \d+:\d\d left")

    def test_resized(self):
        def narrow_at_the_second_line(number, terminal):
            if number == 2:
                terminal.resize(30)

        painted = self.painted(
            "--by", "passage", "-j", "1", "in.txt", on_line=narrow_at_the_second_line)
        self.assertGreater(len(painted[0]), 30)
        self.assertLess(max(map(len, painted[3:])), 30)

    def test_several_passes(self):
        """All of them are one way: what is done of it never falls back."""
        self.write("in.jsonl", records(100000))
        for arguments, passes in [
            (["--by", "passage", "in.txt"], 3),
            (["--by", "passage", "--count", "3", "in.txt"], 4),
            (["--keep", "longest", "in.jsonl"], 2),
            (["--by", "record,passage", "in.jsonl"], 4),
            (["passages", "in.txt"], 2),
        ]:
            with self.subTest(arguments):
                done = []
                for line in self.painted(*arguments, "-j", "1"):
                    parts = OF_PASSES.fullmatch(line)
                    self.assertTrue(parts, line)
                    read = float(parts[1]) * MEGABYTES[parts[2]]
                    self.assertEqual(int(parts[5]), passes)
                    done.append(int(parts[4]) - 1 + read / float(parts[3]))
                self.assertEqual(done, sorted(done))
                self.assertGreater(done[-1], 1)
                self.assertLessEqual(done[-1], passes)


if __name__ == "__main__":
    leitong_case.main()
