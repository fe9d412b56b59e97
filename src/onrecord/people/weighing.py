"""Weighing: what speaks for and against two profiles being one."""

from __future__ import annotations

from onrecord.people.body_names import offices, says_little
from onrecord.people.person_names import PersonName, is_given_name
from onrecord.people.profile import Kind, Profile, common_roles
from onrecord.people.spelling import Sameness, listed, sameness
from onrecord.people.verdict import Evidence, Verdict
from onrecord.record import SpeakerType

FAR_APART = 15 * 365
"""Days between two appearances after which a name may have a new bearer."""


def weigh(one: Profile, other: Profile) -> Verdict | None:
    """The verdict on two profiles, None where nothing makes them look alike. Symmetrical."""
    one, other = sorted((one, other), key=lambda p: p.key)
    if one.kind is Kind.PERSON and other.kind is Kind.PERSON:
        return _persons(one, other)
    if one.kind is Kind.BODY and other.kind is Kind.BODY:
        return _bodies(one, other)
    return _mixed(one, other)


# ---------------------------------------------------------------- persons
def _persons(one: Profile, other: Profile) -> Verdict | None:
    assert one.person
    assert other.person
    named = _bare(one, other) if one.person.bare or other.person.bare else _full(one.person, other.person)
    if named is None:
        return None
    return Verdict((*named, *_circumstances(one, other)))


def _full(a: PersonName, b: PersonName) -> list[Evidence] | None:
    """Two names of at least two words each."""
    surname = sameness(a.words[-1], b.words[-1])
    if not surname or surname is Sameness.SHORT:
        return None
    if a.suffix != b.suffix:
        return [Evidence("the one is a junior, the other is not", -4.0)]
    if a.words == b.words:
        weight = 1.6 if a.common else 4.0
        says = "the same name, though one that many have" if a.common else "the same name in full"
        return [Evidence(says, weight)]
    givens = _given_names(a, b)
    if givens is None:
        return [Evidence("the same surname", -0.5), Evidence("other given names", -4.0)]
    return _spelt(a, b, [surname, *givens])


def _given_names(a: PersonName, b: PersonName) -> list[Sameness] | None:
    """How the given names agree; None where they are others."""
    short, long = sorted((a.words[:-1], b.words[:-1]), key=lambda w: (len(w), w))
    found: list[Sameness] = []
    start = 0
    for word in short:
        best = max(
            ((sameness(word, long[k]), -k) for k in range(start, len(long))), default=(Sameness.NONE, 0)
        )
        if not best[0]:
            return None
        found.append(best[0])
        start = -best[1] + 1
    skipped = long[0] if sameness(short[0], long[0]) is Sameness.NONE else None
    return (
        found
        if skipped is None or len(short) > 1 or not is_given_name(skipped)
        else [*found, Sameness.MISSPELT]
    )


_WEIGHT = {
    Sameness.LETTERS: 0.0,
    Sameness.SPELLING: -0.4,
    Sameness.SOUND: -0.9,
    Sameness.SHORT: -0.9,
    Sameness.MISSPELT: -1.4,
}
_SAYS = {
    Sameness.LETTERS: "a shorter form of the same name",
    Sameness.SPELLING: "two spellings of one name",
    Sameness.SOUND: "names that sound alike",
    Sameness.SHORT: "a short form of the given name",
    Sameness.MISSPELT: "names that differ in a letter or two",
}


def _spelt(a: PersonName, b: PersonName, parts: list[Sameness]) -> list[Evidence]:
    """Two full names whose words agree, each more or less."""
    weight = 3.8 + sum(_WEIGHT[part] for part in parts)
    if min(parts) in (Sameness.SOUND, Sameness.MISSPELT) and not _transliterated(a):
        weight -= 0.7
    if a.common and b.common:
        weight -= 2.2
    if len(a.words) != len(b.words):
        weight -= 0.3
    return [Evidence(f"{_SAYS[min(parts)]} ({' '.join(a.words)}, {' '.join(b.words)})", weight)]


def _transliterated(name: PersonName) -> bool:
    """Whether a name is one that reaches English in several spellings."""
    return any(listed(w) is not None or w.startswith(("abd", "abu")) for w in name.words) or not any(
        is_given_name(w) for w in name.words[:1]
    )


