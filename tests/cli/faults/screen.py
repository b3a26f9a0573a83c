"""A program on a terminal: what it writes, when, and what is seen in the end."""

import fcntl
import os
import pty
import struct
import termios
import time
import unittest

ERASE = "\x1b[K"


class Screen:
    """Rows of text, as a terminal shows them that knows CR, LF, and erasing to the end of a line."""

    def __init__(self, columns):
        self.columns = columns
        self.rows = [""]
        self.column = 0

    def write(self, text):
        while text:
            if text.startswith(ERASE):
                self.rows[-1] = self.rows[-1][: self.column]
                text = text[len(ERASE) :]
                continue
            character, text = text[0], text[1:]
            if character == "\r":
                self.column = 0
            elif character == "\n":
                self.rows.append("")
                self.column = 0
            else:
                self.put(character)

    def put(self, character):
        if self.column == self.columns:
            self.rows.append("")
            self.column = 0
        row = self.rows[-1].ljust(self.column)
        self.rows[-1] = row[: self.column] + character + row[self.column + 1 :]
        self.column += 1


class Terminal:
    """Both ends of one. Given to a program as stderr it says what comes, and at what time."""

    def __init__(self, columns):
        try:
            self.ours, self.theirs = pty.openpty()
        except OSError as problem:  # a bare root without /dev/pts
            raise unittest.SkipTest(f"there is no terminal: {problem}") from problem
        self.resize(columns)
        self.screen = Screen(columns)
        self.written = []  # (time, text)

    def resize(self, columns):
        fcntl.ioctl(self.ours, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))

    def close(self):
        os.close(self.ours)
        os.close(self.theirs)

    def read_until_end(self, run, on_line=lambda number: None):
        """Reads until the program has ended; says how many lines were painted so far."""
        os.set_blocking(self.ours, False)
        while True:
            ended = run.poll() is not None
            try:
                text = os.read(self.ours, 1 << 16).decode()
            except BlockingIOError:
                if ended:
                    return
                time.sleep(0.002)
                continue
            self.written.append((time.monotonic(), text))
            self.screen.write(text)
            on_line(len(self.painted()))

    def painted(self):
        """What was said in progress lines, and when."""
        lines = []
        for at, text in self.written:
            lines += [(at, part) for part in text.split("\r" + ERASE)[1:] if part.strip()]
        return lines
