"""FastSketchLSH (k = 128, 16 bands). words: the one-shot flags of its README, which mark every copy, the
first too. chars: character 5-grams, and a record goes if its query has a kept record before it."""

from common import PERMUTATIONS, SEED, arguments, character_grams, lines_and_texts, write_kept
from FastSketchLSH import LSH, FastSimilaritySketch

source, target, variant = arguments()
lines, texts = lines_and_texts(source)
sketcher = FastSimilaritySketch(size=PERMUTATIONS, seed=SEED)
index = LSH(num_perm=PERMUTATIONS, num_bands=16)
if variant == "words":
    sketches = sketcher.batch([sorted(set(text.lower().split())) for text in texts], num_threads=1)
    keep = [not flag for flag in index.insert_and_query_duplicates(sketches)]
else:
    sketches = sketcher.batch([character_grams(text) for text in texts], num_threads=1)
    index.insert(sketches)
    keep = []
    for number, sketch in enumerate(sketches):
        keep.append(not any(other < number and keep[other] for other in index.query(sketch)))
write_kept(target, lines, keep)
