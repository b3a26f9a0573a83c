"""The corpus, the text without its markup, and the measuring: what the judge does not check."""

import json
import os
import sys
import tempfile
import unittest

import base_text
import bench
import make_corpus
from measure import Failed, measure

TEXT = ["".join(chr(0x4E00 + (i * 7 + j * j) % 3000) for j in range(900)) for i in range(300)]


class Corpus(unittest.TestCase):
    def test_each_stretch_once(self):
        stretches = list(make_corpus.stretches(TEXT))
        whole = "".join(stretches).replace("\n", "")
        self.assertTrue("".join(TEXT).startswith(whole))
        self.assertLess(len("".join(TEXT)) - len(whole), make_corpus.LONGEST)
        for stretch in stretches:
            self.assertTrue(make_corpus.SHORTEST <= len(stretch) <= make_corpus.LONGEST + 1)

    def test_same_bytes_and_the_share_of_copies(self):
        for shape, share in make_corpus.COPIES.items():
            lines, size = make_corpus.records("zh", TEXT, shape, 300_000)
            self.assertEqual((lines, size), make_corpus.records("zh", TEXT, shape, 300_000))
            self.assertEqual(size, len("".join(lines).encode()))
            self.assertTrue(300_000 <= size < 310_000)
            names = [json.loads(line)["id"] for line in lines]
            self.assertEqual(len(names), len(set(names)))
            copies = sum("." in name for name in names)
            self.assertAlmostEqual(copies / len(names), share, delta=0.02)

    def test_copies_are_what_they_say(self):
        lines, _ = make_corpus.records("zh", TEXT, "half", 600_000)
        records = {json.loads(line)["id"]: json.loads(line)["text"] for line in lines}
        seen = set()
        for name, text in records.items():
            original = records[name.split(".")[0]]
            kind = name.split(".")[1].lstrip("0123456789") if "." in name else ""
            seen.add(kind)
            if kind == "verbatim":
                self.assertEqual(text, original)
            elif kind == "cut":
                self.assertTrue(original.startswith(text) or original.endswith(text))
            elif kind == "edit":
                self.assertLess(abs(len(text) - len(original)), 0.06 * len(original) + 1)
        self.assertEqual(seen, {"", *make_corpus.KINDS})

    def test_too_little_text_makes_less(self):
        lines, size = make_corpus.records("zh", TEXT[:3], "tenth", 10**9)
        self.assertEqual(sum("." not in json.loads(line)["id"] for line in lines), 3)
        self.assertLess(size, 20_000)

    def test_half_of_the_lines_are_distinct(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "lines")
            make_corpus.write_lines(path, TEXT, 1000)
            with open(path, "rb") as file:
                lines = file.readlines()
            self.assertEqual((len(lines), len(set(lines))), (1000, 500))


class Markup(unittest.TestCase):
    def test_html(self):
        text = '<head><title>no</title></head><p>一 <b>二</b>\n三&amp;</p><script>x<y</script><p>四'
        self.assertEqual([p.strip() for p in base_text.xml_paragraphs(text) if p.strip()],
                         ["一 二 三&", "四"])

    def test_roff(self):
        text = '.TH X 1\n.SH NAME\nls \\- list\n.B "a b"\n\\fBc\\fP\n.PP\nnext\n'
        self.assertEqual([p for p in base_text.roff_paragraphs(text) if p],
                         ["ls - list a b c", "next"])

    def test_pod(self):
        self.assertEqual(base_text.pod_paragraphs("=head1 X\n\nUse C<this> B<<here>>.\n\n  code\n"),
                         ["Use this here."])

    def test_languages(self):
        self.assertTrue(base_text.is_of("zh", "这是一段中文的文字 with English"))
        self.assertFalse(base_text.is_of("zh", "almost all of it in English 一二三四五六"))
        self.assertTrue(base_text.is_of("en", "A sentence of English, long enough to be counted."))
        self.assertFalse(base_text.is_of("en", "0x00 0x01 0x02 0x03 0x04 0x05 0x06 0x07 0x08 0x09"))
        self.assertTrue(base_text.wanted("zh", "./usr/share/man/zh_CN/man1/ls.1.gz"))
        self.assertFalse(base_text.wanted("zh", "./usr/share/man/zh_TW/man1/ls.1.gz"))
        self.assertFalse(base_text.wanted("en", "./usr/share/man/zh_TW/man1/ls.1.gz"))


class Measuring(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.output, self.log = (os.path.join(folder.name, name) for name in ("output", "log"))

    def cost(self, *command):
        return measure(command, self.output, self.log, output_is_stdout=True)

    def test_peak_is_the_child_s_own(self):
        ours = b"x" * 200_000_000
        self.assertLess(self.cost("true").peak, 50_000_000)
        self.assertGreater(self.cost(sys.executable, "-c", "x = b'x' * 100_000_000").peak, 100_000_000)
        self.assertEqual(len(ours), 200_000_000)

    def test_grandchildren_count(self):
        busy = "import time\nwhile time.process_time() < 0.3: pass"
        cost = self.cost("sh", "-c", '"$0" -c "$1"; true', sys.executable, busy)
        self.assertGreaterEqual(cost.cpu, 0.3)

    def test_output_and_failures(self):
        self.cost("echo", "said")
        with open(self.output, encoding="utf-8") as file:
            self.assertEqual(file.read(), "said\n")
        with self.assertRaisesRegex(Failed, "why"):
            self.cost("sh", "-c", "echo why >&2; exit 3")
        with self.assertRaises(Failed):
            self.cost("/nonexistent/program")


class Report(unittest.TestCase):
    def test_shares_are_rounded_down(self):
        self.assertEqual(bench.share(99_999, 100_000), "99.99 %")
        self.assertEqual(bench.share(5, 5), "100.00 %")
        self.assertEqual(bench.share(0, 0), "–")


if __name__ == "__main__":
    unittest.main()
