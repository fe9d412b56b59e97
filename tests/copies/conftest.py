"""Invented wire reports and what outlets make of them."""

from __future__ import annotations

import random

import pytest

NAMES = ("Sarn", "Velmo", "Hask", "Tirna", "Dorvik", "Lund", "Marsk", "Oden", "Kelm", "Brai")
DOERS = ("the harbour office", "a grain union", "the coast guard", "two farmers", "the mayor", "a rescuer")
DEEDS = ("closed the northern bridge", "counted the empty barns", "called for calm", "opened the dam")
MORE_DEEDS = ("found three boats adrift", "denied the rumour", "sent sandbags by lorry", "measured the banks")
WHYS = ("after a night of heavy rain", "as the river rose again", "because the road was gone", "before noon")
MORE_WHYS = (
    "while the talks went on",
    "though nobody had asked",
    "by order of all",
    "in spite of the wind",
)


def story(seed: int, sentences: int = 16) -> str:
    """An invented report of some sentences; another seed is another story."""
    draw = random.Random(seed)
    lines = []
    for number in range(sentences):
        who, what, why = draw.choice(DOERS), draw.choice(DEEDS + MORE_DEEDS), draw.choice(WHYS + MORE_WHYS)
        place, other = draw.sample(NAMES, 2)
        lines.append(
            f"In {place} {who} {what} {why}, said {draw.choice(NAMES)} {draw.choice(NAMES)}, "
            f"who counts {draw.randint(3, 999)} cases near {other} since day {number * 7 + seed % 50}."
        )
    return " ".join(lines)


@pytest.fixture
def wire() -> str:
    return story(1)
