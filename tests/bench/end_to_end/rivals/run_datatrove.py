"""datatrove: its four MinHash stages with their defaults, one task each. default: as configured when
nothing is said of the language (English); hani: zho_Hani, which is jieba's words."""

import os
import shutil
import tempfile

from common import arguments
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.dedup import (MinhashDedupBuckets, MinhashDedupCluster, MinhashDedupFilter,
                                      MinhashDedupSignature)
from datatrove.pipeline.dedup.minhash import MinhashConfig
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers.jsonl import JsonlWriter

source, target, variant = arguments()
source, target = os.path.abspath(source), os.path.abspath(target)
config = MinhashConfig()
language = {"language": "zho_Hani"} if variant == "hani" else {}
reader = JsonlReader(os.path.dirname(source), glob_pattern=os.path.basename(source))
with tempfile.TemporaryDirectory(dir=os.path.dirname(target)) as folder:
    part = lambda name: os.path.join(folder, name)
    stages = [
        ([reader, MinhashDedupSignature(part("signatures"), config=config, **language)], 1),
        ([MinhashDedupBuckets(part("signatures"), part("buckets"), config=config)],
         config.num_buckets),
        ([MinhashDedupCluster(part("buckets"), part("remove"), config=config)], 1),
        ([reader, MinhashDedupFilter(part("remove")),
          JsonlWriter(part("kept"), output_filename="kept.jsonl", compression=None)], 1),
    ]
    for number, (pipeline, tasks) in enumerate(stages):
        LocalPipelineExecutor(pipeline, tasks=tasks, workers=1,
                              logging_dir=part("log%d" % number)).run()
    shutil.move(part("kept/kept.jsonl"), target)
