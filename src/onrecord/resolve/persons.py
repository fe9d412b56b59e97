"""Persons: the name in a source's words, and the titles and roles around it."""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.lexicon import words as lexicon_words
from onrecord.record import SpeakerType
from onrecord.resolve.mention import DETERMINER, Mention, affiliation_of, head_of, segments_of
from onrecord.text.names import (
    Token,
    capital_runs,
    demonym_words,
    documents,
    gender_of_words,
    given_name_gender,
    groups,
    is_person_name,
    media,
    name_text,
    names_body,
    organisations,
    roles,
    strip_title,
    titles,
    tokens_of,
)


def read_person(core: str, base: Mention) -> Mention | None:
    """A person named in one of the comma-parted segments; the others are roles."""
    segments = segments_of(core)
    if not segments or are_joint(core) or _is_apposed_body(segments):
        return None
    for i in _likeliest_first(segments):
        if i == 0 and _is_definite_name(segments[0]):
            continue
        found = _person_in(DETERMINER.sub("", segments[i]))
        if found is None or (i > 0 and not is_role_phrase(segments[0])):
            continue
        name, before, after = found
        described = [before, after, *segments[:i], *segments[i + 1 :]]
        role_texts = tuple(r for r in (_role_text(d) for d in described if d) if r)
        lowers = [t.lower for d in described if d for t in tokens_of(d)]
        return replace(
            base,
            type=SpeakerType.PERSON,
            name=name,
            named=True,
            roles=role_texts,
            affiliation=affiliation_of(" ".join(d for d in described if d)),
            gender=gender_of_words(lowers) or given_name_gender(name),
        )
    return None


def _is_definite_name(segment: str) -> bool:
    """ "the Sea Watch": a name with an article and without a title is no person's."""
    if not re.match(r"[Tt]he\s", segment):
        return False
    tokens = tokens_of(segment)[1:]
    plain = bool(tokens) and all(t.capital for t in tokens)
    return plain and not any(t.lower in titles() or t.lower in roles() for t in tokens)


def _likeliest_first(segments: list[str]) -> list[int]:
    """The order to look for the name in: a later segment that is nothing but a name goes first."""
    order = list(range(len(segments)))
    if len(segments) > 1 and is_role_phrase(segments[0]) and is_bare_name(segments[1]):
        order.sort(key=lambda i: i != 1)
    return order


def is_bare_name(segment: str) -> bool:
    """Whether a segment is a person's name and nothing else."""
    tokens = tokens_of(segment)
    runs = capital_runs(tokens, segment)
    return len(runs) == 1 and len(runs[0]) == len(tokens) >= 2 and is_person_name(strip_title(runs[0])[1])


def are_joint(core: str) -> bool:
    """Whether "and" joins two persons' names."""
    parts = re.split(r"\s+and\s+", core)
    if len(parts) == 2 and re.match(r"(?:his|her|their|other|others|several|two|three)\s", parts[1]):
        return _ends_in_name(parts[0])
    return len(parts) > 1 and all(_ends_in_name(p) for p in (parts[0], parts[-1].split(",")[0]))


def _ends_in_name(part: str) -> bool:
    words = part.lower().split()
    if len(words) > 1 and words[1] in ("of", "at", "for") and bare_in(words[0], roles()):
        return False  # "Chairman of the Centre for Peace" goes on about the one before
    found = _person_in(DETERMINER.sub("", part.split(",", maxsplit=1)[0] if "," in part else part))
    return found is not None and not found[2]


def _is_apposed_body(segments: list[str]) -> bool:
    """ "Colour of Spring, a civil rights organisation" is a body, whatever its name looks like."""
    if len(segments) < 2 or not re.match(r"(a|an|the)\s", segments[1], re.I):
        return False
    head = head_of(tokens_of(DETERMINER.sub("", segments[1])))
    return head in organisations() or head in media() or head in documents()


def _person_in(segment: str) -> tuple[str, str, str] | None:
    """Name, words before and words behind, where a segment names a person."""
    tokens = tokens_of(segment)
    runs = capital_runs(tokens, segment)
    if not runs or _describes_others(segment, runs):
        return None
    for run in _from_front(segment, runs):
        before_run, after_run = segment[: run[0].start].strip(), segment[run[-1].end :].strip()
        if (
            after_run[:1] in ("'", "’")
            or (_goes_on_as_body(after_run) and not _opens_segment(run))
            or run[-1].text.endswith(("'s", "’s"))
        ):
            continue
        name = _name_in_run(run, before_run)
        if name is None or (len(name) == 1 and _is_part_of_phrase(after_run)):
            continue
        before = segment[: name[0].start].strip()
        return name_text(name), before, after_run if len(after_run) > 2 else ""
    return None


