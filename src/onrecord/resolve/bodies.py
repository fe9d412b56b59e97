"""Bodies, states, outlets, documents and groups: sources that are no named person."""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.lexicon import load
from onrecord.lexicon import words as lexicon_words
from onrecord.record import SpeakerType
from onrecord.resolve.mention import DETERMINER, Mention, affiliation_of, head_of, segments_of
from onrecord.text.names import (
    Token,
    bare,
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
    names_body,
    organisations,
    outlet_keys,
    roles,
    strip_title,
    tokens_of,
)


def read_known_outlet(core: str, base: Mention) -> Mention | None:
    """An agency or outlet by one of its names; all its names are one source."""
    plain = unpossessed(DETERMINER.sub("", core)).strip()
    key = outlet_keys().get(plain.replace("-", " ").lower()) or outlet_keys().get(f"the {plain.lower()}")
    if key is None or plain.islower():
        return None
    return replace(base, type=SpeakerType.MEDIA, name=plain, named=True, head=plain.lower(), key=key)


def read_land(core: str, base: Mention) -> Mention | None:
    """A country, capital or government and nothing more."""
    return _read_state(DETERMINER.sub("", core), base)


def read_body_or_description(core: str, base: Mention) -> Mention | None:
    """A body by its name, or people and papers by what they are."""
    plain = DETERMINER.sub("", core)
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
    parts = segments_of(core)
    return tuple(DETERMINER.sub("", p) for p in parts[1:2] if re.match(r"(a|an|the)\s", p))


def _read_state(plain: str, base: Mention) -> Mention | None:
    lower = plain.lower().replace("’", "'").removesuffix("'s")
    if lower in country_words() or lower in capital_words():
        table = country_words() if lower in country_words() else capital_words()
        land = None if lower in country_words() else table[lower]
        return replace(
            base, type=SpeakerType.STATE, name=unpossessed(plain), named=True, affiliation=land, head=lower
        )
    words = [t.lower for t in tokens_of(plain)]
    state = replace(base, type=SpeakerType.STATE, name=plain, named=True)
    if len(words) == 1 and plain[0].isupper() and lower in demonym_words() and not _is_people(lower):
        return replace(state, name=demonym_words()[lower], head=lower)  # "the French view"
    if lower == "federal":
        return replace(state, name="federal government", head="government")
    if lower in lexicon_words("bodies", "blocs") and plain[0].isupper():
        return replace(state, head=lower)
    return _read_government(words, state)


_GOVERNMENTS = ("government", "regime", "administration")


def _read_government(words: list[str], state: Mention) -> Mention | None:
    """ "the French government", "the administration of President Lind"."""
    if len(words) > 2 and words[0] in _GOVERNMENTS and words[1] == "of":
        return replace(state, affiliation=_land_in(tokens_of(state.name)), head=words[0])
    if words and words[-1] in lexicon_words("bodies", "states") and len(words) <= 4:
        lands = [demonym_words().get(w) or country_words().get(w) for w in words[:-1]]
        land = next((x for x in lands if x), None)
        if land or len(words) == 1 or words[-1] in _GOVERNMENTS:
            return replace(state, affiliation=land, head=words[-1])
    return None


def _is_people(demonym: str) -> bool:
    """Whether a word is the plural of a people ("Americans"), not what is theirs ("Chinese")."""
    return demonym.endswith("s") and demonym.removesuffix("s") in demonym_words()


def unpossessed(text: str) -> str:
    """A name without its possessive ending."""
    return re.sub(r"['’]s$", "", text)


def _read_body(plain: str, tokens: list[Token], base: Mention) -> Mention | None:
    """An organisation, outlet or seat of power by its name."""
    base = replace(base, name=unpossessed(plain), head=head_of(tokens))
    for reader in (_read_seat, _read_what_and_name, _read_outlet, _read_organisation):
        found = reader(plain, tokens, base)
        if found:
            return found
    return None


def _read_seat(plain: str, tokens: list[Token], base: Mention) -> Mention | None:
    joined = " ".join(t.lower for t in tokens)
    seat = next((s for s in load("bodies")["seats"] if joined == s or joined.endswith(f" {s}")), None)
    if seat is None:
        return None
    return replace(
        base, type=SpeakerType.ORGANISATION, named=True, affiliation=_seat_land(seat), head=tokens[-1].lower
    )


