"""Names of bodies, states and outlets: telling words, lands, and which of the known bodies it is.

Pure functions of the written name; whether two names are one is weighed in `weighing`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from onrecord.lexicon import load
from onrecord.lexicon import words as lexicon_words
from onrecord.people.spelling import fold
from onrecord.text.names import (
    capital_words,
    country_words,
    demonym_words,
    outlet_keys,
    roles,
    tokens_of,
)

_BRACKETS = re.compile(r"\s*[(\[].*?[)\]]\s*|[()\[\]\"“”]")
_BASED = re.compile(r"(?:\bUnited\s)?[\w.]+[\s-][Bb]ased\s(?=\S)|(?<=\S)\sbased in\s.*$")
_BY_WHOM = re.compile(r"^[\w.]+\s(?:run|backed|linked|affiliated|aligned|funded)\s(?=[A-Z])")  # a lost hyphen
_SPLIT = re.compile(r"[\s‐‑–—/,]+")
_TOLD = re.compile(r"^([a-z][\w'’ -]*?)\s(?:by|from)\s(?:the\s)?(?=[A-Z])")
_RUN = re.compile(r"\b(?:state|government)[\s-](?:run|owned|controlled)\b", re.IGNORECASE)
_NUMBER = re.compile(r"\s\d+$")
_JOIN = re.compile(r"\s+(?:and|&)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class BodyName:
    """A body's name: its telling words, the lands it names, and which known body it is, if any.

    `known` is the name on record in `known_bodies.toml`; `others` are known
    bodies that the words hold beside more. `vague` names are those of many
    bodies ("the monitoring group"); `state` is whether it is a land as one voice.
    """

    words: frozenset[str]
    lands: frozenset[str]
    known: str | None = None
    others: tuple[str, ...] = ()
    vague: bool = False
    state: bool = False
    joint: bool = False
    acronym: str = ""

    @property
    def institution(self) -> bool:
        """Whether it is something that every land has ("foreign ministry")."""
        return bool(self.words & lexicon_words("known_bodies", "institutions.words"))


@lru_cache(maxsize=65536)
def body_name(name: str) -> BodyName:
    """Reads the name of a body, state or outlet."""
    plain = _itself(_BASED.sub(" ", _BRACKETS.sub(" ", name)).strip())
    words = _parts(plain)
    known = _known(plain, words) or _known_before(plain)
    if known:
        return BodyName(frozenset(words), lands_of(plain), known)
    others = _held(words)
    joint = len(others) > 1 or bool(_JOIN.search(plain) and _are_two(plain))
    core = tuple(w for w in words if w not in _small())
    if set(core) & lexicon_words("known_bodies", "told.broadcasters"):
        core = tuple(w for w in core if w not in lexicon_words("known_bodies", "told.channels"))
    lands, telling = _lands_and_words(core)
    state = len(lands) == 1 and telling <= lexicon_words("bodies", "states")
    vague = not state and (not telling or telling <= _vague()) and not _is_institution_of(lands, telling)
    letters = "".join(plain.split()).replace(".", "")
    acronym = letters if letters.isupper() and letters.isalpha() and 2 <= len(letters) <= 8 else ""
    watching = telling & lexicon_words("known_bodies", "vague.watchers")
    vague = vague or bool(watching and len(telling - _vague()) < 2)
    if telling and telling <= _vague():
        acronym = ""
    return BodyName(telling, lands, None, others, vague and not acronym, state, joint, acronym)


def _itself(plain: str) -> str:
    """A name without what stands around it where too much was read: "new toll from the Observatory"."""
    told = _TOLD.match(plain)
    if told and _word(told[1].split()[-1]) in lexicon_words("known_bodies", "told.words"):
        plain = plain[told.end() :]
    plain = _NUMBER.sub("", _BY_WHOM.sub("", plain))
    if not any(_word(w) in lexicon_words("known_bodies", "told.broadcasters") for w in plain.split()):
        return plain
    return _RUN.sub("state", plain)  # here it tells the state's channel from others, and is no epithet


@lru_cache(maxsize=65536)
def _word(written: str) -> str:
    """A word of a body's name: folded, one spelling, without a plural or genitive "s"."""
    lower = written.lower().strip(".,:;'’-")
    if "-" in lower and is_epithet(lower):
        return ""
    if lower.endswith(("'s", "’s")):
        lower = lower[:-2]
    if "-" in lower and lower.split("-")[0] in lexicon_words("spellings", "joined_articles"):
        lower = lower.split("-", 1)[1]
    word = fold(lower)
    table: dict[str, str] = load("known_bodies")["words"]
    word = table.get(word, word)
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    return table.get(word, word)


