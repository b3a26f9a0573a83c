"""datasketch: MinHash.bulk and MinHashLSH; a record with a candidate among the kept ones goes."""

from common import (PERMUTATIONS, SEED, THRESHOLD, TOKENS, arguments, lines_and_texts, write_kept)
from datasketch import MinHash, MinHashLSH

source, target, variant = arguments()
lines, texts = lines_and_texts(source)
tokens = TOKENS[variant]
index = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
sets = ([token.encode() for token in tokens(text)] for text in texts)
keep = []
for number, sketch in enumerate(MinHash.generator(sets, num_perm=PERMUTATIONS, seed=SEED)):
    keep.append(not index.query(sketch))
    if keep[-1]:
        index.insert(number, sketch)
write_kept(target, lines, keep)
