# What is left of each marked record without its spans.
import json
import sys

for line in sys.stdin:
    if not line.strip():
        continue
    record = json.loads(line)
    text = record["text"]
    for span in reversed(record.get("leitong", {}).get("spans", [])):
        text = text[:span["start"]] + text[span["end"]:]
    if text:
        print(json.dumps([record["id"], text]))
