"""tools/bench-index: the stored index, and indexes of rivals in memory, on the same records."""

import argparse
import datetime
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile

import base_text
import contenders
import make_corpus
from bench import HERE, ROOT, THRESHOLD, machine, said, say
from measure import ONE_THREAD, Failed, measure

SHORTEST, LONGEST = 60, 200  # characters
RIVALS = ("datasketch", "rensa")

INTRODUCTION = """# The stored index beside others

Written by `tools/bench-index`; not by hand. Each record that resembles no stored one is added (*add*),
then a tenth as many others are looked up (*query*), half of them copies; one thread for everybody.
Records are stretches of %d to %d characters of Debian's help and manual packages, half of them copies,
edited, cut or verbatim. Threshold 0.8; rivals take sets of character 5-grams and 128 permutations.

*µs*: CPU time a record, user and system, reading JSON included; for leitong of the whole process,
with all that RocksDB does beside. *Bytes*: for each record that went in, of leitong on the disk, texts
included; of rivals in memory, since theirs is gone when the process ends, and holds no texts.
leitong's matches are verified by exact similarity, rivals' are candidates.
"""


def options():
    cache = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    parser = argparse.ArgumentParser(prog="tools/bench-index", description=INTRODUCTION.split(
        "\n\n")[1].split(";")[0])
    parser.add_argument("--records", default="100000,1000000", metavar="N,N",
                        help="that are added [100000,1000000]")
    parser.add_argument("--rivals", default=",".join(RIVALS), metavar="NAMES",
                        help="comma-separated, or none [%s]" % ",".join(RIVALS))
    parser.add_argument("--program", default=os.path.join(ROOT, "build", "release", "leitong"),
                        help="leitong [build/release/leitong]")
    parser.add_argument("--work", default=os.path.join(cache, "leitong-bench"), metavar="FOLDER",
                        help="packages, records and virtual environments; may be kept "
                        "[$XDG_CACHE_HOME/leitong-bench]")
    parser.add_argument("-o", "--output", default=os.path.join(ROOT, "docs", "index-benchmarks.md"),
                        help="the report [docs/index-benchmarks.md]")
    chosen = parser.parse_args()
    chosen.records = [int(count) for count in chosen.records.split(",")]
    chosen.rivals = [name for name in chosen.rivals.split(",") if name != "none"]
    if set(chosen.rivals) - set(RIVALS):
        parser.error("--rivals: " + ", ".join(RIVALS))
    return chosen


def records(paragraphs, count):
    """`count` lines, of which every other is a copy, shuffled."""
    draw = random.Random(make_corpus.SEED)
    bases = []
    for text in paragraphs:
        while len(bases) < (count + 1) // 2 and len(text) >= SHORTEST:
            length = draw.randint(SHORTEST, LONGEST)
            bases.append(text[:length])
            text = text[length:]
    if len(bases) < (count + 1) // 2:
        sys.exit("bench-index: the text is enough for %d records" % (2 * len(bases)))
    texts = list(bases)
    while len(texts) < count:
        kind = draw.choices(make_corpus.KINDS, make_corpus.SHARES)[0]
        texts.append(make_corpus.copy_of(draw.choice(bases), kind, draw))
    draw.shuffle(texts)
    return [make_corpus.line(str(number), text) for number, text in enumerate(texts)]


def make_records(chosen, count):
    """The paths of those that are added, and of those that are looked up."""
    folder = os.path.join(chosen.work, "corpora")
    os.makedirs(folder, exist_ok=True)
    stored = os.path.join(folder, "index-%d.jsonl" % count)
    asked = os.path.join(folder, "index-%d-asked.jsonl" % count)
    if not os.path.exists(asked):
        say("%d records" % count)
        debs = base_text.fetch_all("en", os.path.join(chosen.work, "packages"), say)
        lines = records(base_text.paragraphs("en", debs), count + count // 10)
        for path, part in ((stored, lines[:count]), (asked, lines[count:])):
            with open(path, "w", encoding="utf-8", newline="\n") as file:
                file.writelines(part)
    return stored, asked


def leitong_row(chosen, what, flags, stored, asked, scratch):
    index = os.path.join(scratch, "index")
    shutil.rmtree(index, ignore_errors=True)
    log, out = os.path.join(scratch, "log"), os.path.join(scratch, "out")
    subprocess.run([chosen.program, "index", "create", *flags, index], check=True)
    # Only once: a second time there would be nothing to add.
    add = measure([chosen.program, "index", "add", "-j1", index, stored], out, log, repeats=1)
    info = json.loads(said(chosen.program, "index", "info", "--json", index))
    query = measure([chosen.program, "index", "query", "-j1", "-o", out, index, asked], out, log)
    with open(out, encoding="utf-8") as answers:
        found = sum(1 for line in answers if json.loads(line)["matches"])
    return ("leitong", what, add.cpu, query.cpu, info["records"], found, info["disk_bytes"],
            "%.0f" % (add.peak / 1e6))


def rival_row(name, python, stored, asked):
    done = subprocess.run([python, os.path.join(HERE, "rivals", "index_rival.py"), name, stored,
                           asked], env=dict(os.environ, **ONE_THREAD), stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        raise Failed(done.stderr.strip().rsplit("\n", 1)[-1])
    row = json.loads(done.stdout)
    return (name, "character 5-grams", row["add"], row["query"], row["kept"], row["found"],
            row["bytes"], "%.0f" % (row["bytes"] / 1e6))


def table(chosen, pythons, count, scratch):
    stored, asked = make_records(chosen, count)
    rows = [leitong_row(chosen, "words (default)", [], stored, asked, scratch),
            leitong_row(chosen, "characters", ["--tokens", "char"], stored, asked, scratch)]
    lines = ["## %s records" % format(count, ","), "",
             "%d bytes each. %d are looked up." % (os.path.getsize(stored) // count, count // 10), "",
             "| index | compares | add, µs | query, µs | went in | found | bytes a record | MB of memory |",
             "|---|---|--:|--:|--:|--:|--:|--:|"]
    for name in chosen.rivals:
        say("%d records: %s" % (count, name))
        try:
            rows.append(rival_row(name, pythons[name], stored, asked))
        except Failed as failure:
            lines.append("| %s | failed: %s | | | | | | |" % (name, failure))
    for who, what, add, query, kept, found, size, memory in rows:
        lines.append("| %s | %s | %.1f | %.1f | %d | %d | %.0f | %s |" % (
            who, what, add / count * 1e6, query / (count // 10) * 1e6, kept, found, size / kept,
            memory))
    return lines + [""]


def main():
    chosen = options()
    os.makedirs(chosen.work, exist_ok=True)
    where = machine()
    rivals = [rival for rival in contenders.RIVALS if rival.name in chosen.rivals]
    pythons = {rival.name: contenders.install(rival, os.path.join(chosen.work, "rivals"))
               for rival in rivals}
    versions = said(chosen.program, "--version").splitlines()
    versions += [contenders.version(rival, pythons[rival.name]) for rival in rivals]
    lines = [INTRODUCTION % (SHORTEST, LONGEST), "%s, %s" % (datetime.date.today(), where), "",
             "```", "tools/bench-index --records " + ",".join(map(str, chosen.records)), "",
             *versions, "```", ""]
    for count in chosen.records:
        with tempfile.TemporaryDirectory(dir=chosen.work) as scratch:
            lines += table(chosen, pythons, count, scratch)
        print("\n".join(lines[-8:]), flush=True)
    with open(chosen.output, "w", encoding="utf-8") as file:
        file.write("\n".join(lines))
    say("wrote " + chosen.output)


if __name__ == "__main__":
    main()