def _bare(one: Profile, other: Profile) -> list[Evidence] | None:
    """A single word beside a name, or beside another single word."""
    assert one.person
    assert other.person
    a, b = one.person.words, other.person.words
    surname = sameness(a[-1], b[-1])
    if surname in (Sameness.NONE, Sameness.SHORT):
        return None
    low = _WEIGHT[surname]
    if len(a) == len(b) == 1:
        return [Evidence("the same single name, which many may have", -0.6 + low)]
    given = is_given_name(a[0] if len(a) == 1 else b[0]) and not (a + b)[0].startswith("abd")
    says = "a given name alone" if given else "the surname alone"
    return [Evidence(says, (-1.8 if given else -0.4) + low)]


def _circumstances(one: Profile, other: Profile) -> list[Evidence]:
    """Roles, lands and dates of two persons."""
    found = [*_roles(one, other)]
    if len(one.genders) == len(other.genders) == 1 and one.genders != other.genders:
        found.append(Evidence("the one is a man, the other a woman", -4.0))
    lands = set(one.lands), set(other.lands)
    if lands[0] & lands[1]:
        found.append(Evidence(f"both speak for {' and '.join(sorted(lands[0] & lands[1]))}", 0.9))
    elif lands[0] and lands[1]:
        found.append(Evidence(f"the one is of {_most(one.lands)}, the other of {_most(other.lands)}", -1.3))
    days = one.days, other.days
    if days[0] and days[1]:
        gap = max(days[0][0] - days[1][1], days[1][0] - days[0][1])
        if gap > FAR_APART:
            found.append(Evidence(f"{gap // 365} years lie between them", -1.0))
    return found


def _most(counted: dict[str, int]) -> str:
    return min(counted, key=lambda k: (-counted[k], k))


def _roles(one: Profile, other: Profile) -> list[Evidence]:
    if (one.office and other.private) or (one.private and other.office):
        high, low = (one, other) if one.office else (other, one)
        return [Evidence(f"the one is {_called(high)}, the other {_called(low)}", -2.2)]
    shared = _shared_roles(one, other)
    if shared:
        return [shared]
    if one.office and other.office:
        return [Evidence(f"other roles ({_called(one)}; {_called(other)})", -0.8)]
    return []


def _shared_roles(one: Profile, other: Profile) -> Evidence | None:
    """What two persons are both, weighed by how few are that."""
    shared = one.duties & other.duties
    telling = sorted(w for w in shared if w not in common_roles())
    whose = [w for w in telling if w not in offices() and not says_little(w)]
    if telling and one.office and other.office:
        return Evidence(f"both are {' '.join(telling[:4])}", 1.5 + 0.3 * min(len(telling) - 1, 2))
    if whose:
        return Evidence(f"both are of {' '.join(whose[:4])}", 1.3)
    if len(telling) > 1:
        return Evidence(f"both are {' '.join(telling[:4])}", 1.0)
    return Evidence(f"both are {' '.join(sorted(shared)[:3])}, as many are", 0.3) if shared else None


def _called(profile: Profile) -> str:
    """What a profile is by its commonest role."""
    return _most(profile.roles or profile.names)


# ---------------------------------------------------------------- bodies
def _bodies(one: Profile, other: Profile) -> Verdict | None:
    a, b = one.body, other.body
    assert a
    assert b
    if a.known and b.known:
        same = a.known == b.known
        return Verdict((Evidence(f"both are names of {a.known}", 5.0),)) if same else None
    for known, longer in ((a, b), (b, a)):
        if known.known and known.known in longer.others:
            return _holds_known(known.known, longer.words)
    if a.state and b.state:
        return Verdict((Evidence("names of one and the same state", 5.0),)) if a.lands == b.lands else None
    acronym = _acronym(one, other) or _acronym(other, one)
    if acronym:
        return acronym
    return _words(one, other)


def _holds_known(known: str, words: frozenset[str]) -> Verdict:
    return Verdict(
        (
            Evidence(f"the longer name holds that of {known}", 1.2),
            Evidence(
                "it says more, so it may be a part of it or another body", -0.8 - 0.1 * min(len(words), 8)
            ),
        )
    )


