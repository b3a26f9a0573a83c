"""Runs a command and says what it cost: CPU time of its process tree, wall time, peak memory."""

import os
import subprocess
import sys
from dataclasses import dataclass

LAUNCHER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "launch.py")

# One thread, whatever a library would take by itself. leitong is told by -j.
ONE_THREAD = {name: "1" for name in (
    "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS",
    "POLARS_MAX_THREADS", "NUMEXPR_NUM_THREADS", "ARROW_NUM_THREADS")}
ONE_THREAD["TOKENIZERS_PARALLELISM"] = "false"

# A run that takes less is repeated, and the least CPU time counts.
SHORT, REPEATS = 5.0, 3


class Failed(Exception):
    pass


@dataclass
class Cost:
    cpu: float  # seconds of user and system time, children too
    wall: float
    peak: int  # bytes, of the largest process of the tree


def run_once(command, stdout, log, environment):
    said = subprocess.run([sys.executable, "-I", "-S", LAUNCHER, stdout, log, *command],
                          env=dict(os.environ, **ONE_THREAD, **environment),
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if said.returncode != 0:
        raise Failed(said.stderr.strip().rsplit("\n", 1)[-1])
    code, cpu, wall, peak = said.stdout.split()
    if int(code) != 0:
        raise Failed(last_line(log) or "exit " + code)
    return Cost(float(cpu), float(wall), int(peak) * 1024)


def measure(command, output, log, environment=None, output_is_stdout=False, repeats=REPEATS):
    """The least cost of up to so many runs. Raises Failed with the end of what the command said."""
    best = None
    for _ in range(repeats):
        if os.path.exists(output):
            os.remove(output)
        cost = run_once(command, output if output_is_stdout else os.devnull, log, environment or {})
        if best is None or cost.cpu < best.cpu:
            best = cost
        if cost.cpu > SHORT:
            break
    return best


def last_line(path):
    with open(path, encoding="utf-8", errors="replace") as file:
        lines = [line.strip() for line in file.read().splitlines() if line.strip()]
    return lines[-1][:200] if lines else ""