def _opens_segment(run: list[Token]) -> bool:
    """A name of several words at the start may have its role behind it without a comma."""
    return run[0].start == 0 and len(strip_title(run)[1]) > 1


def _is_part_of_phrase(after: str) -> bool:
    """ "Internet security firm": one capitalised word that other words lean on."""
    first = after.split(maxsplit=1)[0].lower() if after and after[0].isalnum() else ""
    return bool(first) and first not in lexicon_words("people", "borders")


def _describes_others(segment: str, runs: list[list[Token]]) -> bool:
    """ "analysts at the bank Holm Lind": the head in front is a group or a document."""
    before = tokens_of(segment[: runs[-1][0].start])
    head = head_of(before)
    owned = len(runs) > 1 and runs[0][-1].text.endswith(("'s", "’s", "'", "’")) and head in documents()
    small = bool(before) and (not before[0].capital or owned)
    return small and (head in groups() or head in documents()) and head not in titles()


def _from_front(segment: str, runs: list[list[Token]]) -> list[list[Token]]:
    """Runs in the order in which they may be the name: the last first, unless the segment opens with one."""
    first = runs[0]
    after = segment[first[-1].end :].split()
    opens = first[0].start == 0 and len(strip_title(first)[1]) > 1 and after[:1]
    known = given_name_gender(first[0].text) or not given_name_gender(strip_title(runs[-1])[1][0].text)
    if (
        opens
        and known
        and (after[0].lower() in lexicon_words("people", "borders") or after[0].lower() in roles())
    ):
        return [first, *reversed(runs[1:])]
    return list(reversed(runs))


def _goes_on_as_body(after: str) -> bool:
    first = after.split(maxsplit=1)[0].lower() if after else ""
    return (
        first in organisations()
        or first in documents()
        or first in groups()
        or first in roles()
        or first in media()
    )


def _name_in_run(run: list[Token], before: str) -> list[Token] | None:
    """The tokens of a person's name at the end of a capitalised run."""
    title, name = strip_title(_behind_office(run, before))
    if is_person_name(name) and not _opens_body(before):
        if len(name) > 1 or title or not before or _ends_in_role(before):
            return name if not _is_body_word(name) else None
        return None
    # "Grain Council Edda Moll": what follows the body's last word
    for at in range(len(run) - 1, 0, -1):
        if names_body(run[at - 1]) and len(run) - at >= 2:
            rest = strip_title(run[at:])[1]
            return rest if is_person_name(rest) else None
    return None


def _behind_office(run: list[Token], before: str) -> list[Token]:
    """ "Minister of Education Ada Lind": drops the office's own words from the run."""
    words = before.lower().split()
    if (
        len(words) < 2
        or words[-1] not in ("of", "for")
        or not (bare_in(words[-2], roles()) or bare_in(words[-2], titles()))
    ):
        return run
    known = [k for k in range(1, len(run)) if given_name_gender(run[k].text)]
    return run[known[0] :] if known else run[1:] if len(run) > 2 else run


def _is_body_word(name: list[Token]) -> bool:
    """A lone acronym or outlet is no surname."""
    return len(name) == 1 and (
        (name[0].text.isupper() and len(name[0].text) > 1)
        or name[0].lower in lexicon_words("bodies", "seats")
    )


def _opens_body(before: str) -> bool:
    """Whether the words before a run make it the rest of a body's name ("Institute for")."""
    words = before.lower().split()
    if len(words) < 2 or words[-1] not in ("of", "for", "on"):
        return False
    return bare_in(words[-2], organisations()) or bare_in(words[-2], documents())


def bare_in(word: str, collection: frozenset[str]) -> bool:
    """Whether a word, without its punctuation, is in a list."""
    return word.strip(".,;:'\"“”‘’()").lower() in collection


def _ends_in_role(before: str) -> bool:
    words = [t.lower for t in tokens_of(before)]
    return bool(words) and (words[-1] in roles() or words[-1] in titles())


def is_role_phrase(segment: str) -> bool:
    """Whether a segment before a comma describes the person named after it."""
    lowers = [t.lower for t in tokens_of(segment)]
    return any(w in roles() or w in titles() or w in groups() for w in lowers)


def _role_text(described: str) -> str | None:
    """A role as written, without article and without the land it begins with."""
    text = DETERMINER.sub("", described.strip(" ,"))
    lowers = [t.lower for t in tokens_of(text)]
    if not lowers or lowers[0] in ("who", "which", "whose", "in", "speaking", "citing"):
        return None
    first = text.split()[0]
    if len(lowers) > 1 and lowers[0] in demonym_words():
        text = text[len(first) :].strip()
    telling = [w for w in lowers if w not in lexicon_words("people", "courtesies")]
    return text if any(w in roles() or w in titles() for w in telling) else None
