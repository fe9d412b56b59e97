"""What the scores of attribution count, one definition at a time, by numbers worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.evaluate.attribution import score
from onrecord.record.errors import EvaluationError

WORDS = "a b c d e f g h i j k l"


def words(first: int, last: int) -> list[list[int]]:
    """The span of some words of WORDS, one letter each, the last excluded."""
    return [[2 * first, 2 * last - 1]]


def scored(gold: list[dict[str, Any]], predicted: list[dict[str, Any]], text: str = WORDS) -> dict[str, Any]:
    """The scores of one article."""
    return score([{"id": "x", "text": text, "attributions": gold}], [{"id": "x", "attributions": predicted}])


def rates(result: dict[str, Any]) -> tuple[float, float, float]:
    return result["tp"], result["pred"], result["gold"]


def test_exact_takes_an_element_whole_or_not_at_all() -> None:
    """One of two sources predicted is equal, of three wanted: P 50, R 33.3, F1 40."""
    gold = [{"source": words(0, 2)}, {"source": words(3, 4)}, {"source": words(5, 7)}]
    result = scored(gold, [{"source": words(0, 2)}, {"source": words(5, 6)}])["roles"]["source"]["exact"]
    assert (result["P"], round(result["R"], 1), round(result["F1"], 1)) == (50, 33.3, 40)


def test_exact_counts_an_element_as_often_as_it_occurs() -> None:
    """Two attributions share a source; predicted three times, it is right twice."""
    gold, predicted = [{"source": words(0, 2)}] * 2, [{"source": words(0, 2)}] * 3
    assert rates(scored(gold, predicted)["roles"]["source"]["exact"]) == (2, 3, 2)


def test_white_space_at_the_edges_and_between_pieces_makes_no_difference() -> None:
    """Two pieces parted by a space are one, and a trailing space is none of it."""
    predicted = [{"source": [[4, 6], [0, 4]]}]
    assert rates(scored([{"source": words(0, 3)}], predicted)["roles"]["source"]["exact"]) == (1, 1, 1)


def test_a_discontinuous_element_is_one_and_all_of_its_pieces_count() -> None:
    """A content of two pieces is not found by one of them."""
    gold = [{"content": words(0, 2) + words(5, 7)}]
    assert rates(scored(gold, [{"content": words(0, 2)}])["roles"]["content"]["exact"]) == (0, 1, 1)
    assert rates(scored(gold, [{"content": words(5, 7) + words(0, 2)}])["roles"]["content"]["exact"]) == (
        1,
        1,
        1,
    )


def test_without_punctuation_a_final_stop_makes_no_difference() -> None:
    """'it rained.' is 'it rained' to the one measure and another thing to the other."""
    text = 'He said it rained. "Go," he said.'
    gold = [{"content": [[8, 17]]}, {"content": [[19, 24]]}]
    predicted = [{"content": [[8, 18]]}, {"content": [[20, 22]]}]
    roles = scored(gold, predicted, text)["roles"]["content"]
    assert rates(roles["exact"]) == (0, 2, 2)
    assert rates(roles["exact_nopunct"]) == (2, 2, 2)


def test_punctuation_is_trimmed_from_each_piece_but_not_from_within() -> None:
    """Of 'a, b.' the comma stays, so 'a b' in two pieces is another core only by it."""
    gold, predicted = [{"content": [[0, 5]]}], [{"content": [[0, 2], [3, 5]]}]
    assert rates(scored(gold, [{"content": [[0, 4]]}], "a, b.")["roles"]["content"]["exact_nopunct"]) == (
        1,
        1,
        1,
    )
    far = scored([{"content": [[0, 7]]}], [{"content": [[0, 2], [5, 7]]}], "a, x b.")["roles"]["content"]
    assert rates(far["exact_nopunct"]) == (0, 1, 1)
    assert rates(scored(gold, predicted, "a, b.")["roles"]["content"]["exact_nopunct"]) == (1, 1, 1)


def test_token_counts_each_word_of_a_role_once_over_the_article() -> None:
    """Words 0-5 wanted by two attributions, 2-8 given: 4 right of 7 given and 6 wanted."""
    gold = [{"content": words(0, 4)}, {"content": words(2, 6)}]
    assert rates(scored(gold, [{"content": words(2, 9)}])["roles"]["content"]["token"]) == (4, 7, 6)


def test_a_word_counts_when_a_span_touches_it() -> None:
    """Half a word predicted is the word to the measure of words, and not to the exact one."""
    roles = scored([{"cue": [[0, 4]]}], [{"cue": [[1, 3]]}], "said so")["roles"]["cue"]
    assert rates(roles["token"]) == (1, 1, 1)
    assert rates(roles["exact"]) == (0, 1, 1)


@pytest.mark.parametrize(
    ("last", "right"),
    [pytest.param(4, 1, id="half"), pytest.param(3, 0, id="less than half")],
)
def test_lenient_needs_half_of_the_content(last: int, right: int) -> None:
    """Of 12 words, 4 give an F1 of exactly .5 and count; 3 give .4 and do not."""
    gold, predicted = (
        {"cue": words(11, 12), "content": words(0, 12)},
        {"cue": words(11, 12), "content": words(0, last)},
    )
    assert rates(scored([gold], [predicted])["attribution"]["lenient"]) == (right, 1, 1)


def test_lenient_needs_half_of_the_source() -> None:
    """One of three words of the source gives an F1 of .5, one of four .4."""
    for width, right in ((3, 1), (4, 0)):
        gold = {"source": words(0, width), "content": words(6, 9)}
        predicted = {"source": words(0, 1), "content": words(6, 9)}
        assert scored([gold], [predicted])["attribution"]["lenient"]["tp"] == right


def test_lenient_needs_a_shared_word_of_the_cue_and_no_cue_needs_none() -> None:
    """Another cue makes an attribution wrong, except to the measure without cues."""
    gold = {"source": words(0, 1), "cue": words(1, 3), "content": words(4, 6)}
    for cue, right in ((words(2, 4), 1), (words(3, 4), 0), ([], 0)):
        attribution = scored([gold], [{**gold, "cue": cue}])["attribution"]
        assert (attribution["lenient"]["tp"], attribution["lenient_no_cue"]["tp"]) == (right, 1)


def test_strict_needs_all_three_to_be_equal() -> None:
    """One word more of the cue is lenient and not strict."""
    gold = {"source": words(0, 1), "cue": words(1, 3), "content": words(4, 6)}
    attribution = scored(
        [gold, {**gold, "content": words(7, 9)}], [gold, {**gold, "cue": words(1, 4), "content": words(7, 9)}]
    )["attribution"]
    assert (attribution["lenient"]["tp"], attribution["strict"]["tp"]) == (2, 1)


def test_no_source_on_both_sides_agrees() -> None:
    """A bare quotation without source and cue is right to the letter."""
    bare = {"content": words(1, 3)}
    result = scored([bare], [bare])
    assert [result["attribution"][level]["F1"] for level in ("lenient", "lenient_no_cue", "strict")] == [
        100
    ] * 3
    assert result["given_content_found"]["source_right"] == 100


def test_a_source_where_gold_has_none_does_not_agree() -> None:
    """And neither does none where gold has one; each is reported by its name."""
    bare, full = {"content": words(1, 3)}, {"source": words(5, 6), "content": words(1, 3)}
    more, less = scored([bare], [full]), scored([full], [bare])
    assert more["attribution"]["lenient"]["tp"] == less["attribution"]["lenient"]["tp"] == 0
    assert more["given_content_found"]["source_given_gold_has_none"] == 100
    assert less["given_content_found"]["source_missing"] == 100


def test_of_pairs_with_the_content_found_the_rest_is_reported() -> None:
    """Four pairs: source right, another source, overlapping too little, content not found."""
    gold = [{"source": words(0, 4), "cue": words(4, 5), "content": words(k, k + 1)} for k in (6, 7, 8)]
    gold.append({"source": words(0, 4), "content": words(9, 12)})
    predicted = [
        {"source": words(0, 4), "cue": words(4, 5), "content": words(6, 7)},
        {"source": words(5, 6), "content": words(7, 8)},
        {"source": words(3, 6), "cue": words(4, 5), "content": words(8, 9)},
        {"source": words(0, 4), "content": [*words(0, 5), *words(9, 10)]},
    ]
    found = scored(gold, predicted)["given_content_found"]
    assert found["pairs"] == 3
    assert [round(found[k], 1) for k in ("source_right", "source_disjoint", "cue_right")] == [
        33.3,
        33.3,
        66.7,
    ]


def test_the_assignment_is_the_best_in_sum_and_not_the_first_best() -> None:
    """The long gold takes its second-best prediction so that the short gold has one: both are right."""
    gold = [{"content": words(0, 6)}, {"content": words(6, 8)}]
    predicted = [{"content": words(3, 8)}, {"content": words(0, 2)}]
    assert scored(gold, predicted)["attribution"]["lenient"]["tp"] == 2


def test_equal_contents_are_told_apart_by_their_cues() -> None:
    """Two attributions of one content pair up by cue, whatever their order."""
    one, two = ({"cue": words(k, k + 1), "content": words(4, 8)} for k in (0, 2))
    assert scored([one, two], [two, one])["attribution"]["strict"]["tp"] == 2


def test_equal_contents_and_cues_are_told_apart_by_their_sources() -> None:
    """Where the cues are shared too, the sources decide."""
    one, two = ({"source": words(k, k + 1), "cue": words(3, 4), "content": words(4, 8)} for k in (0, 2))
    assert scored([one, two], [two, one])["attribution"]["strict"]["tp"] == 2


def test_content_is_direct_mixed_or_indirect_by_its_quotation_marks() -> None:
    """Marks at both ends, one somewhere, or none; each with its own recall."""
    text = '"Go," he said. He called it "a farce" and left. It rains, they say.'
    direct, mixed, indirect = [[0, 5]], [[15, 47]], [[48, 56]]
    gold = [{"content": spans} for spans in (direct, mixed, indirect)]
    kinds = scored(gold, [{"content": direct}, {"content": [[15, 27]]}], text)["content_recall_by_type"]
    assert {kind: (rates["gold"], rates["exact"]) for kind, rates in kinds.items()} == {
        "direct": (1, 100),
        "mixed": (1, 0),
        "indirect": (1, 0),
    }
    # mixed: He called it " a farce " and left . = 10 words, of which 3 were given: F1 6/13, not found
    assert (kinds["mixed"]["token"], kinds["mixed"]["found_f1_50"]) == (30, 0)


def test_citron_counts_a_gold_as_found_by_any_prediction() -> None:
    """Two predictions of one cue are both right by the same gold: P 100 and R 100."""
    cue = {"cue": words(1, 3), "content": words(4, 6)}
    exact = scored([cue], [cue, {**cue, "content": words(7, 9)}])["citron_style"]["exact"]
    assert (exact["cue"]["P"], exact["cue"]["R"], exact["all"]["P"]) == (100, 100, 50)


def test_citron_takes_a_source_only_beside_a_cue_that_touches() -> None:
    """The right source does not count with a cue far off, and counts with one next to the gold's end."""
    gold = {"source": words(0, 1), "cue": words(2, 4), "content": words(8, 9)}
    for cue, precision in ((words(6, 7), 0), (words(4, 5), 100), (words(1, 2), 0)):
        exact = scored([gold], [{**gold, "cue": cue}])["citron_style"]["exact"]
        assert exact["source"]["P"] == precision