def _read_what_and_name(plain: str, tokens: list[Token], base: Mention) -> Mention | None:
    """ "the tracking firm AdHarbour": what it is in small letters, then its name."""
    runs = capital_runs(tokens, plain)
    if not runs or runs[-1][-1].end < len(plain.rstrip()) or runs[-1][0].start == 0:
        return None
    before = [t for t in tokens if t.end <= runs[-1][0].start]
    what = before[-1] if before else None
    if what is None or what.capital or plain[what.end : runs[-1][0].start] != " ":
        return None
    if what.lower not in organisations() or what.lower in media():
        return None
    if any(t.lower in lexicon_words("people", "borders") for t in before):
        return None
    return replace(
        base,
        type=SpeakerType.ORGANISATION,
        name=unpossessed(name_text(runs[-1])),
        named=True,
        affiliation=_land_in(before),
    )


def _is_people_or_paper(head: str) -> bool:
    return head in documents() or (head in groups() and head not in organisations()) or head in roles()


def _read_outlet(plain: str, tokens: list[Token], base: Mention) -> Mention | None:
    lowers = [t.lower for t in tokens]
    last = tokens[-1]
    borders = lexicon_words("people", "borders") - {"of"}
    far = any(t.lower in borders for t in tokens[1:])
    titled = (
        last.capital and last.lower in media() and len(tokens) > 1 and not far
    )  # the Harbour Post is no post
    paper = _is_people_or_paper(base.head) and not (base.head == "media" or titled)
    if paper or not any(w in media() for w in lowers) or _is_agency_of_state(lowers):
        return None
    runs = capital_runs(tokens, plain)
    name = _outlet_name(plain, runs)
    affiliation = affiliation_of(plain) if name != plain else None
    return replace(
        base, type=SpeakerType.MEDIA, name=name, named=has_own_name(plain, base), affiliation=affiliation
    )


_AFTER_HEAD = re.compile(
    r",|\s(?:run|owned|published|posted|released|obtained|conducted|seen|shared|circulated|taken|made|issued"
    r"|commissioned|compiled|linked|loyal|close|who|which|that|showing|containing|describing|detailing)\s"
)


def has_own_name(plain: str, base: Mention) -> bool:
    """Whether a description holds a name that makes it one and no other: more than a month or land."""
    core = _AFTER_HEAD.split(plain, maxsplit=1)[0]
    for token in tokens_of(core):
        parts = token.text.split("-")
        article = parts[0].lower() in lexicon_words("people", "particles")
        joined = len(parts) > 1 and not article and not all(p[:1].isupper() for p in parts)
        common = token.lower in lexicon_words("people", "openers") or token.lower in lexicon_words(
            "people", "leads"
        )
        own = token.capital and not joined and not common and not _is_generic_at_start(token)
        if own and not (is_place_word(token.lower) and _indefinite(base)):
            return True
    return False


def _is_generic_at_start(token: Token) -> bool:
    """A common noun with a capital because the sentence begins with it."""
    known = token.lower in documents() or token.lower in media() or token.lower in groups()
    return token.start == 0 and known


_INDEFINITE = re.compile(
    r"(?:a|an|one|some|several|many|other|another|two|three|four|five|most|various|multiple|local|all|any|no)\s",
    re.I,
)


def _indefinite(base: Mention) -> re.Match[str] | None:
    return _INDEFINITE.match(base.text)


def _read_organisation(plain: str, tokens: list[Token], base: Mention) -> Mention | None:
    joined = " ".join(t.lower for t in tokens)
    if " " in joined and joined in organisations():
        return replace(base, type=SpeakerType.ORGANISATION, named=True)
    holds = any(names_body(t) for t in tokens)
    holds = holds or any(" " in phrase and f" {phrase} " in f" {joined} " for phrase in organisations())
    is_acronym = len(tokens) == 1 and tokens[0].text.isupper() and len(tokens[0].text) > 1
    if _is_people_or_paper(base.head) or not (holds or is_acronym):
        return None
    runs = capital_runs(tokens, plain)
    has_name = any(not is_place_word(t.lower) or len(run) > 1 for run in runs for t in run)
    return replace(
        base,
        type=SpeakerType.ORGANISATION,
        named=_is_one_body(plain, base, has_name),
        affiliation=_land_in(tokens),
    )


