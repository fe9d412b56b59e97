"""Parsing: the words of a source to a mention, by the first reader that knows them."""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.lexicon import words as lexicon_words
from onrecord.record import SpeakerType
from onrecord.resolve.bodies import read_body_or_description, read_known_outlet, read_land
from onrecord.resolve.mention import DETERMINER, Mention, pronoun_of, segments_of
from onrecord.resolve.persons import is_bare_name, read_person
from onrecord.text.names import (
    documents,
    given_name_gender,
    groups,
    media,
    organisations,
    roles,
    titles,
    tokens_of,
)

_PARENTHESIS = re.compile(r"\s*\([^)]*\)|\s*\[[^\]]*\]")
_ACRONYM = re.compile(r"\(([A-Z][A-Z&.]{1,9})s?\)")
_ONE_OF = re.compile(
    r"^(one|another|some|two|three|several|many|most|both|all|none|neither|each)\s+of\s+(the|these|those|them)\b\s*",
    re.I,
)
_APPOSED = re.compile(r"\b([A-Z][\w’'-]+) ((?:a|an|the)\s)")  # where commas were stripped
_RELATIVE = re.compile(r",?\s(?:which|who|whose|whom|that)\s|\s(?:also|better)\s+known\s+as\s")


def read_mention(text: str, start: int = 0) -> Mention:
    """Reads the words of a source; `start` is where they stand in the report."""
    text = text.rstrip().rsplit("\n\n", 1)[-1]  # a heading above is no part of a source
    words = " ".join(text.split()).strip(" ,;:—–-")
    words = re.sub(r"^[Bb]oth (?=.+ and )", "", words)
    pronoun = pronoun_of(words)
    base = Mention(words, start, definite=bool(re.match(r"(the|this|that|these|those)\b", words, re.I)))
    if pronoun:
        return replace(base, pronoun=pronoun)
    acronym = _ACRONYM.search(words)
    core = _APPOSED.sub(r"\1, \2", _PARENTHESIS.sub("", words)).strip(" ,")
    core = opened_small(_known_as(_RELATIVE.split(core, maxsplit=1)[0].strip(" ,") or core, words))
    base = replace(base, acronym=acronym.group(1) if acronym else None)
    for reader in (
        read_known_outlet,
        read_land,
        _read_one_of,
        read_person,
        _read_joint,
        _read_possessive,
        read_body_or_description,
    ):
        found = reader(core, base)
        if found:
            return _as_written(found)
    return base


def _as_written(mention: Mention) -> Mention:
    """With the capital that the name has in the report; a role without any article points at somebody."""
    name = mention.name
    if name[:1].islower() and mention.text.startswith(name[:1].upper() + name[1:2]):
        name = name[0].upper() + name[1:]
    bare_role = mention.type is SpeakerType.PERSON and not mention.named and not mention.one_of
    leads = lexicon_words("people", "determiners") | lexicon_words("people", "leads")
    headline = bare_role and mention.text.split(maxsplit=1)[0].lower() not in leads
    return replace(mention, name=name, definite=mention.definite or headline)


def opened_small(core: str) -> str:
    """A description without the capital that only the start of a sentence gave it ("Recent reports")."""
    first, _, rest = core.partition(" ")
    lower = first.lower()
    if not first[:1].isupper() or (first.isupper() and len(first) > 1) or given_name_gender(first):
        return core
    common = lexicon_words("people", "leads")
    plain = rest[:1].islower() and (
        lower in groups() or lower in documents() or lower in roles() or lower in media()
    )
    return f"{lower} {rest}" if (lower in common and rest) or (plain and lower not in titles()) else core


_ALSO_KNOWN = re.compile(
    r"^(?P<what>.*?)\s(?:(?:also|better|commonly|widely)\s)?known\s+as\s+(?:the\s+)?(?P<name>[A-Z].*)$"
)


def _known_as(core: str, words: str) -> str:
    """ "the organisation known as the White Lanterns" goes by that name."""
    match = _ALSO_KNOWN.match(_PARENTHESIS.sub("", words))
    if not match or any(w[0].isupper() for w in DETERMINER.sub("", match["what"]).split()):
        return core
    return re.split(r",\s|\s[-–—]\s", f"the {match['name']}")[0]


def _read_joint(core: str, base: Mention) -> Mention | None:
    """ "A and B" under one cue: one speaker, of type group where they are persons."""
    parts = [p.strip() for p in re.split(r"\s*,\s*(?:and\s+)?|\s+and\s+", core) if p.strip()]
    if len(parts) < 2 or " and " not in core:
        return None
    parts[0] = re.sub(r"^[Bb]oth\s+", "", parts[0])
    core = re.sub(r"^[Bb]oth\s+", "", core)
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
            name=DETERMINER.sub("", core),
            named=all(m.named for m in mentions) or bool(persons),
            parts=tuple(mentions),
            head=mentions[-1].head,
        )
    return None


def _is_body_with_and(core: str) -> bool:
    """ "Department of Health and Social Care" is one body."""
    match = re.search(r"\b(\w+)\s+(?:of|for|on)\s+[^,]*\band\s+[A-Z]", core)
    return bool(match and match.group(1).lower() in organisations())


def _read_one_of(core: str, base: Mention) -> Mention | None:
    if core.lower() in lexicon_words("people", "unknown_persons"):
        return replace(base, type=SpeakerType.PERSON, name=core, head=core.lower())
    if core.lower() in lexicon_words("people", "partitives"):
        single = core.lower() in ("another", "one", "the other", "each", "one of them")
        kind = SpeakerType.PERSON if single else SpeakerType.GROUP
        return replace(base, type=kind, name=core, one_of=True, definite=True)
    match = _ONE_OF.match(core)
    if not match:
        return None
    rest = core[match.end() :]
    apposed = segments_of(rest)[1:2]
    if apposed and is_bare_name(apposed[0]):  # "one of the protesters, Ola Lind"
        return read_person(rest, base)
    inner = read_body_or_description(rest, base) if rest else None
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
    match = re.match(r"^(.*?)(?:'s|’s|(?<=s)['’])\s+(.*)$", core)
    if not match:
        return None
    owned = [t.lower for t in tokens_of(match.group(2))]
    if not owned or owned[-1] not in lexicon_words("people", "outlets_of_owner"):
        return None
    owner = read_mention(match.group(1), base.start)
    return replace(owner, text=base.text) if owner.type else None