def _acronym(short: Profile, full: Profile) -> Verdict | None:
    """An acronym beside a full name."""
    letters = short.body.acronym if short.body else ""
    if not letters or not full.body or full.body.acronym or full.body.known:
        return None
    if letters in full.acronyms:
        return Verdict((Evidence(f"a report spells {letters} out as {full.name}", 3.2),))
    if letters in full.initials:
        weight = 0.9 if len(letters) > 3 else 0.4
        return Verdict((Evidence(f"{letters} are the initials of {full.name}", weight),))
    return None


def _words(one: Profile, other: Profile) -> Verdict | None:
    a, b = one.body, other.body
    assert a
    assert b
    differing = a.words ^ b.words
    if a.words == b.words:
        return _same_words(one, other)
    if a.institution and b.institution and a.lands == b.lands and a.lands:
        return _of_one_land(one, other)
    if len(a.words) != len(b.words) or len(differing) != 2:
        return None
    left, right = sorted(a.words - b.words)[0], sorted(b.words - a.words)[0]
    like = sameness(left, right)
    if like not in (Sameness.SPELLING, Sameness.SOUND, Sameness.MISSPELT):
        return None
    weight = 3.0 + _WEIGHT[like] * 0.6 + (0.6 if len(a.words) > 2 else 0.0)
    if a.lands != b.lands:
        weight -= 2.0 if not (a.lands and b.lands) else 6.0
    return Verdict((Evidence(f"names that differ in how one word is spelt ({left}, {right})", weight),))


def _of_one_land(one: Profile, other: Profile) -> Verdict | None:
    """Two institutions of one land, of which one may be a shorter name of the other."""
    a, b = one.body, other.body
    assert a
    assert b
    whose = Evidence(f"both are of {' and '.join(sorted(a.lands))}", 0.4)
    if a.words < b.words or b.words < a.words:
        more = " ".join(sorted(a.words ^ b.words))
        weight = -0.1 if says_little(more) else -1.2
        return Verdict(
            (whose, Evidence("the one name holds the other", 0.4), Evidence(f"only one says {more}", weight))
        )
    if a.words & b.words:
        words = f"{' '.join(sorted(a.words - b.words))}, {' '.join(sorted(b.words - a.words))}"
        return Verdict((whose, Evidence(f"other bodies of one land ({words})", -3.5)))
    return None


def _same_words(one: Profile, other: Profile) -> Verdict:
    a, b = one.body, other.body
    assert a
    assert b
    if len(a.words) == 1 and not (a.lands or b.lands or a.acronym):
        return Verdict((Evidence("the same single word, which may be a surname", 0.6),))
    if a.lands == b.lands:
        return Verdict((Evidence("the same words in the name", 4.0),))
    return _of_other_lands(one, other)


def _of_other_lands(one: Profile, other: Profile) -> Verdict:
    a, b = one.body, other.body
    assert a
    assert b
    if a.lands and b.lands:
        lands = f"{' and '.join(sorted(a.lands))}, the other of {' and '.join(sorted(b.lands))}"
        return Verdict((Evidence("the same words", 0.5), Evidence(f"the one is of {lands}", -5.0)))
    whole = Evidence("the same words in the name", 1.0 + 0.6 * min(len(a.words) - 1, 3))
    if a.institution:
        return Verdict(
            (whole, Evidence("one of the two does not say of which land, and every land has one", -3.2))
        )
    return Verdict((whole, Evidence("one of the two names no land", -0.4)))


# ---------------------------------------------------------------- a person and a body
def _mixed(one: Profile, other: Profile) -> Verdict | None:
    """A name that one report took for a person's and another for a body's."""
    person, body = (one, other) if one.kind is Kind.PERSON else (other, one)
    assert person.person
    assert body.body
    words, own = person.person.words, body.body.words
    if body.body.known or body.body.lands or len(own) > 2:
        return None
    typed = body.types[str(SpeakerType.ORGANISATION)]
    if frozenset(words) == own and len(own) > 1:
        return Verdict((Evidence("the same name, read once as a person's and once as a body's", 2.6),))
    like = sameness(words[-1], next(iter(own))) if len(own) == 1 and typed else Sameness.NONE
    if like in (Sameness.LETTERS, Sameness.SPELLING):
        return Verdict((Evidence("the word may be the person's surname, read as a body's name", -0.3),))
    return None
