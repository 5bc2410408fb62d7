"""Options with a query: each is a separate term, whatever its value and the query's words are."""

import pytest

from fmcat import Catalog
from fmcat.cli.options import asked_with, ordered
from fmcat.errors import BadQuery
from fmcat.query.asked import Asked, Option, plain_terms
from fmcat.query.expression import AllOf, AnyOf, During, Flag, HasTerm, Query, Sort, Word
from tests.conftest import Run

CONTRASTIVE = HasTerm("method", ("contrastive-learning", "image-text-contrastive"))


def test_options_apply_to_the_whole_query(small: Catalog) -> None:
    asked = asked_with(["a", "or", "b"], method=["contrastive-learning"])
    assert small.query(asked) == Query(AllOf((AnyOf((Word("a"), Word("b"))), CONTRASTIVE)))
    assert small.query(asked._replace(text="a b")) == Query(AllOf((Word("a"), Word("b"), CONTRASTIVE)))
    assert small.query(asked._replace(text="")) == Query(CONTRASTIVE)


def test_every_option_is_its_term(small: Catalog) -> None:
    asked = asked_with(["x"], vendor=["meta,openai"], since="2021", until="2022-03", open_weights=True)
    vendors = AnyOf((HasTerm("vendor", ("meta",)), HasTerm("vendor", ("openai",))))
    days = (During("released", "2021-01-01", None), During("released", None, "2022-03-31"))
    query = Query(AllOf((Word("x"), vendors, *days, Flag("open", True))), (Sort("name", True),))
    assert small.query(ordered(asked, ["name-"])) == query
    assert small.query(ordered(asked, ["name-"]).written()) == query


def test_the_written_query_of_options_and_an_or_means_the_same(small: Catalog) -> None:
    asked = asked_with(["a or b"], vendor=["Facebook AI Research"])
    assert small.query(asked.written()) == small.query(asked)


@pytest.mark.parametrize(
    ("options", "typed", "culprit"),
    [
        ({"since": "2023 vision"}, "--since 2023 vision", "2023 vision"),
        ({"until": "2021) or (clip"}, "--until 2021) or (clip", "2021) or (clip"),
        ({"method": ["contrastive or vision"]}, "--method contrastive or vision", "contrastive or vision"),
        ({"vendor": ["meta,opnai"]}, "--vendor meta,opnai", "opnai"),
        ({"vendor": ['"meta']}, '--vendor "meta', '"meta'),
        ({"family": [""]}, "--family ", ""),
    ],
)
def test_a_mistake_points_at_the_option_that_was_typed(
    small: Catalog, options: dict[str, str], typed: str, culprit: str
) -> None:
    with pytest.raises(BadQuery) as bad:
        small.query(asked_with(["clip"], **options))  # type: ignore[arg-type]
    assert bad.value.query == typed
    assert typed[bad.value.start : bad.value.end] == culprit


def test_a_mistaken_sort_key_points_at_its_option(small: Catalog) -> None:
    with pytest.raises(BadQuery, match="unknown field 'parms'") as bad:
        small.query(ordered(asked_with(["clip"]), ["parms"]))
    assert bad.value.query == "--sort parms"


def test_a_bracket_of_the_query_closes_nothing_of_an_option(run: Run) -> None:
    ran = run("list", "a) or (b", "--method", "contrastive")
    assert (ran.code, ran.err.splitlines()[0]) == (2, "error: this ) closes nothing")


def test_an_or_in_the_query_leaves_an_option_over_the_whole(run: Run) -> None:
    assert run("list", "exaone or clip", "-m", "vision", "-q").lines == ["clip"]


def test_a_hint_leaves_out_words_and_options_as_they_were_typed(run: Run) -> None:
    assert "without --vendor openai there are 1" in run("list", "dinov2", "--vendor", "openai").err
    assert "without zzz there are 1" in run("list", "zzz", "--vendor", "openai").err


OPTION = Option("--vendor", "vendor", "meta")


@pytest.mark.parametrize(
    ("asked", "is_asked"),
    [(Asked(" "), False), (Asked("a"), True), (Asked("", (OPTION,)), True), (Asked("", (), ("name",)), True)],
)
def test_a_query_asks_something_or_nothing(asked: Asked, is_asked: bool) -> None:
    assert bool(asked) == is_asked


@pytest.mark.parametrize(
    ("asked", "tried"),
    [
        (Asked("a"), []),
        (Asked("a b"), ["a", "b"]),
        (Asked("a or b"), []),
        (Asked("a", (OPTION,)), ["a", "--vendor meta"]),
        (Asked("", (OPTION,)), []),
        (Asked("a or b", (OPTION,)), ["--vendor meta"]),
        (Asked("a sort:name", (OPTION,)), ["a", "--vendor meta"]),
        (Asked(" ".join("a" * 20)), ["a"] * 20),
        (Asked(" ".join("a" * 21)), []),
        (Asked(" ".join("a" * 20), (OPTION,)), []),
    ],
)
def test_a_query_is_tried_without_each_of_two_to_twenty_terms(asked: Asked, tried: list[str]) -> None:
    assert [term for term, _ in asked.relaxed()] == tried
    for _, without in asked.relaxed():
        assert len(plain_terms(without.text)) + len(without.options) < len(plain_terms(asked.text) or "a") + len(
            asked.options
        )


@pytest.mark.parametrize(
    ("asked", "typed", "written"),
    [
        (
            Asked("a b", (OPTION,), ("name-",)),
            ["a", "b", "--vendor", "meta", "--sort", "name-"],
            "a b vendor:meta sort:name-",
        ),
        (Asked("a or b", (OPTION,)), ["a", "or", "b", "--vendor", "meta"], "(a or b) vendor:meta"),
        (Asked("a or b"), ["a", "or", "b"], "a or b"),
        (Asked(" ", (Option("--since", "released", "2021", "first"),)), ["--since", "2021"], "released:2021.."),
        (Asked("", (Option("--until", "released", "2021", "last"),)), ["--until", "2021"], "released:..2021"),
        (Asked("", (Option("--open", "open", "yes"),)), ["--open"], "open:yes"),
        (Asked("", (Option("--vendor", "vendor", "a b"),)), ["--vendor", "a b"], 'vendor:"a b"'),
        (Asked("", (Option("--vendor", "vendor", '"a(b"'),)), ["--vendor", '"a(b"'], 'vendor:"a(b"'),
    ],
)
def test_a_query_with_options_can_be_typed_and_written(asked: Asked, typed: list[str], written: str) -> None:
    assert asked.arguments == typed
    assert asked.written().strip() == written
