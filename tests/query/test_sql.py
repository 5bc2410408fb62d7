"""SQL's answers, compared with a simple evaluation of the same expression on random registries."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fmcat import Catalog
from fmcat.checkpoints import checkpoints
from fmcat.errors import BadQuery
from fmcat.query.expression import Query
from fmcat.query.sql import count, select
from tests.conftest import Run
from tests.query.reading import chosen, presented
from tests.snapshots import same_as_kept

TAXONOMY = {
    "modality": ["vision", "language"],
    "stage": ["pretraining"],
    "method": ["ssl", "contrastive", "masked"],
    "access": ["open", "api"],
    "relation": ["successor-of"],
}
DATES = ["2019", "2020-02", "2020-02-29", "2021-12-31", "2022-01-01", "2022", "2023-04"]
NAMES = ["alpha", "Beta", "gamma 모델", "한글", "zeta%_", "ÉTA"]


def registry() -> dict[str, Any]:
    def term(name: str) -> dict[str, Any]:
        broader = {"broader": ["ssl"]} if name in ("contrastive", "masked") else {}
        return {"id": name, "label": {"en": f"term {name}"}, "definition": {"en": "x"}, **broader}

    return {
        "schema": 1,
        "taxonomy": {kind: [term(name) for name in names] for kind, names in TAXONOMY.items()},
        "vendors": [{"id": name, "label": {"en": f"lab {name}"}, "kind": "company"} for name in ("v1", "v2")],
    }


def optional(**facts: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=facts)


sizes = st.sampled_from(["undisclosed", "1M", "6.9B", "7B", "7.4B", {"total": "70B", "active": "7B"}, "1T"])
some = st.lists(st.sampled_from(TAXONOMY["method"]), min_size=1, max_size=3, unique=True)


def numbered(drawn: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"name": f"size {number}", **variant} for number, variant in enumerate(drawn)]


variants = optional(
    parameters=st.sampled_from(["undisclosed", "3B", "7B", "70B"]),
    context=st.sampled_from(["undisclosed", "4k", "128k"]),
    released=st.sampled_from(DATES),
    license=st.sampled_from(["MIT", "Apache-2.0 OR MIT", "undisclosed"]),
    access=st.sampled_from(TAXONOMY["access"]),
)


@st.composite
def entries(draw: st.DrawFn) -> list[dict[str, Any]]:
    drawn = []
    for number in range(draw(st.integers(1, 8))):
        entry: dict[str, Any] = {
            "id": f"m{number}",
            "name": f"{draw(st.sampled_from(NAMES))} {number}",
            "vendor": draw(st.lists(st.sampled_from(["v1", "v2"]), min_size=1, max_size=2, unique=True)),
            "released": draw(st.sampled_from(DATES)),
            "modalities": draw(st.lists(st.sampled_from(TAXONOMY["modality"]), min_size=1, unique=True)),
        }
        entry |= draw(
            optional(
                family=st.sampled_from(["f1", "f2"]),
                training=st.fixed_dictionaries({"pretraining": some}),
                parameters=sizes,
                variants=st.lists(variants, min_size=1, max_size=3).map(numbered),
                context=st.sampled_from(["undisclosed", "4k", "128k"]),
                access=st.sampled_from(TAXONOMY["access"]),
                dates=optional(paper=st.sampled_from(DATES), weights=st.sampled_from(DATES)),
                license=optional(weights=st.sampled_from(["MIT", "Apache-2.0 OR MIT", "undisclosed"])),
                summary=st.sampled_from([{"en": "Sees images.", "ko": "이미지를 본다."}, {"ko": "글을 쓴다."}]),
            )
        )
        if number and draw(st.booleans()):
            entry["lineage"] = {"successor-of": [f"m{draw(st.integers(0, number - 1))}"]}
        drawn.append(entry)
    return drawn


leaves = st.one_of(
    st.sampled_from(["alpha", "모델", "글", "이미지", "f1", "m1", '"a m"', "%", '"_%"', "zeta-%", '"a-0"', "g모"]),
    st.builds("modality:{}".format, st.sampled_from(TAXONOMY["modality"])),
    st.builds("method:{}".format, st.sampled_from(["ssl", "masked", "contrastive,masked"])),
    st.builds("vendor:{}".format, st.sampled_from(["v1", "v2"])),
    st.builds("{}:{}".format, st.sampled_from(["released", "paper", "weights", "year"]), st.sampled_from(DATES)),
    st.builds("released:{}..".format, st.sampled_from(DATES)),
    st.builds("paper:{}-".format, st.sampled_from(DATES)),
    st.builds(
        "{}:{}".format, st.sampled_from(["params", "size", "active"]), st.sampled_from(["7B", "1B+", "7B-", "3B..7B"])
    ),
    st.builds(
        "{}:{}".format,
        st.sampled_from(["params", "license", "context", "access", "size"]),
        st.sampled_from(["?", "undisclosed"]),
    ),
    st.builds("has:{}".format, st.sampled_from(["params", "lineage", "summary", "variants", "license"])),
    st.sampled_from(
        [
            "open:yes",
            "open:no",
            "license:mit",
            "(license:mit size:7B+)",
            "(context:100k+ -open:yes)",
            "name:모",
            "id:m2",
            "under:m0",
            "family:f1",
        ]
    ),
)
queries = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds("({} {})".format, inner, inner),
        st.builds("({} or {})".format, inner, inner),
        st.builds("not {}".format, inner),
    ),
    max_leaves=6,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(models=entries(), texts=st.lists(queries, min_size=5, max_size=15))
def test_sql_answers_as_a_plain_reading_does(tmp_path: Path, models: list[dict[str, Any]], texts: list[str]) -> None:
    # Families and ids that queries name are always there.
    base = {"vendor": "v1", "released": "2020", "modalities": ["vision"]}
    fixed = [{"id": f"k{n}", "name": f"k{n}", "family": family, **base} for n, family in enumerate(("f1", "f2"))]
    padding = [{"id": f"m{n}", "name": f"pad {n}", **base} for n in range(len(models), 3)]
    path = tmp_path / "drawn.json"
    path.write_text(json.dumps(registry() | {"models": [*models, *fixed, *padding]}), "utf-8")
    catalog = Catalog.load(path, only=True)
    everything = {document["id"]: document for document in catalog.to_records()}
    for text in texts:
        query = catalog.query(text)
        each = {name: chosen(query.where, document, everything) for name, document in everything.items()}
        early = {name: presented(query.where, document, everything) for name, document in everything.items()}
        all_of = {name: sorted({*numbers, *early[name]}) for name, numbers in each.items()}
        expected = {name: numbers for name, numbers in all_of.items() if numbers}
        assert set(catalog.select(text).ids()) == set(expected), text
        assert len(catalog.select(text)) == len(expected), text
        ids = {checkpoints(everything[name])[number]["id"] for name, numbers in each.items() for number in numbers}
        assert {document["id"] for document in catalog.checkpoints(query)} == ids, text
        assert catalog.count(query, checkpoints=True) == len(ids), text
        if catalog.matched(query):
            assert catalog.matched(query) == expected, text


def test_no_value_of_a_query_is_pasted_into_sql(small: Catalog) -> None:
    hostile = "x'); DROP TABLE model; --"
    query = small.query(f'"{hostile}" name:"{hostile}" released:2021')
    text, parameters = select(query, "m.id", 5)
    assert "DROP" not in text
    assert " x ' ) ; drop table model ;" in parameters.values()
    assert small.select(f'"{hostile}"').ids() == []
    assert len(small) == 9


def test_unknown_facts_sort_last_either_way(small: Catalog) -> None:
    up, down = small.select("sort:params").ids(), small.select("sort:params-").ids()
    unknown = {"gemini", "mae"}
    assert set(up[-2:]) == set(down[-2:]) == unknown
    assert up[:-2] == down[:-2][::-1]


def test_by_default_models_are_sorted_by_release_then_id(small: Catalog) -> None:
    assert small.select().ids() == ["clip", "dino", "mae", "mixture", "llama", "dinov2", "llava", "gemini", "exaone"]


def test_counting_and_choosing_agree(small: Catalog) -> None:
    query: Query = small.query("vendor:meta")
    text, parameters = count(query)
    assert next(small.rows(text, parameters))[0] == len(small.select("vendor:meta").ids()) == 5


def test_the_statement_is_plain_sql_that_another_connection_runs(small: Catalog, tmp_path: Path) -> None:
    text, parameters = select(small.query("method:ssl under:dino or open:yes"), "m.id")
    copy = sqlite3.connect(":memory:")
    assert isinstance(small._connection, sqlite3.Connection)
    small._connection.backup(copy)
    assert [row[0] for row in copy.execute(text, parameters)] == ["clip", "dino", "llama", "dinov2"]


@pytest.mark.parametrize(
    "text",
    [
        " ".join(["a"] * 1000),
        " or ".join(["a"] * 1000),
        "id:" + ",".join(["clip"] * 1000),
        "( a or " * 50 + "b" + " c" * 19 + (")" + " d" * 18) * 50,
        "( " * 50 + "b" + " c) or a" * 50,
        "not (a or " * 24 + "b" + ")" * 24,
        " ".join(f"(a or -(b c{n}))" for n in range(300)),
        " ".join(f"-(name:{n} or not w{n})" for n in range(500)),
    ],
)
def test_the_longest_queries_are_answered(small: Catalog, text: str) -> None:
    assert set(small.select(text).ids()) <= set(small.select().ids())


@pytest.mark.parametrize("text", ["a " * 1001, "a or " * 1000 + "a", "id:" + "clip," * 1001, "sort:" + "name," * 1001])
def test_a_query_has_a_thousand_terms_at_most(small: Catalog, text: str) -> None:
    with pytest.raises(BadQuery, match="at most 1,000 terms and values"):
        small.query(text)


def test_a_repeated_value_is_bound_once(small: Catalog) -> None:
    _, parameters = select(small.query("method:ssl or method:ssl name:ssl"), "m.id")
    assert len(parameters) == len(set(parameters.values()))


def test_a_limit_beyond_every_catalog_limits_nothing(small: Catalog) -> None:
    assert len(list(small.documents(Query(), 2**70))) == len(small)


@pytest.mark.parametrize(
    "text", ["size:100M+", "license:mit or size:1B+", "-size:1B+ open:yes", "size:1B+ sort:params-"]
)
@pytest.mark.parametrize("limit", [1, 2, None])
def test_the_nested_statement_finds_what_the_joined_one_does(small: Catalog, text: str, limit: int | None) -> None:
    query = small.query(text)
    nested, joined = ([row[0] for row in small.rows(*select(query, "m.id", limit, nested))] for nested in (True, False))
    assert nested == joined
    whole = small.matched(query)
    assert small.matched(query, limit) == {model: whole[model] for model in nested}


#: Queries whose SQL is kept in snapshots/sql.txt: every test, every order, and what is bound how often.
STATEMENTS = [
    (),
    ("vision",),
    ("under:clip not method:ssl",),
    ("a b or c", "--sort", "name"),
    ("(a or b) not (c d) has:license",),
    ("not (a or (b (c or d))) or (e f)",),
    (" ".join(f"w{number}" for number in range(8)),),
    (" ".join(f"w{number}" for number in range(9)),),
    (" or ".join(f"w{number}" for number in range(20)),),
    ("(a or b c) " + " ".join(f"w{number}" for number in range(10)),),
    ("params:? license:undisclosed has:summary",),
    ("open:yes -open:no name:a,b id:clip",),
    ("year:2021..2023 released:<2022 paper:2021+ params:>7B params:7B- context:128k",),
    ("params:7B", "--sort", "params-,released", "--limit", "3"),
    ("size:7B+", "--sort", "released-,name"),
    ("size:7B+ or license:mit", "--sort", "params-", "--limit", "2"),
    ("license:? or a", "--checkpoints", "--sort", "size-,name"),
    ("size:7B+", "--checkpoints", "--limit", "5"),
    ("vision", "--count"),
    ("size:7B+", "--count"),
    ("size:7B+", "--count", "--checkpoints"),
    ("a", "--limit", "1"),
    ("size:7B+", "--sort", "params-", "--dialect", "spark"),
    ("size:7B+ it's", "--dialect", "duckdb"),
]


def test_the_sql_of_a_query_is_the_one_kept(run: Run) -> None:
    lines = []
    for arguments in STATEMENTS:
        ran = run("list", *arguments, "--explain-sql")
        assert ran.code == 0, ran.err
        lines += [f"── {' '.join(arguments)}", *ran.lines, ""]
    same_as_kept("\n".join(lines), Path(__file__).parent / "snapshots" / "sql.txt")
