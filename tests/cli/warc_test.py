#!/usr/bin/env python3
"""Holds what leitong makes of random WARC files against what was written into them.

    tests/cli/warc_test.py --program build/release/leitong [--seed N] [--rounds N]

Each file has pages that repeat others, records that are no pages, any bytes in its contents (so also
what looks like a record), and now and then something broken. What must stay follows from how it was
written. Half of the files are gz, a member a record, and then so must be the output.
"""

import argparse
import gzip
import os
import random
import subprocess
import sys
import tempfile
import zlib

PIECES = [b"a", b"b ", b"\r\n", b"\n", b"\r\n\r\n", "字".encode(), b"\0", b"\xff", b":", b"x" * 40,
          b"WARC/1.0\r\nWARC-Type: conversion\r\nContent-Length: 1\r\n\r\na\r\n\r\n"]
PAGES = [("conversion", "text/plain"), ("Conversion", None), ("resource", "text/html; charset=x")]
OTHERS = [("warcinfo", "application/warc-fields"), ("response", "application/http"),
          ("resource", "text/dns"), ("resource", None), ("metadata", "text/plain"), (None, None),
          ("conversion", "image/png")]


def content(rng, pieces):
    return b"".join(rng.choice(pieces) for _ in range(rng.randrange(6)))


def record(rng, kind, body, length):
    fields = [f"WARC-Record-ID: <urn:{rng.randrange(1000)}>", "X-Folded: a\r\n  b"]
    if kind[0]:
        fields.append(f"WARC-Type: {kind[0]}")
    if kind[1]:
        fields.append(rng.choice(["Content-Type", "content-type"]) + f":{kind[1]}")
    if length is not None:
        fields.append(f"Content-Length: {length}")
    rng.shuffle(fields)
    version = rng.choice(["WARC/1.0", "WARC/1.1"])
    return "\r\n".join([version] + fields).encode() + b"\r\n\r\n" + body + b"\r\n\r\n"


def broken(rng):
    """Something that can't be read, up to where the next record begins."""
    body = content(rng, PIECES[:-1])
    return rng.choice([
        record(rng, PAGES[0], body, None),
        record(rng, PAGES[0], body, "many"),
        record(rng, PAGES[0], body, len(body) + 10**6),  # a smaller one may end where another does
        record(rng, PAGES[0], b"x" + body + b"x", rng.randrange(len(body) + 2)),
        record(rng, PAGES[0], body, len(body)).replace(b"X-Folded: ", b"X-Folded"),
        b"garbage\r\n\r\n", b"\0\n"])


def archive(rng):
    """(bytes, text of a page or None, whether it is broken) for all that stands in it."""
    parts, texts = [], []
    for _ in range(rng.randrange(1, 30)):
        chance = rng.random()
        if chance < 0.6:
            text = rng.choice(texts) if texts and rng.random() < 0.4 else content(rng, PIECES)
            texts.append(text)
            parts.append((record(rng, rng.choice(PAGES), text, len(text)), text, False))
        elif chance < 0.85:
            body = content(rng, PIECES)
            parts.append((record(rng, rng.choice(OTHERS), body, len(body)), None, False))
        elif chance < 0.95 and parts:  # what begins a file says what it is
            parts.append((broken(rng), None, True))
        else:
            parts.append((b"\r\n", None, False))
    if rng.random() < 0.2:
        parts.append((record(rng, PAGES[0], b"breaks off", 10)[:-rng.randrange(5, 14)], None, True))
    return parts


def expected(parts):
    kept, seen = [], set()
    for data, text, _ in parts:
        if text is None or text not in seen:
            kept.append(data)
        if text is not None:
            seen.add(text)
    return kept


def members(data):
    while data:
        member = zlib.decompressobj(31)
        yield member.decompress(data)
        data = member.unused_data


def run(rng, program, parts, folder):
    """What stays, as members if there are any, and the exit code."""
    whole = b"".join(data for data, _, _ in parts)
    command = [program, "--format", "warc", "--method", "bytes", "-q"]
    if rng.random() < 0.5:
        ran = subprocess.run(command, input=whole, capture_output=True, check=False)
        return [ran.stdout], ran.returncode
    source, target = os.path.join(folder, "in.wet.gz"), os.path.join(folder, "out.warc.gz")
    with open(source, "wb") as file:
        for data, _, _ in parts:
            file.write(gzip.compress(data, 1))
    ran = subprocess.run(command[:1] + command[3:] + [source, "-o", target], check=False)
    with open(target, "rb") as file:
        return list(members(file.read())), ran.returncode


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 32))
    parser.add_argument("--rounds", type=int, default=150)
    arguments = parser.parse_args()
    for seed in range(arguments.seed, arguments.seed + arguments.rounds):
        rng = random.Random(seed)
        parts = archive(rng)
        wanted = expected(parts)
        failed = any(is_broken for _, _, is_broken in parts)
        with tempfile.TemporaryDirectory() as folder:
            got, code = run(rng, arguments.program, parts, folder)
        same = b"".join(got) == b"".join(wanted)
        # Broken things that meet, and line ends between records, may be one member.
        separate = len(got) == 1 or failed or b"\r\n" in wanted or got == wanted
        if not same or not separate or code != (3 if failed else 0):
            print(f"seed {seed}: exit {code}; the archive,", repr(parts), "what must stay,",
                  repr(wanted), "what did", repr(got), sep="\n")
            return 1
    print(f"{arguments.rounds} archives, from seed {arguments.seed}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
