"""Signs of when a content's event is: what the model of `about.status` looks at.

Each sign is a short string such as `main=will` or `cue=warn`; the weights in
`status.json` are trained on them (`models/status-en`).
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import date
from functools import cache

from onrecord.interpret.grammar import TimePhrase
from onrecord.interpret.tense import main_group, verb_groups
from onrecord.interpret.times import Time
from onrecord.lexicon import load
from onrecord.lexicon import words as lexicon_words
from onrecord.record import Act, Span, Statement
from onrecord.text.words import Words

FIRST_WORDS = 14  # of a content: the main clause is rarely longer


def signs_of(
    words: Words,
    statement: Statement,
    phrases: tuple[TimePhrase, ...],
    anchor: date | None,
    act: Act | None,
) -> list[str]:
    """The signs of one statement; `phrases` are the time phrases of its content."""
    numbers = [k for s in statement.content.spans for k in _numbers(words, s)]
    part = words.part(numbers) if numbers else words.part(())
    letters = [t.lower() for t in part.texts if t[0].isalnum()]
    signs = _cue_signs(words, statement)
    groups = verb_groups(part, range(len(part)))
    main = main_group(groups)
    kind = main.kind if main else "none"
    signs += [f"main={kind}", f"main={kind}/cue={statement.cue.lemma}", f"mode={statement.content.mode}"]
    signs += [f"has={k}" for k in {g.kind for g in groups}]
    signs += [f"second={groups[1].kind}"] if len(groups) > 1 else []
    tense = groups_of_cue(words, statement)
    signs += [f"main={kind}/said={tense}/{statement.content.mode == 'indirect'}"]
    classes = _cue_classes(statement.cue.text.lower())
    signs += [f"class={c}" for c in classes]
    shape = _shape(part, main.at if main else 0, kind)
    signs += [f"shape={shape}", f"shape={shape}/said={tense}"]
    signs += [f"class={c}/shape={shape}" for c in (classes or ["none"])]
    if kind in ("past", "present") and main is not None:
        signs += [
            f"verb={_stem(part.texts[main.at].lower())}",
            f"verb={_stem(part.texts[main.at].lower())}/{kind}",
        ]
    elif main is not None:
        nxt = [t.lower() for t in part.texts[main.at + 1 : main.at + 6] if t[0].isalpha()]
        nxt = [t for t in nxt if t not in lexicon_words("tense", "words.not_aux")]
        signs += [f"verb={_stem(nxt[0])}", f"verb={_stem(nxt[0])}/{kind}"] if nxt else []
    if main is not None:
        behind = [t.lower() for t in part.texts[main.at + 1 : main.at + 3]]
        signs += [f"main={kind}+{w}" for w in behind]
        signs.append(f"ahead={min(main.at, 12) // 4}")
    signs += [f"first={' '.join(letters[:n])}" for n in (1, 2) if len(letters) >= n]
    signs += [f"word={w}" for w in sorted(set(letters[:FIRST_WORDS]))]
    signs.append(f"length={min(len(letters), 40) // 8}")
    signs += [f"time={lie}" for lie in sorted({_lie(p.time, anchor) for p in phrases})]
    if statement.within:
        signs.append("within")
    if act:
        signs += [f"act={act}", f"act={act}/main={kind}"]
    return signs


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) > 2:
            return word[: -len(ending)]
    return word


def _numbers(words: Words, span: Span) -> range:
    return range(bisect_left(words.starts, span.start), bisect_left(words.starts, span.end))


def _cue_signs(words: Words, statement: Statement) -> list[str]:
    if not statement.cue.spans:
        return ["cue=none"]
    numbers = [k for s in statement.cue.spans for k in _numbers(words, s)]
    signs = [f"cue={statement.cue.lemma}"]
    signs += [f"cueword={words.texts[k].lower()}" for k in numbers]
    signs.append(f"cuetense={groups_of_cue(words, statement)}")
    return signs


def groups_of_cue(words: Words, statement: Statement) -> str:
    """The tense of the cue: the kind of its first verb group."""
    if not statement.cue.spans:
        return "none"
    last = statement.cue.spans[-1]
    groups = verb_groups(
        words, range(_numbers(words, statement.cue.spans[0]).start, _numbers(words, last).stop)
    )
    return groups[0].kind if groups else "none"


@cache
def _stems() -> dict[str, tuple[str, ...]]:
    return {name: tuple(stems) for name, stems in load("tense")["cues"].items()}


def _cue_classes(cue: str) -> list[str]:
    words = cue.split()
    return [n for n, stems in _stems().items() if any(w.startswith(stems) for w in words)]


def _shape(part: Words, at: int, kind: str) -> str:
    """The main verb group by its kind and what follows: a participle in -ing, in -ed, or something else.

    Contents without a verb are told apart by how they begin.
    """
    if kind == "none":
        first = next((t.lower() for t in part.texts if t[0].isalnum()), "")
        return (
            "ing"
            if first.endswith("ing") and first not in lexicon_words("tense", "words.not_ing")
            else "noun"
        )
    skipped = lexicon_words("tense", "words.not_aux") - {"been", "being", "be"}
    follow = [t.lower() for t in part.texts[at + 1 : at + 5]]
    word = next((w for w in follow if w not in skipped and not w.endswith("ly")), None)
    return f"{kind}+{_form(word)}" if word else kind


def _form(word: str) -> str:
    """What a word behind a finite verb is by its form."""
    if word in ("been", "being", "be", "to", "going"):
        return word
    if word.endswith("ing"):
        return "ing"
    if word.endswith(("ed", "en")) or word in lexicon_words("tense", "words.past"):
        return "ed"
    return "noun" if word in lexicon_words("tense", "words.noun_leads") else "other"


def _lie(time: Time, anchor: date | None) -> str:
    """Where a time lies to the anchor; `either` where that hangs on the tense."""
    back, ahead = time.on(anchor, -1), time.on(anchor, 1)
    if back is None or anchor is None:
        return "vague"
    if back != ahead:
        return "either"
    if back.end is not None and back.end < anchor:
        return "before"
    if back.start is not None and back.start > anchor:
        return "after"
    return "open" if back.start is None or back.end is None else "around"
