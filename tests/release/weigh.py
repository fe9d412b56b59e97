"""Weighs a release: `weigh.py DIST ENVIRONMENT` says how large the wheel is, and what it needs at run time.

Exit code 1 where one of them is over its limit. The environment is counted as its
files are long, without pip, which is in every environment and needed by none.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

LARGEST_WHEEL, LARGEST_ENVIRONMENT = 60, 700
"""Megabytes (10⁶ bytes)."""
MEGABYTE = 1_000_000
PIP = ("pip", "setuptools", "pkg_resources", "_distutils_hack")


def main(dist: Path, environment: Path) -> int:
    """Prints the weights; gives the exit code."""
    (wheel,) = dist.glob("*.whl")
    weights = weigh(environment)
    total = sum(weights.values()) / MEGABYTE
    print(f"{wheel.name}: {wheel.stat().st_size / MEGABYTE:.1f} MB (limit {LARGEST_WHEEL})")
    print(f"{environment}: {total:.0f} MB (limit {LARGEST_ENVIRONMENT}), most of it")
    for name, size in weights.most_common(10):
        print(f"  {size / MEGABYTE:6.1f}  {name}")
    return int(wheel.stat().st_size > LARGEST_WHEEL * MEGABYTE or total > LARGEST_ENVIRONMENT)


def weigh(environment: Path) -> Counter[str]:
    """Bytes of every package of an environment; with a library the `.libs` beside it."""
    weights: Counter[str] = Counter()
    (packages,) = environment.glob("lib/python*/site-packages")
    for path in environment.rglob("*"):
        if path.is_file() and not path.is_symlink():
            within = path.relative_to(packages) if path.is_relative_to(packages) else None
            name = within.parts[0].split(".")[0].lstrip("_") if within else "programs"
            if name.split("-")[0] not in PIP:
                weights[name] += path.stat().st_size
    return weights


if __name__ == "__main__":
    raise SystemExit(main(*map(Path, sys.argv[1:])))
