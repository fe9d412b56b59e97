"""Mentions: what the words of one source say of who it is.

"Brig. Gen. Ola Verin, the head of Sarnia's Coast Guard" names a person with a
title, a role and a body; "two senior officials" describes a group; "it" only
points back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from onrecord.lexicon import words as lexicon_words
from onrecord.record import SpeakerType
from onrecord.resolve.names import (
    Token,
    capital_runs,
    capital_words,
    country_words,
    demonym_words,
    documents,
    gender_of_words,
    given_name_gender,
    groups,
    is_person_name,
    is_place_word,
    media,
    name_text,
    organisations,
    roles,
    strip_title,
    titles,
    tokens_of,
)

_PRONOUNS = ("he", "she", "it", "they", "we", "i", "you", "relative")
_PARENTHESIS = re.compile(r"\s*\([^)]*\)|\s*\[[^\]]*\]")
_ACRONYM = re.compile(r"\(([A-Z][A-Z&.]{1,9})s?\)")
_DETERMINER = re.compile(r"^(the|a|an|his|her|their|its|our|my|this|that|these|those)\s+", re.IGNORECASE)
_ONE_OF = re.compile(
    r"^(one|another|some|two|three|several|many|most|both|all|none|neither|each)\s+of\s+(the|these|those|them)\b\s*",
    re.I,
)
_ACRONYM_LENGTH = range(2, 8)


@dataclass(frozen=True, slots=True)
class Mention:
    """What a source's words say.

    `pronoun` is one of he, she, it, they, we, i, you, relative, or None;
    `name` the name or description without title, role or affiliation; `head`
    the noun of a description; `definite` whether the words point at something
    already named; `one_of` whether it is some of a group already named.
    """

    text: str
    start: int
    pronoun: str | None = None
    type: SpeakerType | None = None
    name: str = ""
    named: bool = False
    head: str = ""
    roles: tuple[str, ...] = ()
    affiliation: str | None = None
    gender: str | None = None
    definite: bool = False
    one_of: bool = False
    acronym: str | None = None
    members: tuple[str, ...] = ()
    parts: tuple[Mention, ...] = ()


def pronoun_of(text: str) -> str | None:
    """Which pronoun a text is, None where it is none."""
    word = text.strip().lower().rstrip(",")
    return next((p for p in _PRONOUNS if word in lexicon_words("people", f"pronouns.{p}")), None)


def read_mention(text: str, start: int = 0) -> Mention:
    """Reads the words of a source; `start` is where they stand in the report."""
    words = " ".join(text.split()).strip(" ,;:—–-")
    pronoun = pronoun_of(words)
    base = Mention(words, start, definite=bool(re.match(r"(the|this|that|these|those)\b", words, re.I)))
    if pronoun:
        return replace(base, pronoun=pronoun)
    acronym = _ACRONYM.search(words)
    core = _PARENTHESIS.sub("", words).strip(" ,")
    base = replace(base, acronym=acronym.group(1) if acronym else None)
    for reader in (_read_person, _read_joint, _read_one_of, _read_possessive, _read_body_or_description):
        found = reader(core, base)
        if found:
            return found
    return base


# -------------------------------------------------------------------- persons
def _segments(core: str) -> list[str]:
    return [s.strip() for s in re.split(r",\s+|\s+[-–—]\s+", core) if s.strip()]


def _read_person(core: str, base: Mention) -> Mention | None:
    """A person named in one of the comma-parted segments; the others are roles."""
    segments = _segments(core)
    joined = core if len(segments) == 1 else segments[0]
    if re.search(r"\band\b", joined) and len(_persons_in(joined)) > 1:
        return None
    for i, segment in enumerate(segments):
        found = _person_in(segment)
        if found is None or (i > 0 and not _is_role_phrase(segments[0])):
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
            affiliation=_affiliation(" ".join(d for d in described if d)),
            gender=gender_of_words(lowers) or given_name_gender(name),
        )
    return None


def _persons_in(text: str) -> list[str]:
    return [
        name_text(name)
        for name in map(lambda r: strip_title(r)[1], capital_runs(tokens_of(text), text))
        if is_person_name(name)
    ]


def _person_in(segment: str) -> tuple[str, str, str] | None:
    """Name, words before and words behind, where a segment names a person."""
    runs = capital_runs(tokens_of(segment), segment)
    if not runs:
        return None
    for run in reversed(runs):
        before_run, after_run = segment[: run[0].start].strip(), segment[run[-1].end :].strip()
        if after_run[:1] in ("'", "’") or _goes_on_as_body(after_run) or run[-1].text.endswith(("'s", "’s")):
            continue
        name = _name_in_run(run, before_run)
        if name is None:
            continue
        before = segment[: name[0].start].strip()
        return name_text(name), before, after_run if len(after_run) > 2 else ""
    return None


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
    title, name = strip_title(run)
    if is_person_name(name) and not _opens_body(before):
        if len(name) > 1 or title or not before or _ends_in_role(before):
            return name if not _is_body_word(name) else None
        return None
    # "Refugee Council Enver Solomon": what follows the body's last word
    for at in range(len(run) - 1, 0, -1):
        if run[at - 1].lower in organisations() and len(run) - at >= 2:
            rest = strip_title(run[at:])[1]
            return rest if is_person_name(rest) else None
    return None


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
    return bool(words) and (words[-1] in roles() or words[-1] in titles() or words[-1] in groups())


def _is_role_phrase(segment: str) -> bool:
    """Whether a segment before a comma describes the person named after it."""
    lowers = [t.lower for t in tokens_of(segment)]
    return any(w in roles() or w in titles() for w in lowers)


def _role_text(described: str) -> str | None:
    """A role as written, without article and without the land it begins with."""
    text = _DETERMINER.sub("", described.strip(" ,"))
    lowers = [t.lower for t in tokens_of(text)]
    if not lowers or lowers[0] in ("who", "which", "whose", "in", "speaking", "citing"):
        return None
    first = text.split()[0]
    if len(lowers) > 1 and lowers[0] in demonym_words():
        text = text[len(first) :].strip()
    return text if any(w in roles() or w in titles() for w in lowers) else None


def _affiliation(described: str) -> str | None:
    """The land, party or body that a description names."""
    if not described:
        return None
    tokens = tokens_of(described)
    runs = capital_runs(tokens, described)
    for run in runs:
        if any(t.lower in organisations() for t in run):
            return name_text(run)
    for token in tokens:
        for table in (demonym_words(), country_words()):
            if token.lower in table:
                return table[token.lower]
    of = re.search(r"\b(?:of|for|at|with)\s+(?:the\s+)?([A-Z][\w’'.-]*(?:\s+[A-Z][\w’'.-]*)*)", described)
    return of.group(1) if of else None


# --------------------------------------------------------------------- others
def _read_joint(core: str, base: Mention) -> Mention | None:
    """ "A and B" under one cue: one speaker, of type group where they are persons."""
    parts = [p.strip() for p in re.split(r"\s*,\s*(?:and\s+)?|\s+and\s+", core) if p.strip()]
    if len(parts) < 2 or " and " not in core:
        return None
    mentions = [read_mention(part) for part in parts]
    persons = [m for m in mentions if m.type is SpeakerType.PERSON and m.named]
    if len(persons) >= 2:
        return replace(
            base,
            type=SpeakerType.GROUP,
            name=" and ".join(m.name for m in persons),
            named=True,
            parts=tuple(persons),
            roles=tuple(dict.fromkeys(r for m in persons for r in m.roles)),
        )
    head = re.split(r"\s+and\s+", core)[0]
    first = read_mention(head)
    if len(parts) == 2 and first.type and all(m.type for m in mentions) and not _is_body_with_and(core):
        same = mentions[0].type is mentions[1].type
        kind = mentions[0].type if same and mentions[0].type is not SpeakerType.PERSON else SpeakerType.GROUP
        return replace(
            base,
            type=kind,
            name=_DETERMINER.sub("", core),
            named=all(m.named for m in mentions),
            parts=tuple(mentions),
            head=mentions[-1].head,
        )
    return None


def _is_body_with_and(core: str) -> bool:
    """ "Department of Health and Social Care" is one body."""
    match = re.search(r"\b(\w+)\s+(?:of|for|on)\s+[^,]*\band\s+[A-Z]", core)
    return bool(match and match.group(1).lower() in organisations())


def _read_one_of(core: str, base: Mention) -> Mention | None:
    match = _ONE_OF.match(core)
    if not match:
        return None
    rest = core[match.end() :]
    inner = _read_body_or_description(rest, base) if rest else None
    head = inner.head if inner else ""
    single = match.group(1).lower() in ("one", "another", "each")
    return replace(
        base,
        type=SpeakerType.PERSON if single else SpeakerType.GROUP,
        name=core,
        head=head,
        one_of=True,
        definite=True,
        affiliation=inner.affiliation if inner else None,
    )


def _read_possessive(core: str, base: Mention) -> Mention | None:
    """ "The ministry's channel": the owner speaks."""
    match = re.match(r"^(.*?)(?:'s|’s|s'|s’)\s+(.*)$", core)
    if not match:
        return None
    owned = [t.lower for t in tokens_of(match.group(2))]
    if not owned or owned[-1] not in lexicon_words("people", "outlets_of_owner"):
        return None
    owner = read_mention(match.group(1), base.start)
    return replace(owner, text=base.text) if owner.type else None


def _read_body_or_description(core: str, base: Mention) -> Mention | None:
    plain = _DETERMINER.sub("", core)
    plain = re.split(r",\s|\s[-–—]\s", plain)[0].strip() or plain
    state = _read_state(plain, base)
    if state:
        return state
    tokens = tokens_of(plain)
    if not tokens:
        return None
    body = _read_body(plain, tokens, base)
    if body:
        return replace(body, roles=body.roles or _apposed_roles(core))
    return _read_description(plain, tokens, base, core)


def _apposed_roles(core: str) -> tuple[str, ...]:
    """What an apposition says of a body ("the Observatory, a war monitor")."""
    parts = _segments(core)
    return tuple(_DETERMINER.sub("", p) for p in parts[1:2] if re.match(r"(a|an|the)\s", p))


def _read_state(plain: str, base: Mention) -> Mention | None:
    lower = plain.lower().replace("’", "'").removesuffix("'s")
    if lower in country_words() or lower in capital_words():
        table = country_words() if lower in country_words() else capital_words()
        land = None if lower in country_words() else table[lower]
        return replace(
            base, type=SpeakerType.STATE, name=_unpossessed(plain), named=True, affiliation=land, head=lower
        )
    words = [t.lower for t in tokens_of(plain)]
    if words and words[-1] in lexicon_words("bodies", "states") and len(words) <= 4:
        lands = [demonym_words().get(w) or country_words().get(w) for w in words[:-1]]
        land = next((x for x in lands if x), None)
        if land or len(words) == 1 or words[-1] in ("government", "regime", "administration"):
            return replace(
                base, type=SpeakerType.STATE, name=plain, named=True, affiliation=land, head=words[-1]
            )
    return None


def _unpossessed(text: str) -> str:
    return re.sub(r"['’]s$", "", text)


def _head_of(tokens: list[Token]) -> str:
    """The noun a description is about: the last word before what says more of it."""
    borders = lexicon_words("people", "borders")
    head = ""
    for i, token in enumerate(tokens):
        if token.lower in borders and i > 0:
            break
        head = token.lower
    return head


def _read_body(plain: str, tokens: list[Token], base: Mention) -> Mention | None:
    """An organisation, outlet or seat of power by its name."""
    lowers = [t.lower for t in tokens]
    joined = " ".join(lowers)
    for seat in lexicon_words("bodies", "seats"):
        if joined == seat or joined.endswith(" " + seat):
            land = _seat_land(seat)
            return replace(
                base,
                type=SpeakerType.ORGANISATION,
                name=_unpossessed(plain),
                named=True,
                affiliation=land,
                head=lowers[-1],
            )
    head = _head_of(tokens)
    if head in documents() or (head in groups() and head not in organisations()) or head in roles():
        return None
    runs = capital_runs(tokens, plain)
    has_name = any(not is_place_word(t.lower) or len(run) > 1 for run in runs for t in run)
    if any(t.lower in media() for t in tokens) and not _is_agency_of_state(lowers):
        name = _outlet_name(plain, runs)
        return replace(
            base,
            type=SpeakerType.MEDIA,
            name=name,
            named=bool(runs),
            head=head,
            affiliation=_affiliation(plain) if name != plain else None,
        )
    body_words = [t for t in tokens if t.lower in organisations()]
    if body_words or (len(tokens) == 1 and tokens[0].text.isupper() and len(tokens[0].text) > 1):
        return replace(
            base,
            type=SpeakerType.ORGANISATION,
            name=_unpossessed(plain),
            named=has_name or base.definite,
            head=head,
            affiliation=_land_in(tokens),
        )
    return None


def _is_agency_of_state(lowers: list[str]) -> bool:
    return "agency" in lowers and "news" not in lowers


def _outlet_name(plain: str, runs: list[list[Token]]) -> str:
    """ "Norland state news agency NTA" is NTA; "the Harbour Times" stays whole."""
    last = runs[-1] if runs else None
    if last and last[-1].end >= len(plain.rstrip()) and plain[: last[0].start].strip():
        lead = [t.lower for t in tokens_of(plain[: last[0].start])]
        if any(w in media() for w in lead):
            return name_text(last)
    return _unpossessed(plain)


def _seat_land(seat: str) -> str | None:
    from onrecord.lexicon import load

    land: str | None = load("bodies")["seats"].get(seat)
    return land


def _land_in(tokens: list[Token]) -> str | None:
    for token in tokens:
        for table in (demonym_words(), country_words()):
            if token.lower in table:
                return table[token.lower]
    return None


def _read_description(plain: str, tokens: list[Token], base: Mention, core: str) -> Mention | None:
    head = _head_of(tokens)
    kind: SpeakerType | None = None
    lands = [t for t in tokens if t.lower in demonym_words() and t.lower.endswith("s")]
    if head in documents():
        kind = SpeakerType.DOCUMENT
    elif head in groups() or lands or (head.endswith("s") and head[:-1] in organisations()):
        kind = SpeakerType.GROUP
    elif head in roles():
        kind = SpeakerType.PERSON
    runs = capital_runs(tokens, plain)
    if kind is None and runs and not base.definite:
        return _read_bare_name(plain, runs, base)
    if kind is None:
        kind = SpeakerType.GROUP if head.endswith("s") and not head.endswith("ss") else None
        if kind is None and runs:
            return replace(
                base, type=SpeakerType.ORGANISATION, name=_unpossessed(plain), named=True, head=head
            )
    named = kind is SpeakerType.DOCUMENT and any(not is_place_word(t.lower) for run in runs for t in run)
    gender = gender_of_words([head]) if kind is SpeakerType.PERSON else None
    return replace(
        base,
        type=kind,
        name=plain if kind is not SpeakerType.DOCUMENT else _DETERMINER.sub("", core),
        named=named,
        head=head,
        affiliation=_affiliation(plain),
        gender=gender,
    )


def _read_bare_name(plain: str, runs: list[list[Token]], base: Mention) -> Mention | None:
    name = runs[-1]
    if is_person_name(strip_title(name)[1]):
        stripped = strip_title(name)[1]
        return replace(
            base,
            type=SpeakerType.PERSON,
            name=name_text(stripped),
            named=True,
            gender=given_name_gender(name_text(stripped)),
        )
    return replace(
        base, type=SpeakerType.ORGANISATION, name=_unpossessed(plain), named=True, head=name[-1].lower
    )
