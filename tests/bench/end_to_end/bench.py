"""tools/bench: leitong and its rivals on the same corpora, judged by exact similarity."""

import argparse
import datetime
import filecmp
import hashlib
import json
import os
import platform
import subprocess
import sys
import tempfile
from dataclasses import dataclass

import base_text
import contenders
import exact_lines
import make_corpus
from measure import Failed, measure

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.abspath(os.path.join(HERE, "..", "..", ".."))
THRESHOLD = 0.8
MB = 1e6


def say(text):
    print("bench: " + text, file=sys.stderr, flush=True)


def options():
    cache = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    parser = argparse.ArgumentParser(
        prog="tools/bench", description="Measures leitong and its rivals, JSONL to JSONL, and writes "
        "docs/benchmarks.md.")
    parser.add_argument("--size", type=float, default=100, metavar="MB", help="of each corpus [100]")
    parser.add_argument("--slow-size", type=float, default=20, metavar="MB",
                        help="of the corpora of rivals that do a few MB/s or less [20]")
    parser.add_argument("--lines", type=int, metavar="N",
                        help="of the exact-lines table [50,000 for each MB of --size]")
    parser.add_argument("--languages", default="zh,en", help="comma-separated [zh,en]")
    parser.add_argument("--shapes", default="tenth,half", help="which share are copies [tenth,half]")
    parser.add_argument("--rivals", default="all", metavar="NAMES",
                        help="comma-separated, all, or none: " +
                        ", ".join(rival.name for rival in contenders.RIVALS) + " [all]")
    parser.add_argument("--program", help="leitong [build/release/leitong, built]")
    parser.add_argument("--judge", help="the judging program [from build/release, built]")
    parser.add_argument("--text", action="append", default=[], metavar="LANGUAGE:FOLDER",
                        help="more text (.txt, .md, .html, .pod) for a language; repeatable")
    parser.add_argument("--work", default=os.path.join(cache, "leitong-bench"), metavar="FOLDER",
                        help="packages, corpora and virtual environments; may be kept "
                        "[$XDG_CACHE_HOME/leitong-bench]")
    parser.add_argument("-o", "--output", default=os.path.join(ROOT, "docs", "benchmarks.md"),
                        help="the report [docs/benchmarks.md]")
    chosen = parser.parse_args()
    known = {rival.name for rival in contenders.RIVALS}
    names = {"all": known, "none": set()}.get(chosen.rivals, set(chosen.rivals.split(",")))
    if names - known:
        parser.error("--rivals: no " + ", ".join(sorted(names - known)))
    chosen.rivals = [rival for rival in contenders.RIVALS if rival.name in names]
    chosen.languages = chosen.languages.split(",")
    chosen.shapes = chosen.shapes.split(",")
    if set(chosen.languages) - set(base_text.PACKAGES):
        parser.error("--languages: zh, en")
    if set(chosen.shapes) - set(make_corpus.COPIES):
        parser.error("--shapes: tenth, half")
    chosen.lines = chosen.lines or int(50_000 * chosen.size)
    return chosen


def build(chosen):
    if not (chosen.program and chosen.judge):
        say("building")
        for command in (["cmake", "--preset", "release"],
                        ["cmake", "--build", "--preset", "release", "--target", "leitong_program",
                         "judge"]):
            done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE,
                                  stderr=subprocess.STDOUT, text=True)
            if done.returncode != 0:
                sys.exit(done.stdout[-4000:] + "\nbench: could not build")
    release = os.path.join(ROOT, "build", "release")
    chosen.program = os.path.abspath(chosen.program or os.path.join(release, "leitong"))
    chosen.judge = os.path.abspath(chosen.judge or os.path.join(
        release, "tests", "bench", "end_to_end", "judge"))


@dataclass
class Corpus:
    path: str
    name: str
    megabytes: float


