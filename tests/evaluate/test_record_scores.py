"""What the scores of records count, one definition at a time, by numbers worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.evaluate.names import same_name, same_speaker
from onrecord.evaluate.records import score
from onrecord.record.errors import EvaluationError

PEOPLE = [
    {"id": "p1", "name": "Ana Ruiz", "type": "person", "named": True},
    {"id": "p2", "name": "Norland", "type": "state", "named": True},
    {"id": "p3", "name": "two officials", "type": "group", "named": False},
]


def wanted(name: str = "s1", start: int = 0, **fields: Any) -> dict[str, Any]:
    """A gold statement whose content is the ten characters from `start`."""
    return {
        "id": name,
        "source": [[start + 20, start + 24]],
        "cue": [[start + 30, start + 34]],
        "content": [[start, start + 10]],
        "speaker": "p1",
        "mode": "indirect",
        "within": None,
        "via": [],
        "channel": None,
        "audience": None,
        "act": "assertion",
        "certainty": "certain",
        "polarity": "positive",
        "said": None,
        "about": {"status": "past", "start": None, "end": None},
        "places": [],
        "figures": [],
        **fields,
    }


def as_given(statement: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """A gold statement in the shape of a record, with other values for some of its fields."""
    changed = {key: value for key, value in {**statement, **fields}.items() if key != "carried"}
    return {
        **changed,
        "source": {"spans": changed["source"], "speaker": changed["speaker"]},
        "cue": {"spans": changed["cue"]},
        "content": {"spans": changed["content"], "mode": changed["mode"]},
        "said": {"date": changed["said"]},
        "places": [{"name": name} for name in changed["places"]],
    }


def scored(gold: list[dict[str, Any]], given: list[dict[str, Any]]) -> dict[str, Any]:
    """The scores of one report."""
    document = {"id": "x", "speakers": PEOPLE, "statements": gold}
    return score([(document, {"speakers": PEOPLE, "statements": given})])


def one(gold: dict[str, Any] | None = None, **given: Any) -> dict[str, Any]:
    """The fields' scores of one gold statement and a prediction that differs in `given`."""
    statement = wanted(**(gold or {}))
    fields = scored([statement], [as_given(statement, **given)])["fields"]
    assert isinstance(fields, dict)
    return fields


@pytest.mark.parametrize(
    ("content", "found"),
    [
        pytest.param([[0, 30]], 100, id="10 of 30 characters, F1 .5"),
        pytest.param([[0, 31]], 0, id="10 of 31 characters, F1 .49"),
        pytest.param([[40, 50]], 0, id="elsewhere"),
    ],
)
def test_a_pair_needs_half_of_the_content(content: list[list[int]], found: float) -> None:
    """From an F1 of .5 two statements are a pair."""
    assert scored([wanted()], [as_given(wanted(), content=content)])["found"]["f1"] == found


def test_the_best_agreement_is_paired_first() -> None:
    """A prediction that fits the second gold better is not given to the first."""
    gold = [wanted("s1", content=[[0, 10]], act="threat"), wanted("s2", content=[[0, 14]], act="denial")]
    result = scored(gold, [as_given(gold[1], id="s9")])
    assert result["found"] == {"p": 100, "r": 50, "f1": 66.7}
    assert result["fields"]["act"]["accuracy"] == 100


def test_equal_contents_are_paired_by_their_cues() -> None:
    """Two statements with one content are told apart by cue, in any order."""
    gold = [wanted("s1", cue=[[30, 34]], act="threat"), wanted("s2", cue=[[50, 55]], act="denial")]
    assert scored(gold, [as_given(gold[1]), as_given(gold[0])])["fields"]["act"]["accuracy"] == 100


def test_found_and_whole_are_of_all_statements() -> None:
    """Of four wanted, two are found and one of them is right as a whole: found R 50, whole 25."""
    gold = [wanted(f"s{k}", 100 * k) for k in range(4)]
    given = [as_given(gold[0]), as_given(gold[1], act="denial"), as_given(wanted("s9", 900))]
    result = scored(gold, given)
    assert result["statements"] == {"gold": 4, "predicted": 3}
    assert result["found"] == {"p": 66.7, "r": 50, "f1": 57.1}
    assert result["whole"] == 25


