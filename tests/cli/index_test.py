#!/usr/bin/env python3
"""What an index is worth when something goes wrong.

    tests/cli/index_test.py --program build/release/leitong [--seed N] [--kills N]

An add that is killed at any point has added nothing, and run again it adds what it should; what
came out of a pipe is in the index; a full disk is said, and harms nothing; a damaged byte is found,
and its file named; one process adds while others ask; answers come before the input ends.
"""

import argparse
import json
import pathlib
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time

RECORDS = 6000  # some times what is held back before it is written


def corpus(draw, count):
    """Records of which about half resemble an earlier one."""
    texts = []
    for _ in range(count):
        if texts and draw.random() < 0.5:
            words = list(draw.choice(texts))
            words[draw.randrange(len(words))] = f"x{draw.randrange(100000)}"
        else:
            words = [f"w{draw.randrange(100000)}" for _ in range(draw.randrange(20, 80))]
        texts.append(words)
    return [json.dumps({"text": " ".join(words)}) + "\n" for words in texts]


class Trial:
    def __init__(self, program, folder, draw):
        self.program = program
        self.folder = folder
        self.draw = draw
        self.count = 0
        lines = corpus(draw, RECORDS)
        self.first = self.write("first.jsonl", lines[: RECORDS // 3])
        self.second = self.write("second.jsonl", lines[RECORDS // 3 :])
        both = self.write("both.jsonl", lines)
        self.kept_of_first = self.run(self.first).stdout.count(b"\n")
        self.kept_of_both = self.run(both).stdout.count(b"\n")

    def write(self, name, lines):
        path = self.folder / name
        path.write_text("".join(lines))
        return path

    def run(self, *words, code=0, **options):
        done = subprocess.run([self.program, *words], capture_output=True, check=False, **options)
        self.expect(done.returncode == code, f"{words}: exit {done.returncode}, {done.stderr}")
        return done

    def expect(self, holds, what):
        self.count += 1
        if not holds:
            sys.exit(f"FAILED: {what}")

    def index(self):
        """A new one that holds the first part."""
        name = self.folder / f"index{self.count}"
        self.run("index", "create", name)
        self.run("index", "add", name, self.first)
        return name

    def records(self, index):
        return json.loads(self.run("index", "info", "--json", index).stdout)["records"]

    def expect_whole(self, index):
        """The second part can be added as if nothing had happened."""
        self.expect(self.records(index) == self.kept_of_first, "what did not end counts")
        self.run("index", "check", index)
        self.run("index", "add", index, self.second)
        self.expect(self.records(index) == self.kept_of_both, "run again it adds something else")
        self.run("index", "check", index)

    def killed(self, kills):
        index = self.index()
        start = time.monotonic()
        self.run("index", "add", index, self.second)
        whole = time.monotonic() - start
        ended = 0
        for _ in range(kills):
            index = self.index()
            adding = subprocess.Popen([self.program, "index", "add", index, self.second])
            time.sleep(self.draw.random() * whole)
            adding.kill()
            if adding.wait() == 0 or self.records(index) == self.kept_of_both:
                ended += 1
                self.run("index", "check", index)
                continue
            self.expect_whole(index)
        return ended

    def killed_behind_a_pipe(self):
        index = self.index()
        lines = self.second.read_text().splitlines(keepends=True)
        filtering = subprocess.Popen(
            [self.program, "--index", index, "--line-buffered", "--format", "jsonl"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        filtering.stdin.write("".join(lines[:200]).encode())
        filtering.stdin.flush()
        out = filtering.stdout.readline()
        filtering.kill()
        out += filtering.stdout.read()
        filtering.wait()
        # Written, but perhaps not yet acknowledged, is the last block alone.
        self.run("index", "check", index)
        answers = self.run("index", "query", "--format", "jsonl", index, input=out).stdout
        found = [bool(json.loads(line)["matches"]) for line in answers.splitlines()]
        self.expect(found and found == sorted(found, reverse=True), "something is missing between")

    def full_disk(self):
        def limit():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, resource.RLIM_INFINITY))

        index = self.index()
        done = self.run("index", "add", index, self.second, code=2, preexec_fn=limit)
        self.expect(str(index) in done.stderr.decode() and b"File too large" in done.stderr,
                    f"a full disk is not said: {done.stderr}")
        self.expect_whole(index)

    def damaged(self):
        index = self.index()
        sound = {path: path.read_bytes() for path in index.glob("*.sst")}
        for path, content in sound.items():
            place = self.draw.randrange(len(content))
            broken = bytearray(content)
            broken[place] ^= 1 << self.draw.randrange(8)
            path.write_bytes(broken)
            done = subprocess.run([self.program, "index", "check", index], capture_output=True,
                                  check=False)
            said = (done.stdout + done.stderr).decode()
            # What RocksDB reads when it opens a file, it reports of the index as a whole.
            self.expect(done.returncode in (1, 2) and (path.name in said or "is damaged" in said),
                        f"{path.name}, byte {place}: exit {done.returncode}, {said}")
            path.write_bytes(content[: len(content) // 2])
            done = subprocess.run([self.program, "index", "check", index], capture_output=True,
                                  check=False)
            said = (done.stdout + done.stderr).decode()
            self.expect(done.returncode in (1, 2) and path.name in said,
                        f"{path.name}, torn: exit {done.returncode}, {said}")
            path.write_bytes(content)
        self.run("index", "check", index)

    def two_writers(self):
        index = self.index()
        adding = subprocess.Popen([self.program, "--index", index, "--format", "jsonl",
                                   "--line-buffered"],
                                  stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        line = b'{"text":"written while others look on"}\n'
        adding.stdin.write(line)
        adding.stdin.flush()
        adding.stdout.readline()
        second = self.run("index", "add", index, self.second, code=2)
        self.expect(b"another process is adding to this index" in second.stderr, second.stderr)
        self.run("index", "query", index, self.first)
        news = self.run("--against", index, self.first).stdout
        self.expect(news == b"", "what was committed before is not seen beside a writer")
        adding.stdin.close()
        self.expect(adding.wait() == 0, "the writer failed")
        adding.stdout.close()
        self.expect(self.records(index) == self.kept_of_first + 1, "the writer's record is missing")

    def answers_flow(self):
        index = self.index()
        asking = subprocess.Popen([self.program, "index", "query", "--format", "jsonl", index],
                                  stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        for line in self.first.read_bytes().splitlines(keepends=True)[:3]:
            asking.stdin.write(line)
            asking.stdin.flush()
            self.expect(json.loads(asking.stdout.readline())["matches"], "no answer before the end")
        asking.stdin.close()
        self.expect(asking.wait() == 0, "the query failed")
        asking.stdout.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", required=True, type=pathlib.Path)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 32))
    parser.add_argument("--kills", type=int, default=5)
    arguments = parser.parse_args()
    print(f"seed {arguments.seed}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        trial = Trial(arguments.program.resolve(), pathlib.Path(folder),
                      random.Random(arguments.seed))
        ended = trial.killed(arguments.kills)
        trial.killed_behind_a_pipe()
        trial.full_disk()
        trial.damaged()
        trial.two_writers()
        trial.answers_flow()
        print(f"{trial.count} expectations held; {ended} of {arguments.kills} adds ended before the kill")


if __name__ == "__main__":
    main()