def _is_one_body(plain: str, base: Mention, has_name: bool) -> bool:
    """Whether a body is told from others: by a name, "the", its owner or land; not "a company"."""
    several = base.head.endswith("s") and not base.head.endswith("ss") and base.head[:-1] in organisations()
    if several and base.head not in lexicon_words("bodies", "collective") and not plain[0].isupper():
        return False
    if _indefinite(base):
        return has_name and not several
    owned = bool(re.match(r"\S+(?:\s\S+){0,2}['’]s?\s", base.text))
    land = any(is_place_word(t.lower) for t in tokens_of(plain))
    collective = base.head in lexicon_words("bodies", "collective")
    return has_name or base.definite or owned or land or collective


def _is_agency_of_state(lowers: list[str]) -> bool:
    return "agency" in lowers and "news" not in lowers


def _outlet_name(plain: str, runs: list[list[Token]]) -> str:
    """ "Norland state news agency NTA" is NTA; "the Harbour Times" stays whole."""
    last = runs[-1] if runs else None
    if last and last[-1].end >= len(plain.rstrip()):
        lead = tokens_of(plain[: last[0].start])
        if lead and not lead[-1].capital and lead[-1].lower in media():
            return name_text(last)
    return unpossessed(plain)


def _seat_land(seat: str) -> str | None:
    land: str | None = load("bodies")["seats"].get(seat)
    return land


def _land_in(tokens: list[Token]) -> str | None:
    for token in tokens:
        for table in (demonym_words(), country_words()):
            if token.lower in table:
                return table[token.lower]
    return None


def _read_description(plain: str, tokens: list[Token], base: Mention, core: str) -> Mention | None:
    head = head_of(tokens)
    kind: SpeakerType | None = None
    amount = re.match(r"(?:[\w’'-]+\s+){0,4}?([\w’'-]+)\s+of\s", plain)
    lands = [
        t
        for t in tokens
        if t.lower in demonym_words() and t.lower.endswith("s") and t.lower not in country_words()
    ]
    if amount and bare(amount.group(1)) in lexicon_words("people", "amounts"):
        kind = SpeakerType.GROUP
    elif head in documents():
        kind = SpeakerType.DOCUMENT
    elif head in groups() or lands or head in ("groups", "teams"):
        kind = SpeakerType.GROUP
    elif head.endswith("s") and (head[:-1] in organisations() or head[:-3] + "y" in organisations()):
        kind = SpeakerType.ORGANISATION
    elif head in roles():
        kind = SpeakerType.PERSON
    runs = capital_runs(tokens, plain)
    if kind is None and runs and not base.definite:
        return _read_bare_name(plain, runs, base)
    if kind is None and runs and base.definite and runs[-1][-1].lower == head:
        return replace(base, type=SpeakerType.ORGANISATION, name=unpossessed(plain), named=True, head=head)
    if kind is None:
        kind = SpeakerType.GROUP if head.endswith("s") and not head.endswith("ss") else _by_ending(head)
        if kind is None and runs:
            return replace(
                base, type=SpeakerType.ORGANISATION, name=unpossessed(plain), named=True, head=head
            )
    named = kind is SpeakerType.DOCUMENT and has_own_name(plain, base)
    gender = gender_of_words([head]) if kind is SpeakerType.PERSON else None
    return replace(
        base,
        type=kind,
        name=_short_of(plain if kind is not SpeakerType.DOCUMENT else DETERMINER.sub("", core)),
        named=named,
        head=head,
        affiliation=affiliation_of(plain),
        gender=gender,
    )


_SAYS_MORE = re.compile(
    r",\s|\s(?:obtained|conducted|commissioned|compiled|shared|circulated|leaked|made|posted|published|released|speaking|waiting|seen)\s"
)


def _short_of(name: str) -> str:
    """A description without what says at length where it came from ("obtained by the Harbour Post")."""
    short = _SAYS_MORE.split(name, maxsplit=1)[0]
    long = len(name.split()) - len(short.split()) > 3
    return short if long and len(short.split()) > 1 else name


def _by_ending(head: str) -> SpeakerType | None:
    """Nouns that end like doers are persons."""
    return SpeakerType.PERSON if head.endswith(("er", "or", "ist", "ian", "man", "woman")) else None


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
        base, type=SpeakerType.ORGANISATION, name=unpossessed(plain), named=True, head=name[-1].lower
    )