@pytest.mark.parametrize(
    ("change", "whole"),
    [
        ({"speaker": "p2"}, 0),
        ({"act": "denial"}, 0),
        ({"certainty": "possible"}, 0),
        ({"polarity": "negative"}, 0),
        ({"said": "2031-05-06"}, 0),
        ({"mode": "direct", "channel": "radio", "places": ["Velmora"], "about": {"status": "future"}}, 100),
    ],
)
def test_whole_needs_speaker_act_certainty_polarity_and_said(change: dict[str, Any], whole: float) -> None:
    """Any one of the five makes a statement wrong as a whole; the others do not."""
    assert scored([wanted()], [as_given(wanted(), **change)])["whole"] == whole


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Ana Ruiz", "ana ruiz", True),
        ("Sen. Ana Ruiz", "Ruiz", True),
        ("the Norland army", "Norland’s army", True),
        ("Ana Ruiz-Lom", "Ruiz Lom", True),
        ("Ana Ruiz", "Ana Lom", False),
        ("Norland", "General Staff of the Armed Forces of Norland", False),
        ("the", "the", False),
        (None, "Ana", False),
    ],
)
def test_names_are_the_same_when_one_is_part_of_the_other_and_half_of_it(
    a: str | None, b: str | None, same: bool
) -> None:
    """Case, titles, articles, hyphens and possessives do not count."""
    assert same_name(a, b) is same
    assert same_name(b, a) is same


def test_a_one_word_name_needs_the_same_type() -> None:
    """'Norland' is not 'Norland officials', unless both are states."""
    state, group = {"name": "Norland", "type": "state"}, {"name": "Norland officials", "type": "group"}
    assert not same_speaker(state, group)
    assert same_speaker(state, {**group, "type": "state"})


def test_equal_names_need_no_type_and_neither_do_two_words_of_a_longer_name() -> None:
    """Type only decides where one word stands against several."""
    assert same_speaker({"name": "Norland", "type": "state"}, {"name": "the Norland", "type": None})
    assert same_speaker({"name": "Ana Ruiz", "type": "person"}, {"name": "Ana Maria Ruiz", "type": "group"})


def test_no_speaker_is_only_the_same_as_no_speaker() -> None:
    """Null matches null and nothing else; without a speaker in gold its type is not asked."""
    assert one({"speaker": None})["speaker"]["accuracy"] == 100
    assert one({"speaker": None}, speaker="p1")["speaker"]["accuracy"] == 0
    assert one(speaker=None)["speaker"]["accuracy"] == 0
    assert "speaker.type" not in one({"speaker": None})


def test_type_and_naming_of_a_speaker_are_asked_apart() -> None:
    """A state for a person is wrong in type and right in that both are named."""
    fields = one(speaker="p2")
    assert (fields["speaker.type"]["accuracy"], fields["speaker.named"]["accuracy"]) == (0, 100)
    fields = one(speaker="p3")
    assert (fields["speaker.type"]["accuracy"], fields["speaker.named"]["accuracy"]) == (0, 0)


@pytest.mark.parametrize(
    ("gold", "given", "accuracy"),
    [([[0, 4]], [[0, 12]], 100), ([[0, 4]], [[0, 13]], 0), ([], [], 100), ([], [[0, 4]], 0)],
)
def test_source_needs_half_of_its_characters(gold: Any, given: Any, accuracy: float) -> None:
    """4 of 12 characters are an F1 of .5, 4 of 13 are less; none on both sides agrees."""
    assert one({"source": gold}, source=given)["source"]["accuracy"] == accuracy


def test_closed_labels_have_the_mean_f1_of_the_labels_in_gold() -> None:
    """Acts a a a d, given a a d x: accuracy 50; F1 of a .8, of d 0; mean 40, x has no gold."""
    acts = ["assertion", "assertion", "assertion", "denial"]
    gold = [wanted(f"s{k}", 100 * k, act=act) for k, act in enumerate(acts)]
    answers = ["assertion", "assertion", "denial", "threat"]
    given = [as_given(statement, act=act) for statement, act in zip(gold, answers, strict=True)]
    assert scored(gold, given)["fields"]["act"] == {"accuracy": 50, "macro_f1": 40}


