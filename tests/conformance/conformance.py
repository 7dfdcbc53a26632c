"""Conformance programs: where they are, how one runs, what is expected of it.

A program is `<area>/**/NAME.py` below this folder; a path with a component that starts with an
underscore is support (a module that programs import), not a program. Beside a program stand

    NAME.out     its standard output                      (always)
    NAME.err     its standard error, compared byte for byte   (absent: not compared)
    NAME.status  its exit status                          (absent: 0)
    NAME.in      its standard input                       (absent: empty)
    NAME.args    its arguments, one line, split as a shell would

`record` writes the first three from CPython; the other two are written by hand. A program runs
in its own folder. CPython makes the path of the program it is given absolute, and tracebacks show
that: in the output of either side the program's own folder is cut from such paths, and the rest
of the way to this folder is `<conformance>`.
"""

import os
import shlex
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
CPYTHON = "/usr/bin/python3.11"


@dataclass(frozen=True)
class Outcome:
    """What a run left behind. `status` is None when it was stopped for taking too long."""

    out: bytes
    err: bytes
    status: int | None

    def describe_status(self):
        if self.status is None:
            return "timed out"
        if self.status < 0:
            return f"killed by {signal.Signals(-self.status).name}"
        return f"exit status {self.status}"


def find_programs(filters=()):
    """The programs, sorted; with filters, those below one of the given folders or files, or
    whose path below this folder contains a given text."""
    programs = sorted(
        path
        for path in HERE.glob("*/**/*.py")
        if not any(part.startswith("_") for part in path.relative_to(HERE).parts)
    )
    if not filters:
        return programs
    chosen = []
    for wanted in filters:
        places = [place for place in (HERE / wanted, Path(wanted).resolve()) if place.exists()]
        if places:
            found = [p for p in programs if any(p.is_relative_to(place) for place in places)]
        else:
            found = [p for p in programs if wanted in str(p.relative_to(HERE))]
        chosen += [p for p in found if p not in chosen]
    return sorted(chosen)


def environment(**extra):
    """A fixed environment, but for what sanitizers and tools read."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name in ("PATH", "HOME", "USER", "TMPDIR") or name.endswith("SAN_OPTIONS")
        or name.startswith("ORRERY_")
    }
    return kept | {
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "TERM": "dumb",
        "COLUMNS": "80",
        "PYTHONDONTWRITEBYTECODE": "1",
    } | extra


def run_program(engine, program, timeout, env):
    """Runs the engine (a list of words) on the program."""
    arguments = program.with_suffix(".args")
    words = shlex.split(arguments.read_text()) if arguments.exists() else []
    given = program.with_suffix(".in")
    process = subprocess.Popen(
        [*engine, program.name, *words],
        cwd=program.parent,
        env=env,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        out, err = process.communicate(given.read_bytes() if given.exists() else b"", timeout)
        status = process.returncode
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        out, err = process.communicate()
        status = None
    return Outcome(without_places(out, program), without_places(err, program), status)


def without_places(output, program):
    """The output without the paths that depend on where the source tree is."""
    folder = os.fsencode(program.parent) + b"/"
    return output.replace(folder, b"").replace(os.fsencode(HERE), b"<conformance>")


def expectation(program):
    """The recorded outcome, its `err` None where standard error is not compared; None when
    nothing is recorded."""
    out, err, status = (program.with_suffix(s) for s in (".out", ".err", ".status"))
    if not out.exists():
        return None
    return Outcome(
        out.read_bytes(),
        err.read_bytes() if err.exists() else None,
        int(status.read_text()) if status.exists() else 0,
    )
