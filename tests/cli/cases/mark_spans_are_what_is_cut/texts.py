import json
import sys

for line in sys.stdin:
    if line.strip():
        record = json.loads(line)
        print(json.dumps([record["id"], record["text"]]))
