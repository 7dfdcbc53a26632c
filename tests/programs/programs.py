"""Real programs: which there are, which packages of Debian each needs, and where those are.

A program is `NAME.py` in this folder: a driver that puts a pure-Python package that nobody here
wrote to substantial work, on inputs of its own, and prints the results. Its second line names the
packages that it needs:

    # packages: python3-jinja2 python3-markupsafe

Beside it stands `NAME.out`, what CPython 3.11 prints. The packages are fetched into
`build/programs/PACKAGE`, never into the source tree.
"""

import re
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
FETCHED = ROOT / "build" / "programs"
CPYTHON = "/usr/bin/python3.11"
SUPPORT = {"programs.py"}


def find_programs(names=()):
    """The drivers, sorted; with names, the named ones. Raises LookupError for an unknown name."""
    programs = {p.stem: p for p in sorted(HERE.glob("*.py")) if p.name not in SUPPORT}
    unknown = [name for name in names if name not in programs]
    if unknown:
        raise LookupError(f"no such program: {', '.join(unknown)}")
    return [programs[name] for name in names] if names else list(programs.values())


def packages_of(program):
    """The packages that a driver names; none when it works on the standard library alone."""
    declared = re.search(r"^# packages:(.*)$", program.read_text(), re.MULTILINE)
    return declared.group(1).split() if declared else []


def folder_of(package):
    """Where the modules of a fetched package are."""
    return FETCHED / package / "usr/lib/python3/dist-packages"


def version_of(package):
    """The version of a fetched package."""
    return (FETCHED / package / "VERSION").read_text().strip()


def lines_of(package):
    """How many lines of Python a fetched package has."""
    return sum(p.read_bytes().count(b"\n") for p in folder_of(package).rglob("*.py"))