@cache
def _said_of_bodies() -> frozenset[str]:
    """Epithets and lands, as words of names."""
    said = {_word(w) for w in lexicon_words("known_bodies", "epithets.words")}
    return frozenset(said | {_word(w) for table in (demonym_words(), country_words()) for w in table})


def is_epithet(lower: str) -> bool:
    """Whether a word with a hyphen says something of a body ("London-based", "pro-government")."""
    epithets = load("known_bodies")["epithets"]
    ends, begins = tuple(epithets["endings"]), tuple(epithets["beginnings"])
    return lower in epithets["words"] or lower.endswith(ends) or lower.startswith(begins)


def _parts(plain: str) -> tuple[str, ...]:
    """The words of a body's name as they count."""
    return tuple(w for w in (_word(w) for w in _SPLIT.split(plain)) if w)


@cache
def _small() -> frozenset[str]:
    plain = lexicon_words("people", "connectors") | lexicon_words("people", "determiners")
    return frozenset({*(fold(w) for w in plain), "affair", "al", "el", "based", "which", "s"})


@cache
def _vague() -> frozenset[str]:
    own = lexicon_words("known_bodies", "vague.words") | lexicon_words("known_bodies", "epithets.words")
    return frozenset({_word(w) for w in own} | set(own))


def says_little(word: str) -> bool:
    """Whether a word of a name or role tells nobody from others ("group", "state", "local")."""
    return word in _vague() or word in _small()


@cache
def _known_names() -> dict[tuple[str, ...], str]:
    found: dict[tuple[str, ...], str] = {}
    for name, aliases in load("known_bodies")["same"].items():
        for alias in (name, *aliases):
            words = _parts(alias)
            for form in (words, _without_small(words)):
                found.setdefault(form, name)
    return found


