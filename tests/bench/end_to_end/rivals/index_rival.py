"""index_rival.py LIBRARY STORED ASKED: an index in memory, as its documentation has it.

A record of STORED with no candidate in the index goes in; then each of ASKED is looked up. Prints
CPU seconds of both, the records that went in, those of ASKED with a candidate, and bytes of memory
that adding took.
"""

import json
import resource
import sys
import time

from common import PERMUTATIONS, SEED, THRESHOLD, character_grams


def datasketch_index():
    from datasketch import MinHash, MinHashLSH
    index = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)

    def sketches(texts):
        sets = ([token.encode() for token in character_grams(text)] for text in texts)
        return MinHash.generator(sets, num_perm=PERMUTATIONS, seed=SEED)
    return index, sketches


def rensa_index():
    from rensa import RMinHash, RMinHashLSH
    # 16 bands find more than its default, at no cost.
    index = RMinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS, num_bands=16)

    def sketches(texts):
        for text in texts:
            sketch = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
            sketch.update(character_grams(text))
            yield sketch
    return index, sketches


def texts(path):
    with open(path, "rb") as file:
        for line in file:
            yield json.loads(line)["text"]


def memory():
    """Resident now; the peak that the system tells would be that of who started this."""
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * resource.getpagesize()


library, stored, asked = sys.argv[1:]
index, sketches = {"datasketch": datasketch_index, "rensa": rensa_index}[library]()
before, start = memory(), time.process_time()
kept = 0
for number, sketch in enumerate(sketches(texts(stored))):
    if not index.query(sketch):
        index.insert(number, sketch)
        kept += 1
added, took = time.process_time(), memory() - before
found = sum(1 for sketch in sketches(texts(asked)) if index.query(sketch))
print(json.dumps({"add": added - start, "query": time.process_time() - added, "kept": kept,
                  "found": found, "bytes": took}))
