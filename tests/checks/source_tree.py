"""The files under version control, and how a check reports what it finds."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def files(*suffixes):
    """Paths of the tree's files, relative to ROOT, also new ones that git does not ignore."""
    listed = subprocess.run(
        ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z", "--cached", "--others",
         "--exclude-standard"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    ).stdout.split("\0")
    return sorted(
        {Path(name) for name in listed if name and (not suffixes or name.endswith(suffixes))
         and (ROOT / name).is_file()}
    )


def report(problems):
    """Prints the problems and ends the program."""
    for problem in problems:
        print(problem)
    sys.exit(f"{len(problems)} problems" if problems else 0)