def test_an_article_without_a_prediction_counts_as_empty() -> None:
    """Its gold is wanted all the same; predictions for articles that are not in gold are only counted."""
    gold = [{"id": name, "text": WORDS, "attributions": [{"content": words(0, 3)}]} for name in ("x", "y")]
    result = score(
        gold, [{"id": "x", "attributions": gold[0]["attributions"]}, {"id": "z", "attributions": []}]
    )
    assert result["attribution"]["lenient"]["R"] == 50
    assert (result["articles_missing_in_prediction"], result["predicted_ids_not_in_gold"]) == (1, 1)


def test_nothing_predicted_gives_zeros_and_no_error() -> None:
    """Where nothing can be divided the rate is 0."""
    result = scored([], [])
    assert result["attribution"]["lenient"] == {"P": 0, "R": 0, "F1": 0, "tp": 0, "pred": 0, "gold": 0}
    assert result["content_recall_by_type"] == {}


def test_intervals_are_given_on_demand_and_are_the_same_each_time() -> None:
    """Two articles, one right and one wrong: samples have an F1 of 0, 50 or 100."""
    gold = [{"id": name, "text": WORDS, "attributions": [{"content": words(0, 3)}]} for name in ("x", "y")]
    predicted: list[dict[str, Any]] = [
        {"id": "x", "attributions": gold[0]["attributions"]},
        {"id": "y", "attributions": [{"content": words(5, 8)}]},
    ]
    assert "lenient_F1_ci95" not in score(gold, predicted)
    first, second = (score(gold, predicted, bootstrap=200) for _ in range(2))
    assert first["lenient_F1_ci95"] == [0, 100]
    assert first == second


