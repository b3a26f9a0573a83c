"""A terminal that a program writes to: every byte of it, and what is seen in the end."""

import fcntl
import os
import pty
import struct
import termios
import threading
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
    """Both ends of one. `theirs` goes to the program, and is closed here once it was started."""

    def __init__(self, columns):
        try:
            self.ours, self.theirs = pty.openpty()
        except OSError as problem:  # a bare root without /dev/pts
            raise unittest.SkipTest(f"there is no terminal: {problem}") from problem
        self.columns = columns
        self.resize(columns)
        self.text = ""
        self.reader = threading.Thread(target=self.read, daemon=True)

    def resize(self, columns):
        fcntl.ioctl(self.ours, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))

    def begin(self):
        os.close(self.theirs)
        self.reader.start()

    def end(self):
        """To be called when the program has ended; afterwards `text` is complete."""
        self.reader.join()
        os.close(self.ours)

    def read(self):
        while True:
            try:
                self.text += os.read(self.ours, 1 << 16).decode()
            except OSError:  # nobody has the other end any more
                return

    def painted(self):
        """The progress lines, in order."""
        parts = self.text.split("\r" + ERASE)[1:]
        return [part for part in parts if part and not part.startswith("leitong: ")]

    def rows(self):
        """What is seen now, on a terminal that was never resized."""
        screen = Screen(self.columns)
        screen.write(self.text)
        return screen.rows
