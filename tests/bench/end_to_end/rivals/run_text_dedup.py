"""text-dedup: its MinHash program with its README's settings, but the threshold and one process;
unchecked, checked: check_false_positive off (its default) or on. The data set it saves becomes JSONL."""

import json
import os
import subprocess
import sys
import tempfile

from common import SEED, THRESHOLD, arguments

SETTINGS = """
[input]
input_type = "local_files"
file_type = "json"
[input.read_arguments]
path = "json"
data_files = %(source)s
split = "train"
[algorithm]
algorithm_name = "minhash"
text_column = "text"
seed = %(seed)d
batch_size = 10000
num_perm = 240
threshold = %(threshold)g
hash_bits = 64
ngram_size = 5
num_proc = 1
check_false_positive = %(checked)s
[output]
output_dir = %(saved)s
clean_cache = true
[debug]
enable_profiling = false
"""

source, target, variant = arguments()
with tempfile.TemporaryDirectory(dir=os.path.dirname(os.path.abspath(target))) as folder:
    saved = os.path.join(folder, "saved")
    with open(os.path.join(folder, "config.toml"), "w", encoding="utf-8") as file:
        file.write(SETTINGS % {"source": json.dumps(os.path.abspath(source)), "seed": SEED,
                               "threshold": THRESHOLD, "saved": json.dumps(saved),
                               "checked": "true" if variant == "checked" else "false"})
    environment = dict(os.environ, HF_HOME=os.path.join(folder, "cache"), HF_HUB_OFFLINE="1")
    subprocess.run([sys.executable, "-m", "text_dedup.minhash"], cwd=folder, env=environment,
                   check=True)
    os.environ.update(environment)
    from datasets import load_from_disk

    load_from_disk(saved).to_json(target, force_ascii=False)
