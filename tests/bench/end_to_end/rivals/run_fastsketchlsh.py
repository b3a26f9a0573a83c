"""FastSketchLSH: batch sketches and one-shot flags as in its README (k = 128, 16 bands)."""

from common import PERMUTATIONS, SEED, arguments, character_grams, lines_and_texts, write_kept
from FastSketchLSH import LSH, FastSimilaritySketch

source, target, variant = arguments()
lines, texts = lines_and_texts(source)
if variant == "words":
    sets = [sorted(set(text.lower().split())) for text in texts]
else:
    sets = [character_grams(text) for text in texts]
sketches = FastSimilaritySketch(size=PERMUTATIONS, seed=SEED).batch(sets, num_threads=1)
index = LSH(num_perm=PERMUTATIONS, num_bands=16)
keep = [not flag for flag in index.insert_and_query_duplicates(sketches)]
write_kept(target, lines, keep)
