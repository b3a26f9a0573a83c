"""gaoya: MinHashStringIndex, as in its README by words, or by character 5-grams; its query compares
the estimated similarity with the threshold."""

import gaoya
from common import THRESHOLD, arguments, lines_and_texts, write_kept

source, target, variant = arguments()
lines, texts = lines_and_texts(source)
analyzer = {"words": {"analyzer": "word", "ngram_range": (1, 1)},
            "chars": {"analyzer": "char", "ngram_range": (5, 5)}}[variant]
index = gaoya.minhash.MinHashStringIndex(hash_size=32, jaccard_threshold=THRESHOLD, num_bands=20,
                                         band_size=5, lowercase=True, **analyzer)
keep = []
for number, text in enumerate(texts):
    keep.append(not index.query(text))
    if keep[-1]:
        index.insert_document(number, text)
write_kept(target, lines, keep)