def test_negative_polarity_has_rates_of_its_own() -> None:
    """Two wanted, two given, one right."""
    gold = [wanted(f"s{k}", 100 * k, polarity=p) for k, p in enumerate(["negative", "negative", "positive"])]
    answers = ["negative", "positive", "negative"]
    given = [as_given(statement, polarity=p) for statement, p in zip(gold, answers, strict=True)]
    assert scored(gold, given)["fields"]["negative"] == {"p": 50, "r": 50, "f1": 50}


def test_a_date_given_must_be_the_same_and_none_must_be_none() -> None:
    """Accuracy counts what is rightly left out; the rates count values alone."""
    gold = [wanted("s1", 0, said="2031-05-06"), wanted("s2", 100), wanted("s3", 200, said="2031-05")]
    given = [as_given(gold[0]), as_given(gold[1]), as_given(gold[2], said="2031-05-01")]
    fields = scored(gold, given)["fields"]
    assert fields["said"]["accuracy"] == 66.7
    assert fields["said given"] == {"p": 50, "r": 50, "f1": 50}


@pytest.mark.parametrize("answer", ["2031-05-06", None])
def test_a_carried_value_may_be_given_or_left_out_and_counts_in_neither(answer: str | None) -> None:
    """Both are right, and the rates over values given do not see the statement."""
    fields = one({"carried": {"said": "2031-05-06"}}, said=answer)
    assert fields["said"]["accuracy"] == 100
    assert "said given" not in fields
    assert "channel given" in fields


def test_a_value_other_than_the_carried_one_is_wrong() -> None:
    """Carried does not mean that anything goes."""
    assert one({"carried": {"said": "2031-05-06"}}, said="2031-05-07")["said"]["accuracy"] == 0
    assert one({"carried": {"channel": "state radio"}}, channel="Telegram")["channel"]["accuracy"] == 0
    assert one({"carried": {"channel": "state radio"}}, channel="radio")["channel"]["accuracy"] == 100


def test_channel_and_audience_are_compared_as_names() -> None:
    """'the interview' is an interview; a value for none is wrong."""
    fields = one({"channel": "an interview", "audience": "reporters"}, channel="interview", audience=None)
    assert fields["channel"]["accuracy"] == 100
    assert fields["channel given"]["f1"] == 100
    assert fields["audience"]["accuracy"] == 0
    assert fields["audience given"] == {"p": 0, "r": 0, "f1": 0}


def test_about_is_right_in_status_and_in_the_dates_given() -> None:
    """Status by accuracy, start and end by the values given."""
    fields = one(
        {"about": {"status": "past", "start": "2031-05-01", "end": None}},
        about={"status": "past", "start": "2031-05-01", "end": "2031-05-02"},
    )
    assert fields["about.status"]["accuracy"] == 100
    assert fields["about.start"]["f1"] == 100
    assert fields["about.end"] == {"p": 0, "r": 0, "f1": 0}


def test_within_is_right_when_the_parents_are_a_pair() -> None:
    """Ids need not be equal, the statements they name have to be paired."""
    gold = [wanted("s1", 0), wanted("s2", 100, within="s1"), wanted("s3", 200)]
    given = [
        as_given(gold[0], id="a"),
        as_given(gold[1], id="b", within="a"),
        as_given(gold[2], id="c", within="a"),
    ]
    result = scored(gold, given)
    assert result["fields"]["within"]["accuracy"] == 66.7
    assert result["nested found"] == 100


def test_nested_found_is_the_recall_of_statements_within_others() -> None:
    """Of two within another, one is found; without any there is nothing to say."""
    gold = [wanted("s1", 0), wanted("s2", 100, within="s1"), wanted("s3", 200, within="s1")]
    assert scored(gold, [as_given(gold[2])])["nested found"] == 50
    assert scored([wanted()], [])["nested found"] is None