class Texts:
    """The corpora, made when first asked for and kept by what they are made from."""

    def __init__(self, chosen):
        self.chosen, self.debs, self.bases = chosen, {}, {}

    def folders(self, language):
        return [text.split(":", 1)[1] for text in self.chosen.text
                if text.split(":", 1)[0] == language]

    def packages(self, language):
        if language not in self.debs:
            say("text of Debian packages: " + language)
            self.debs[language] = base_text.fetch_all(
                language, os.path.join(self.chosen.work, "packages"), say)
        return self.debs[language]

    def stretches(self, language):
        if language not in self.bases:
            self.bases[language] = make_corpus.load_bases(
                language, self.packages(language), self.folders(language))
            total = sum(len(text.encode()) for text in self.bases[language])
            say("%s: %.1f MB of text, each stretch once" % (language, total / MB))
        return self.bases[language]

    def mark(self, language):
        """Of the packages' versions, the folders and the code that makes the corpus."""
        state = hashlib.sha256()
        for deb in self.packages(language):
            state.update(os.path.basename(deb).encode())
        for path, data in base_text.files(language, [], self.folders(language)):
            state.update(path.encode() + data)
        for name in ("base_text.py", "make_corpus.py"):
            with open(os.path.join(HERE, name), "rb") as file:
                state.update(file.read())
        return state.hexdigest()[:8]

    def make(self, name, language, write):
        """The path of a file of the corpora folder, which `write` writes if it is not there yet."""
        folder = os.path.join(self.chosen.work, "corpora")
        os.makedirs(folder, exist_ok=True)
        path = os.path.join(folder, name.replace("*", self.mark(language)))
        if not os.path.exists(path):
            write(path + ".part")
            os.rename(path + ".part", path)
        return path

    def corpus(self, language, shape, size):
        path = self.make("%s-%s-%g-*.jsonl" % (language, shape, size), language,
                         lambda part: make_corpus.write_corpus(
                             part, language, self.stretches(language), shape, size * MB))
        megabytes = os.path.getsize(path) / MB
        if megabytes < 0.99 * size:
            say("%s, %s: the text is enough for %.0f MB, not for %g (--text)" % (
                language, shape, megabytes, size))
        return Corpus(path, "%s, %s copies" % (language, {"tenth": "a tenth", "half": "half"}[shape]),
                      megabytes)

    def lines(self, count):
        return self.make("lines-%d-*.txt" % count, "en",
                         lambda part: make_corpus.write_lines(part, self.stretches("en"), count))


@dataclass
class Row:
    who: str
    what: str
    corpus: Corpus
    cost: object = None
    kept_path: str = ""
    own: str = ""  # the definition that is its own, of the judge's
    problem: str = ""
    verdict: tuple = ()  # records, kept, pairs, found, wrong, lost
    own_verdict: tuple = ()

    def rate(self):
        return self.corpus.megabytes / self.cost.cpu

    def found(self):
        return 1.0 if self.verdict[2] == 0 else self.verdict[3] / self.verdict[2]


def run_row(row, command, scratch):
    number = len(os.listdir(scratch))
    output = os.path.join(scratch, "%03d.jsonl" % number)
    try:
        row.cost = measure(command(output), output, os.path.join(scratch, "%03d.log" % number))
        row.kept_path = os.path.join(scratch, "%03d.ids" % number)
        with open(output, encoding="utf-8") as lines, \
                open(row.kept_path, "w", encoding="utf-8") as ids:
            ids.writelines(json.loads(line)["id"] + "\n" for line in lines)
        say("%s: %s, %s: %.1f MB/s" % (row.corpus.name, row.who, row.what, row.rate()))
    except (Failed, OSError, ValueError, KeyError) as failure:
        row.problem = "failed: %s" % failure
        say("%s: %s, %s: %s" % (row.corpus.name, row.who, row.what, row.problem))
    return output