def _without_small(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(w for w in words if w not in _small())


def _known(plain: str, words: tuple[str, ...]) -> str | None:
    """The known body that a name is, epithets left out; acronyms only in capitals ("WHO")."""
    table = _known_names()
    if len(words) == 1 and len(words[0]) <= 3:
        return table.get(words) if plain.strip(" .").replace(".", "").isupper() else None
    found = table.get(words) or table.get(_without_small(words))
    if found:
        return found
    return _known_inside(plain, _without_small(words))


def _known_inside(plain: str, words: tuple[str, ...]) -> str | None:
    """The known body that is left of a name without what is said of it before or behind."""
    table, said = _known_names(), _said_of_bodies()
    core = list(words)
    while core and core[0] in said:
        core.pop(0)
        alone = len(core) == 1 and plain.rsplit(maxsplit=1)[-1][0].isupper()
        found = table.get(tuple(core)) if len(core) > 1 or alone else None
        if found:
            return found
    core = list(words)
    said |= {_word(w) for w in lexicon_words("known_bodies", "epithets.times")}
    while core and core[-1] in said:
        core.pop()
        while core and core[0] in said and tuple(core) not in table:
            core.pop(0)
        found = table.get(tuple(core))
        if found and (len(core) > 1 or len(core[0]) > 3):
            return found
    return None


def _known_before(plain: str) -> str | None:
    """The known body that a name begins with, where words in small letters behind it tell of something else.

    >>> _known_before("Human Rights Watch hit back"), _known_before("Doctors Without Borders")
    ('Human Rights Watch', None)
    """
    written = plain.split()
    joins = lexicon_words("people", "connectors") | lexicon_words("known_bodies", "told.joins")
    for k in range(2, len(written)):
        word, after = written[k], written[k + 1 :]
        if not word.islower() or not word.isalpha():
            continue
        if written[k - 1].lower() in lexicon_words("people", "determiners"):
            return None  # another name begins there
        where = word in lexicon_words("known_bodies", "told.places") and bool(after) and after[0].islower()
        if word in joins and not where:
            continue
        if _held(_parts(" ".join(written[k:]))):
            return None  # two bodies speak
        words = _parts(" ".join(written[:k]))
        return _known_names().get(words) or _known_names().get(_without_small(words))
    return None


def _held(words: tuple[str, ...]) -> tuple[str, ...]:
    """Known bodies whose names of two words or more stand within others."""
    table, core = _known_names(), _without_small(words)
    found: dict[str, None] = {}
    k = 0
    while k < len(core):
        for length in range(min(8, len(core) - k), 1, -1):
            known = table.get(core[k : k + length])
            if known:
                found[known] = None
                k += length - 1
                break
        k += 1
    return tuple(found)


def _are_two(plain: str) -> bool:
    """Whether "and" joins two names, not parts of one ("Trade and Industry")."""
    left, right = _JOIN.split(plain, maxsplit=1)
    lands = lands_of(left), lands_of(right)
    whole = bool(lands[1]) and len(right.split()) <= 3 and not _lands_and_words(_parts(right))[1]
    return (
        whole
        or bool(lands[0] and lands[1])
        or any(w.lower() in ("the", "its", "his") for w in right.split()[:1])
    )


def _is_institution_of(lands: frozenset[str], telling: frozenset[str]) -> bool:
    return len(lands) == 1 and bool(telling & lexicon_words("known_bodies", "institutions.words"))


@lru_cache(maxsize=4096)
def lands_of(text: str | None) -> frozenset[str]:
    """The countries that a text names, by name, people or capital.

    >>> sorted(lands_of("Moscow")), sorted(lands_of("Syrias state TV"))
    (['Russia'], ['Syria'])
    """
    found, words = [], [w for w in re.split(r"[\s,]+", text or "") if w]
    tables = (country_words(), demonym_words(), capital_words())
    k = 0
    while k < len(words):
        for length in (3, 2, 1):
            phrase = " ".join(words[k : k + length]).lower().removesuffix("'s").removesuffix("’s")
            land = next((t[p] for t in tables for p in _forms(phrase) if p in t), None)
            if land:
                found.append(land)
                k += length - 1
                break
        k += 1
    return frozenset(found)


def _forms(phrase: str) -> tuple[str, ...]:
    """A phrase as it may stand in a list of lands; "syrias" has lost an apostrophe."""
    return (phrase, phrase.rstrip("s")) if len(phrase) > 4 else (phrase,)


def _lands_and_words(core: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """Parts the lands of a body's name from its other words; a capital only of a land's institution."""
    lands: set[str] = set()
    telling: list[str] = []
    names, cities = _folded_lands()
    k = 0
    while k < len(core):
        two = names.get("".join(core[k : k + 2])) if k + 1 < len(core) else None
        if two:
            lands.add(two)
            k += 2
            continue
        land = names.get(core[k])
        if land:
            lands.add(land)
        else:
            telling.append(core[k])
        k += 1
    words = frozenset(telling)
    seats = {w for w in words if w in cities}
    rest = words - seats
    institutions = lexicon_words("known_bodies", "institutions.words") | {"government"}
    ruled = not rest or bool(rest & institutions)
    if seats and not lands and ruled:
        return frozenset(cities[w] for w in seats), rest
    return frozenset(lands), words


@cache
def _folded_lands() -> tuple[dict[str, str], dict[str, str]]:
    names: dict[str, str] = {}
    for table in (country_words(), demonym_words()):
        for form, land in table.items():
            written = [_word(w) for w in form.split()]
            names.setdefault("".join(written), land)
    return names, {_word(form): land for form, land in capital_words().items() if " " not in form}


@lru_cache(maxsize=4096)
def outlet_of(name: str) -> str | None:
    """The outlet or agency that a name is one of the names of, None where it is not listed."""
    plain = re.sub(r"^(?:the |state |official |news agency )+", "", name.lower().replace("-", " "))
    short = re.sub(r"(?: news agency| agency| newspaper| tv| channel| website| news outlet)$", "", plain)
    found = _outlets().get(plain)
    return found or (_outlets().get(short) if name[:1].isupper() else None)


@cache
def _outlets() -> dict[str, str]:
    """Every form of an outlet's name in small letters, without hyphens and article."""
    return {form.replace("-", " ").removeprefix("the "): key for form, key in outlet_keys().items()}


@lru_cache(maxsize=16384)
def role_words(role: str) -> frozenset[str]:
    """The words of a role that tell what somebody is, without lands and small words."""
    expansions: dict[str, str] = load("people")["expansions"]
    words = [w for t in tokens_of(role) for w in expansions.get(t.lower, t.lower).split()]
    folded = {_word(w) for w in words} - _small() - {""}
    return frozenset(w for w in folded if w not in _folded_lands()[0])


@cache
def offices() -> frozenset[str]:
    """Roles as single words, folded as in `role_words`."""
    return frozenset(_word(w) for role in roles() for w in role.split())
