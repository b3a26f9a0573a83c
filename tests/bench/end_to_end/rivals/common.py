"""What the adapters share: `python run_RIVAL.py INPUT OUTPUT VARIANT`, JSONL in, kept JSONL out.

An adapter does what a user of the library would: reads the JSON with Python's own module, calls the
library as its documentation says, and writes the lines that stay as they were.
"""

import json
import sys

THRESHOLD = 0.8
PERMUTATIONS = 128
SEED = 42


def arguments():
    return sys.argv[1], sys.argv[2], sys.argv[3]


def lines_and_texts(path):
    with open(path, "rb") as file:
        lines = file.readlines()
    return lines, [json.loads(line)["text"] for line in lines]


def words(text):
    return text.split()


def character_grams(text):
    return [text[i:i + 5] for i in range(max(1, len(text) - 4))]


TOKENS = {"words": words, "chars": character_grams}


def write_kept(path, lines, keep):
    with open(path, "wb") as file:
        file.writelines(line for line, stays in zip(lines, keep) if stays)