def verdicts(judge, corpus, definition, paths):
    if not paths:
        return []
    say("%s: judging by %s" % (corpus.name, definition))
    done = subprocess.run([judge, corpus.path, definition, str(THRESHOLD), *paths],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        sys.exit("bench: " + done.stderr.strip())
    return [tuple(map(int, line.split())) for line in done.stdout.splitlines()]


def judge_rows(judge, rows):
    for corpus in {row.corpus.path: row.corpus for row in rows}.values():
        ran = [row for row in rows if row.corpus.path == corpus.path and not row.problem]
        for row, verdict in zip(ran, verdicts(judge, corpus, "chars",
                                              [row.kept_path for row in ran])):
            row.verdict = verdict
        for definition in ("own-word", "own-char"):
            owners = [row for row in ran if row.own == definition]
            for row, verdict in zip(owners, verdicts(judge, corpus, definition,
                                                     [row.kept_path for row in owners])):
                row.own_verdict = verdict


def leitong_rows(chosen, corpus, scratch):
    rows, outputs = [], []
    for flags, what, own in contenders.LEITONG:
        row = Row("leitong", what, corpus, own=own)
        outputs.append(run_row(row, lambda output: [chosen.program, "--format", "jsonl", "-t",
                                                    str(THRESHOLD), *flags, "-o", output,
                                                    corpus.path], scratch))
        rows.append(row)
    for one, two in ((0, 1), (2, 3)):
        if not (rows[one].problem or rows[two].problem) and not filecmp.cmp(
                outputs[one], outputs[two], shallow=False):
            rows[two].problem = "failed: not what one thread gives"
    return rows


def rival_rows(chosen, texts, pythons, language, shape, corpus, scratch):
    rows = []
    for rival in chosen.rivals:
        for variant, what, languages, slow in rival.variants:
            if language not in languages:
                continue
            mine = corpus
            if slow and chosen.slow_size < chosen.size:
                mine = texts.corpus(language, shape, chosen.slow_size)
            row = Row(rival.name, what, mine)
            python = pythons[rival.name]
            if isinstance(python, contenders.Missing):
                row.problem = "skipped: %s" % python
            else:
                run_row(row, lambda output: contenders.command(rival, python, variant, mine.path,
                                                               output), scratch)
            rows.append(row)
    return rows


def share(found, pairs):
    """Rounded down, so that 100 % means all."""
    return "–" if pairs == 0 else "%.2f %%" % (int(found / pairs * 1e4) / 100)


def ahead(row, ours):
    """In what a rival does better than leitong."""
    if row.who == "leitong" or row.problem or any(our.problem for our in ours):
        return ""
    words, characters = ours
    better = {
        "speed": row.rate() > min(words.rate(), characters.rate()),
        "memory": row.corpus == words.corpus and
                  row.cost.peak < max(words.cost.peak, characters.cost.peak),
        "found": row.corpus == words.corpus and row.found() > characters.found(),
        "wrong": row.corpus == words.corpus and row.verdict[4] < characters.verdict[4],
    }
    return ", ".join(name for name, is_better in better.items() if is_better)


def corpus_table(corpus, rows):
    ours = [row for row in rows if row.who == "leitong" and "one thread" in row.what]
    judged = [row for row in rows if row.verdict and row.corpus == corpus]
    records, pairs = (judged[0].verdict[0], judged[0].verdict[2]) if judged else (0, 0)
    lines = [
        "### " + corpus.name,
        "",
        "%.0f MB, %d records, %d true pairs by character 5-grams." % (corpus.megabytes, records,
                                                                      pairs),
        "",
        "| program | compares | CPU s | MB/s a core | MB/s | peak MB | kept | found | wrong / lost "
        "| own found | own wrong | ahead in |",
        "|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|",
    ]
    for row in rows:
        what = row.what
        if row.corpus != corpus:
            what += " (on %.0f MB)" % row.corpus.megabytes
        if row.problem:
            lines.append("| %s | %s | %s |" % (row.who, what, row.problem) + " |" * 9)
            continue
        own = ("", "")
        if row.own_verdict:
            own = (share(row.own_verdict[3], row.own_verdict[2]), str(row.own_verdict[4]))
        records, kept, pairs, found, wrong, lost = row.verdict
        cells = (row.who, what, "%.2f" % row.cost.cpu, "%.2f" % row.rate(),
                 "%.1f" % (row.corpus.megabytes / row.cost.wall), "%.0f" % (row.cost.peak / MB),
                 "%d of %d" % (kept, records), share(found, pairs), "%d / %d" % (wrong, lost), *own,
                 ahead(row, ours))
        lines.append("| %s |" % " | ".join(cells))
    return lines + [""]


def said(*command):
    try:
        return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                              text=True).stdout.strip()
    except OSError:
        return ""


def machine():
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        facts = dict(line.split(":", 1) for line in file.read().split("\n\n")[0].splitlines()
                     if ":" in line)
    facts = {key.strip(): value.strip() for key, value in facts.items()}
    flags = facts.get("flags", facts.get("Features", "")).split()
    wide = [name for name, flag in (("AVX2", "avx2"), ("AVX-512", "avx512bw"), ("SVE", "sve"))
            if flag in flags]
    system = said("sh", "-c", ". /etc/os-release && echo \"$PRETTY_NAME\"")
    load = "load when it began %.1f" % os.getloadavg()[0]
    return "%s, %d cores, %s; %s, Linux %s; %s" % (
        facts.get("model name", platform.machine()), os.cpu_count(), ", ".join(wide) or "no AVX2",
        system, platform.release(), load)


