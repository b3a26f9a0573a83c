"""launch.py STDOUT LOG COMMAND…: runs the command, prints its exit code, CPU seconds, wall seconds and
peak memory in KiB. A process of its own because a child's peak begins at that of who forked it: this
one is small."""

import os
import sys
import time

stdout, log, command = sys.argv[1], sys.argv[2], sys.argv[3:]
flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
actions = [(os.POSIX_SPAWN_OPEN, 0, "/dev/null", os.O_RDONLY, 0),
           (os.POSIX_SPAWN_OPEN, 1, stdout, flags, 0o644),
           (os.POSIX_SPAWN_OPEN, 2, log, flags, 0o644)]
start = time.monotonic()
child = os.posix_spawnp(command[0], command, os.environ, file_actions=actions)
_, status, usage = os.wait4(child, 0)
wall = time.monotonic() - start
print(os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss)
