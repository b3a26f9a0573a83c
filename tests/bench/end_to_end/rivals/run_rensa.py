"""rensa. words: RMinHashDeduplicator as in its README. chars: the same of character 5-grams, with 16
bands, which find more at no cost. rho: the sampled sketches and one-shot flags that its benchmarks
time, of character 5-grams; they mark every copy, the first too."""

from common import (PERMUTATIONS, SEED, THRESHOLD, TOKENS, arguments, character_grams, lines_and_texts,
                    write_kept)
from rensa import RMinHash, RMinHashDeduplicator, RMinHashLSH

source, target, variant = arguments()
lines, texts = lines_and_texts(source)
if variant == "rho":
    matrix = RMinHash.digest_matrix_from_token_sets_rho(
        [character_grams(text) for text in texts], num_perm=PERMUTATIONS, seed=SEED)
    index = RMinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS, num_bands=8)
    keep = [not flag for flag in index.query_duplicate_flags_matrix_one_shot(matrix)]
else:
    tokens = TOKENS[variant]
    bands = {"num_bands": 16} if variant == "chars" else {}
    deduplicator = RMinHashDeduplicator(threshold=THRESHOLD, num_perm=PERMUTATIONS, use_lsh=True,
                                        **bands)
    keep = deduplicator.add_pairs((str(i), tokens(text)) for i, text in enumerate(texts))
write_kept(target, lines, keep)