def versions(chosen, texts, pythons):
    lines = said(chosen.program, "--version").splitlines()
    lines += [contenders.version(rival, pythons[rival.name]) for rival in chosen.rivals
              if isinstance(pythons[rival.name], str)]
    lines += [said("sort", "--version").splitlines()[0]]
    lines += said("dpkg-query", "-W", "-f", "${Package} ${Version}\\n", "mawk").splitlines()[:1]
    for language in chosen.languages:
        names = [os.path.basename(deb)[:-4].rsplit("_", 1)[0].replace("_", " ").replace("%3a", ":")
                 for deb in texts.packages(language)]
        names += map(os.path.basename, texts.folders(language))
        lines.append("text, %s: %s" % (language, ", ".join(names)))
    return lines


INTRODUCTION = """# Benchmarks

Written by `tools/bench`; not by hand. One JSONL file in, the records that stay out, threshold
0.8, one thread for everybody but where it says two. Each rival has a row as its documentation
uses it, and one for what is best at this task. The text is that of Debian's help and manual
packages, each stretch once, chopped to 150 to 2,000 characters; the copies (a tenth of the
records, or half) are edited in 0.2 to 5 % of their characters (65 %), verbatim (20 %), or cut by
1 to 30 % (15 %).

*MB/s a core*: size of the input by CPU time, user and system, of all processes; of runs under 5 s
the best of three. *MB/s*: by wall time. *Peak*: resident memory of the largest process. *Found*:
share of the true pairs (exact Jaccard index of character 5-grams as they stand at least 0.8) of
which not both stayed. *Wrong*: records dropped although no kept one reaches 0.8; *lost*: not even
0.5. *Own*: the same by leitong's own similarity, folded words or characters. *Ahead in*: what a
rival does better than leitong: speed and memory against the weaker of its one-thread rows, found
and wrong against characters. All of it is counted by a program that shares no code with leitong
(`judge.cc`), which compares every pair that could be similar. leitong folds, and takes no
punctuation, so that of pairs near 0.8 some are on the other side for it than by plain characters.
Slow rivals get a smaller corpus.
"""


def write_report(chosen, head, sections):
    command = "tools/bench --size %g --slow-size %g --lines %d --languages %s --shapes %s" % (
        chosen.size, chosen.slow_size, chosen.lines, ",".join(chosen.languages),
        ",".join(chosen.shapes))
    command += " --rivals " + (",".join(rival.name for rival in chosen.rivals) or "none")
    for text in chosen.text:
        language, folder = text.split(":", 1)
        command += " --text %s:%s" % (language, os.path.basename(folder))
    lines = [INTRODUCTION, "%s, %s" % (datetime.date.today(), head[0]), "", "```", command, "",
             *head[1], "```", "", "## Near duplicates, JSONL", ""]
    for section in sections[:-1]:
        lines += section
    lines += ["## Exact lines", "",
              "*B a distinct line*: peak memory, less what a file of one line takes.", ""]
    lines += sections[-1]
    with open(chosen.output, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    say("wrote " + chosen.output)


def main():
    chosen = options()
    os.makedirs(chosen.work, exist_ok=True)
    build(chosen)
    where = machine()
    pythons = {}
    for rival in chosen.rivals:
        try:
            say("installing " + rival.name)
            pythons[rival.name] = contenders.install(rival, os.path.join(chosen.work, "rivals"))
        except contenders.Missing as missing:
            pythons[rival.name] = missing
            say("%s %s" % (rival.name, missing))
    texts = Texts(chosen)
    sections = []
    for language in chosen.languages:
        for shape in chosen.shapes:
            corpus = texts.corpus(language, shape, chosen.size)
            with tempfile.TemporaryDirectory(dir=chosen.work) as scratch:
                rows = leitong_rows(chosen, corpus, scratch)
                rows += rival_rows(chosen, texts, pythons, language, shape, corpus, scratch)
                judge_rows(chosen.judge, rows)
            sections.append(corpus_table(corpus, rows))
            print("\n".join(sections[-1]), flush=True)
    with tempfile.TemporaryDirectory(dir=chosen.work) as scratch:
        sections.append(exact_lines.table(chosen.program, texts.lines(chosen.lines), scratch, say))
    print("\n".join(sections[-1]))
    write_report(chosen, (where, versions(chosen, texts, pythons)), sections)


if __name__ == "__main__":
    main()
