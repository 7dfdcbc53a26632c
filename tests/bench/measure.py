"""Shared by the benchmark drivers: starting programs, figures, tables."""

import ctypes
import os
import platform
import shlex
import statistics
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PROGRAMS = Path(__file__).resolve().parent / "programs"
CPYTHON = "/usr/bin/python3.11"
ORRERY = f"{ROOT}/build/release/orrery run"


@dataclass(frozen=True)
class Run:
    """One finished process."""

    status: int
    seconds: float
    output: str
    peak_bytes: int | None  # its peak resident memory, where that was asked for


def run(words, folder=None, memory=False):
    """Runs a command to its end. Its standard output is kept; standard error passes through.

    The kernel counts as a process's peak what was resident before exec, which is this Python's
    memory. With `memory`, a shell starts the command and leaves it to this process, so that the
    count starts from the shell's megabyte; the time then includes the shell's.
    """
    environment = os.environ | {"PYTHONDONTWRITEBYTECODE": "1", "LC_ALL": "C.UTF-8"}
    if memory:
        adopt_orphans()
        words = ["/bin/sh", "-c", '"$@" &', "sh", *words]
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        child = os.fork()
        if child == 0:
            try:
                os.dup2(output.fileno(), 1)
                if folder:
                    os.chdir(folder)
                os.execvpe(words[0], words, environment)
            finally:
                os._exit(127)
        if memory:
            os.waitpid(child, 0)
            child = -1
        _, status, usage = os.wait4(child, 0)
        seconds = time.perf_counter() - start
        output.seek(0)
        text = output.read().decode("utf-8", "replace")
    peak = usage.ru_maxrss * 1024 if memory else None
    return Run(os.waitstatus_to_exitcode(status), seconds, text, peak)


def adopt_orphans():
    """Makes this process the parent of its grandchildren whose parent has ended."""
    set_child_subreaper = 36
    if ctypes.CDLL(None).prctl(set_child_subreaper, 1, 0, 0, 0) != 0:
        raise OSError("prctl refused")


def add_engine_options(parser):
    parser.add_argument("--cpython", default=CPYTHON, metavar="COMMAND", help="default: %(default)s")
    parser.add_argument("--orrery", default=ORRERY, metavar="COMMAND", help="default: %(default)s")
    parser.add_argument("--tier", help="passed on to Orrery as --tier=TIER")


def engines(options):
    """The two commands, as lists of words, by the name they have in tables."""
    words = {name: shlex.split(getattr(options, name.lower())) for name in ("CPython", "Orrery")}
    for command in words.values():
        if "/" in command[0]:
            command[0] = str(Path(command[0]).resolve())
    if options.tier:
        words["Orrery"].append(f"--tier={options.tier}")
    return words


def conditions():
    """One line that says where and on what figures were taken."""
    cpu = platform.machine()
    with open("/proc/cpuinfo", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("model name"):
                cpu = line.partition(":")[2].strip()
                break
    commit = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True
    ).stdout.strip()
    load = os.getloadavg()[0]
    return (
        f"{time.strftime('%Y-%m-%d %H:%M')}, commit {commit or 'unknown'}, {cpu}, "
        f"{os.cpu_count()} processors, load {load:.1f} at the start"
    )


def median(values):
    return statistics.median(values)


def geometric_mean(values):
    return statistics.geometric_mean(values)


def print_table(head, rows):
    """A Markdown table; all columns but the first are aligned right."""
    cells = [head, *([str(cell) for cell in row] for row in rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(head))]

    def line(row):
        padded = [row[0].ljust(widths[0])]
        padded += [cell.rjust(width) for cell, width in zip(row[1:], widths[1:])]
        return "| " + " | ".join(padded) + " |"

    print(line(cells[0]))
    print("|" + "|".join(["-" * (widths[0] + 2)] + ["-" * (w + 1) + ":" for w in widths[1:]]) + "|")
    for row in cells[1:]:
        print(line(row))