@pytest.mark.parametrize(
    ("low", "high", "f1"),
    [(20, None, 100), (20.0, None, 100), (20, 20, 0), (None, 20, 0), (21, None, 0)],
)
def test_a_figure_is_right_in_measure_low_and_high(low: Any, high: Any, f1: float) -> None:
    """'at least 20' is 20 and open; an open end has to be open."""
    figure = {"measure": "killed", "low": 20, "high": None, "scope": "civilians"}
    given = [{"measure": "killed", "low": low, "high": high, "scope": None}]
    assert one({"figures": [figure]}, figures=given)["figures"]["f1"] == f1
    assert one({"figures": [figure]}, figures=[{**figure, "measure": "wounded"}])["figures"]["f1"] == 0


def test_several_values_are_matched_one_to_one() -> None:
    """Two places wanted, three given, of which the same one twice: one is right."""
    places = one({"places": ["Velmora", "Tarn"]}, places=["Velmora", "Velmora", "Lom"])["places"]
    assert places == {"p": 33.3, "r": 50, "f1": 40}


def test_who_passed_a_statement_on_is_compared_by_name() -> None:
    """A record names a speaker by id, gold by name."""
    via = [{"spans": [], "text": "it", "speaker": "p2"}]
    assert one({"via": ["the Norland"]}, via=via)["via"]["f1"] == 100
    assert one({"via": ["Lomland"]}, via=via)["via"]["f1"] == 0


def test_an_empty_record_has_found_nothing() -> None:
    """A report that could not be read counts with all that is wanted of it."""
    result = score([({"id": "x", "speakers": PEOPLE, "statements": [wanted()]}, {})])
    assert (result["found"]["r"], result["whole"], result["fields"]) == (0, 0, {})


def test_a_gold_statement_without_an_act_is_refused() -> None:
    """The error names the file and what is missing."""
    statement = wanted()
    del statement["act"]
    with pytest.raises(EvaluationError, match="gold file x has no act"):
        scored([statement], [])


_NAMES = st.sampled_from(["Ana Ruiz", "Ruiz", "Velmora", "Lower Velmora", "Tarn"])
_MAYBE = st.none() | _NAMES
_FIELDS = st.fixed_dictionaries(
    {
        "start": st.integers(0, 15).map(lambda k: 3 * k),
        "speaker": st.sampled_from([None, "p1", "p2", "p3"]),
        "act": st.sampled_from(["assertion", "denial", "threat"]),
        "certainty": st.sampled_from(["certain", "possible"]),
        "polarity": st.sampled_from(["positive", "negative"]),
        "within": st.sampled_from([None, "s0"]),
        "said": st.sampled_from([None, "2031-05", "2031-05-06"]),
        "channel": _MAYBE,
        "audience": _MAYBE,
        "via": st.lists(_NAMES, max_size=2),
        "places": st.lists(_NAMES, max_size=3),
        "carried": st.sampled_from([{}, {"said": "2031-05-01"}, {"channel": "radio"}]),
    }
)


@settings(max_examples=80, deadline=None)
@given(st.lists(_FIELDS, min_size=1, max_size=6))
def test_gold_against_itself_is_a_hundred_wherever_it_is_defined(drawn: list[dict[str, Any]]) -> None:
    """Every accuracy is 100, and every rate over values that gold has."""
    gold = [wanted(f"s{k}", **fields) for k, fields in enumerate(drawn)]
    result = scored(gold, [as_given(statement) for statement in gold])
    assert (result["found"]["f1"], result["whole"]) == (100, 100)
    for name, rates in result["fields"].items():
        if "accuracy" in rates:
            assert set(rates.values()) == {100}, name
        else:
            assert set(rates.values()) in ({100}, {0}), name
    for name in ("places", "via"):
        assert result["fields"][name]["f1"] == (100 if any(s[name] for s in gold) else 0)
    dated = [s for s in gold if s["said"] and "said" not in s["carried"]]
    assert result["fields"].get("said given", {"f1": 0})["f1"] == (100 if dated else 0)