@pytest.mark.parametrize(
    ("predicted", "message"),
    [
        ([{"id": "x", "attributions": [{"content": [[0, 99]]}]}], "outside the text of 23 characters"),
        ([{"id": "x", "attributions": [{"content": [[3, 1]]}]}], "outside the text"),
        ([{"id": "x", "attributions": [{"content": [3, 1]}]}], "a list of"),
        ([{"id": "x", "attributions": ["said"]}], "an object with source, cue and content"),
        ([{"id": "x", "text_sha256": "0", "attributions": []}], "same text"),
        ([{"id": "x", "attributions": []}] * 2, "predicted twice"),
        ([{"id": "x"}], "has no attributions"),
    ],
)
def test_a_prediction_that_cannot_be_compared_is_refused(
    predicted: list[dict[str, Any]], message: str
) -> None:
    """The error says what was wrong with it."""
    with pytest.raises(EvaluationError, match=message):
        score([{"id": "x", "text": WORDS, "attributions": []}], predicted)


_PIECES = st.lists(st.tuples(st.integers(0, 10), st.integers(1, 3)), max_size=2)
_ROLE = _PIECES.map(lambda pieces: [words(first, min(12, first + width))[0] for first, width in pieces])
_ATTRIBUTION = st.fixed_dictionaries({"source": _ROLE, "cue": _ROLE, "content": _ROLE.filter(bool)})


@settings(max_examples=80, deadline=None)
@given(st.lists(_ATTRIBUTION, min_size=1, max_size=6))
def test_gold_against_itself_is_a_hundred_wherever_it_is_defined(gold: list[dict[str, Any]]) -> None:
    """Every rate that has something to divide is 100, in any order of the prediction."""
    result = scored(gold, gold[::-1])
    assert all(result["attribution"][level]["F1"] == 100 for level in ("lenient", "lenient_no_cue", "strict"))
    for measures in result["roles"].values():
        assert all(rate["F1"] == (100 if rate["gold"] else 0) for rate in measures.values())
    for kind in result["content_recall_by_type"].values():
        assert all(value == 100 for name, value in kind.items() if name != "gold")
    found = result["given_content_found"]
    assert (found["pairs"], found["source_right"], found["cue_right"]) == (len(gold), 100, 100)
