"""A JSONL corpus of known similarity: stretches of real text, and edited, cut and verbatim copies.

Every stretch of text is in it once, but for the copies. Same packages, size and shape: same bytes.
"""

import json
import random

import base_text

SEED = 20260101
SHORTEST, LONGEST = 150, 2000
COPIES = {"tenth": 0.1, "half": 0.5}  # what share of the records are copies
KINDS = ("edit", "verbatim", "cut")
SHARES = (0.65, 0.20, 0.15)
LEAST_EDITED, MOST_EDITED = 0.002, 0.05  # of the characters
LEAST_CUT, MOST_CUT = 0.01, 0.3


def stretches(paragraphs):
    """The paragraphs one after the other, chopped to random lengths."""
    rng = random.Random(SEED)
    length = rng.randint(SHORTEST, LONGEST)
    parts, size = [], 0
    for paragraph in paragraphs:
        while paragraph:
            part = paragraph[:length - size]
            paragraph = paragraph[len(part):]
            parts.append(part)
            size += len(part) + 1
            if size >= length:
                yield "\n".join(parts)
                length = rng.randint(SHORTEST, LONGEST)
                parts, size = [], 0


def edited(text, rng):
    characters = list(text)
    for _ in range(max(1, round(len(text) * rng.uniform(LEAST_EDITED, MOST_EDITED)))):
        at = rng.randrange(len(characters))
        what = rng.randrange(3)
        if what == 0:
            characters[at] = rng.choice(text)
        elif what == 1:
            characters.insert(at, rng.choice(text))
        else:
            del characters[at]
    return "".join(characters)


def cut(text, rng):
    gone = max(1, round(len(text) * rng.uniform(LEAST_CUT, MOST_CUT)))
    return text[gone:] if rng.random() < 0.5 else text[:-gone]


def copy_of(text, kind, rng):
    if kind == "edit":
        return edited(text, rng)
    return cut(text, rng) if kind == "cut" else text


def line(name, text):
    return json.dumps({"id": name, "text": text}, ensure_ascii=False, separators=(", ", ": ")) + "\n"


def records(language, bases, shape, size):
    """(lines, bytes): as many bases and copies as make `size` bytes, or as the text is enough for."""
    rng = random.Random(SEED + sorted(COPIES).index(shape))
    order = list(range(len(bases)))
    rng.shuffle(order)
    lines, written, used = [], 0, []
    for number in order:
        if written >= size:
            break
        used.append(number)
        lines.append(line("%s%06d" % (language, number), bases[number]))
        written += len(lines[-1].encode())
        # So many copies that their share of the records stays what it should be.
        while (len(lines) - len(used)) < len(lines) * COPIES[shape] and written < size:
            original = rng.choice(used)
            kind = rng.choices(KINDS, SHARES)[0]
            name = "%s%06d.%d%s" % (language, original, len(lines), kind)
            lines.append(line(name, copy_of(bases[original], kind, rng)))
            written += len(lines[-1].encode())
    rng.shuffle(lines)
    return lines, written


def write_corpus(path, language, bases, shape, size):
    lines, written = records(language, bases, shape, size)
    with open(path, "w", encoding="utf-8", newline="\n") as out:
        out.writelines(lines)
    return len(lines), written


def write_lines(path, bases, count):
    """`count` lines of about 80 bytes, half of them distinct, the others anywhere behind."""
    rng = random.Random(SEED)
    text = " ".join(bases[:2000]).replace("\n", " ")
    distinct = count // 2
    made = []
    for number in range(distinct):
        start = rng.randrange(len(text) - 80)
        made.append("%s %d\n" % (text[start:start + rng.randint(40, 100)].strip(), number))
    lines = made + rng.choices(made, k=count - distinct)
    rng.shuffle(lines)
    with open(path, "w", encoding="utf-8", newline="\n") as out:
        out.writelines(lines)
    return distinct


def load_bases(language, debs, folders):
    return list(stretches(base_text.paragraphs(language, debs, folders)))
