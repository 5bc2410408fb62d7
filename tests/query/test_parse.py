"""The query language: what each form means, and where errors point."""

from collections.abc import Callable
from math import inf, nextafter
from pathlib import Path

import pytest

from fmcat import Catalog
from fmcat.errors import BadQuery
from fmcat.query.expression import (
    AllOf,
    AnyOf,
    Between,
    Contains,
    During,
    Flag,
    HasTerm,
    Is,
    Not,
    Query,
    Sort,
    State,
    Under,
    Word,
)
from tests.conftest import SMALL

VISION = HasTerm("modality", ("vision", "generation"))


#: Queries and what they mean.
MEANINGS = [
    ("", AllOf()),
    ("Vision", VISION),
    ('"Vision"', Word("vision")),
    ("visions", Word("visions")),
    ("비전", VISION),
    ("FAIR", HasTerm("vendor", ("meta",))),
    ("image-text-contrastive", Word("image-text-contrastive")),  # a method that no model has
    ("MIT", HasTerm("license", ("MIT",))),
    ("DINO-v2", Is("id", "dinov2")),
    ("dino v2", Is("id", "dinov2")),
    ("google deepmind", HasTerm("vendor", ("google-deepmind",))),
    ("a 자기 증류 b", AllOf((Word("a"), HasTerm("method", ("self-distillation",)), Word("b")))),
    ('"dino" v2', AllOf((Word("dino"), Word("v2")))),
    ("not dino v2", AllOf((Not(HasTerm("family", ("dino",))), Word("v2")))),
    ('"two words"', Word("two words")),
    ("modality:vision", VISION),
    ("shelf:computer-vision", VISION),
    ("modality:비전", VISION),
    ("vendor:google", HasTerm("vendor", ("google", "google-deepmind"))),
    ('vendor:"Facebook AI Research"', HasTerm("vendor", ("meta",))),
    ("vendor:meta,openai", AnyOf((HasTerm("vendor", ("meta",)), HasTerm("vendor", ("openai",))))),
    ("name:DINO", Contains("name", "dino")),
    ("id:DINO-v2", Is("id", "dinov2")),
    ("arxiv:2103.00020", Is("arxiv", "2103.00020")),
    ("arxiv:https://arxiv.org/abs/2103.00020v2", Is("arxiv", "2103.00020")),
    ("arxiv:arXiv:2103.00020", Is("arxiv", "2103.00020")),
    ("https://arxiv.org/pdf/2103.00020.pdf", Is("arxiv", "2103.00020")),
    ("-https://arxiv.org/abs/2103.00020", Not(Is("arxiv", "2103.00020"))),
    ("hf:facebook/DINOv2-base", Contains("huggingface", "facebook/dinov2base")),
    ("hf:https://huggingface.co/facebook/dinov2-base/tree/main", Contains("huggingface", "facebook/dinov2base")),
    ("https://huggingface.co/facebook/dinov2-base?x=1", Is("huggingface", "facebook/dinov2base")),
    ('name:"dino v2"', Contains("name", "dinov2")),
    ("name:dino-v2", Contains("name", "dinov2")),
    ("alias:Self_Distillation", Contains("alias", "selfdistillation")),
    ("summary:self-distillation", Contains("summary", "self-distillation")),
    ("family:Llama-", HasTerm("family", ("llama",))),
    ("year:2021", During("year", "2021-01-01", "2021-12-31")),
    ("year:2021..2023", During("year", "2021-01-01", "2023-12-31")),
    ("released:2023-04..", During("released", "2023-04-01", None)),
    ("released:..2023-02", During("released", None, "2023-02-28")),
    ("released:2023+", During("released", "2023-01-01", None)),
    ("released:2023-", During("released", None, "2023-12-31")),
    ("released:>2023", During("released", "2024-01-01", None)),
    ("released:<2023-03", During("released", None, "2023-02-28")),
    ("released:>=2023-03", During("released", "2023-03-01", None)),
    ("released:<=2023-03", During("released", None, "2023-03-31")),
    ("released:2021-01-01..2021-01-01", During("released", "2021-01-01", "2021-01-01")),
    ("params:7B+", Between("parameters", 7 * 10**9, None)),
    ("params:13B-", Between("parameters", None, 13 * 10**9)),
    ("params:1B..10B", Between("parameters", 10**9, 10**10)),
    ("params:>=7B", Between("parameters", 7 * 10**9, None)),
    ("params:>7B", Between("parameters", 7 * 10**9 + 1, None)),
    ("params:<=7e9", Between("parameters", None, 7 * 10**9)),
    ("params:<7B", Between("parameters", None, 7 * 10**9 - 1)),
    ("params:7B..7B", Between("parameters", 7 * 10**9, 7 * 10**9)),
    ("params:7B", Between("parameters", 6_500_000_000, 7_999_999_999)),
    ("compute:>1e25", Between("training-compute", nextafter(1e25, inf), None)),
    ("compute:<1e25", Between("training-compute", None, nextafter(1e25, 0))),
    ("open:yes", Flag("open", True)),
    ("license:?", State("license", "unknown")),
    ("params:undisclosed", State("parameters", "undisclosed")),
    ("has:params", State("parameters", "known")),
    ("under:llama", Under("llama")),
    ("-vendor:meta", Not(HasTerm("vendor", ("meta",)))),
    ("not vendor:meta", Not(HasTerm("vendor", ("meta",)))),
    ("-clip", Not(Is("id", "clip"))),
    ("- clip", Not(Is("id", "clip"))),
    ('-"clip"', Not(Word("clip"))),
    ('--"clip"', Word("clip")),
    ('not not -"clip"', Not(Word("clip"))),
    ("not(a)", Not(Word("a"))),
    ("- (a)", Not(Word("a"))),
    ("vendor=", Word("vendor=")),
    ("shape=round", Word("shape=round")),
    ("contrastive language image pretraining a", AllOf((Is("id", "clip"), Word("a")))),
    ('name:"dino\nv2"', Contains("name", "dinov2")),
    ("HTTPS://HF.CO/a/b", Is("huggingface", "a/b")),
    ("open:TRUE", Flag("open", True)),
    ("vendor:,meta,", HasTerm("vendor", ("meta",))),
    ("a b", AllOf((Word("a"), Word("b")))),
    ("a and b", AllOf((Word("a"), Word("b")))),
    ("a or b", AnyOf((Word("a"), Word("b")))),
    ("a b or c", AnyOf((AllOf((Word("a"), Word("b"))), Word("c")))),
    ("( a or b ) c", AllOf((AnyOf((Word("a"), Word("b"))), Word("c")))),
    ("not (a b)", Not(AllOf((Word("a"), Word("b"))))),
    ("-(a or b)", Not(AnyOf((Word("a"), Word("b"))))),
    ("A OR NOT B", AnyOf((Word("a"), Not(Word("b"))))),
]


@pytest.mark.parametrize(("text", "means"), MEANINGS)
def test_what_a_query_means(small: Catalog, text: str, means: object) -> None:
    assert small.query(text) == Query(means)  # type: ignore[arg-type]


def test_the_order_is_not_a_condition(small: Catalog) -> None:
    order = (Sort("released", down=True), Sort("parameters"), Sort("name"))
    assert small.query("vision sort:released- sort:params+,name") == Query(VISION, order)
    assert small.query("sort:released- (order:params+) vision sort:name") == Query(VISION, order)
    assert small.query("sort:name") == Query(AllOf(), (Sort("name"),))


#: Mistakes, the part that the error points at, and its message.
MISTAKES = [
    ("methd:x", "methd", "unknown field 'methd'|did you mean method?"),
    ("a method:contrastiv b", "contrastiv", "unknown method 'contrastiv'|did you mean contrastive-learning?"),
    ("vendor:meta,opnai", "opnai", "unknown vendor 'opnai'|did you mean openai?"),
    ("id:clop", "clop", "unknown model 'clop'|did you mean clip?"),
    ("under:lama", "lama", "unknown model 'lama'|did you mean llama?"),
    ("has:parms", "parms", "unknown field 'parms'|did you mean params?"),
    ("sort:method", "method", "models cannot be sorted by method|sort by one of"),
    ("method:", "method:", "method: needs a value"),
    ("year:soon", "soon", "'soon' is not a date"),
    ("year:2023..2021", "2023..2021", "ends before it begins"),
    ("year:..", "..", "a range needs at least one end"),
    ("params:>", ">", "a range needs at least one end"),
    ("params:7B-..", "7B-..", "'7B-' is not a quantity"),
    ('vendor:""', 'vendor:""', "vendor: has an empty value"),
    ("has:", "has:", "has: needs a value|like has:license, or see fmcat fields"),
    ("order:", "order:", "order: needs a value|like sort:released-"),
    ("vendor:", "vendor:", "vendor: needs a value|like vendor:?"),
    ("sort:name,links", "links", "models cannot be sorted by links|sort by one of id, name, vendor"),
    ("params:lots", "lots", "'lots' is not a quantity"),
    ("params:10B..1B", "10B..1B", "ends before it begins"),
    ("open:maybe", "maybe", "open: must be yes or no"),
    ("links:x", "links:x", "links has no values to ask for; write has:links"),
    ("(a b", "(", "this ( is never closed"),
    ("a ) b", ")", "this ) closes nothing"),
    ("(a", "(", "this ( is never closed"),
    ("a or", "or", "'or' needs a term on both sides"),
    ("a or )", "or", "'or' needs a term on both sides"),
    ("a or or b", "or", "'or' needs a term on both sides"),
    ("(a or) b", "or", "'or' needs a term on both sides"),
    ("sort:name or b", "or", "'or' needs a term on both sides"),
    ("a or sort:name", "or", "'or' needs a term on both sides"),
    ("a and", "and", "'and' needs a term on both sides"),
    ("a and or b", "and", "'and' needs a term on both sides"),
    ("a and and b", "and", "'and' needs a term on both sides"),
    ("(a and) b", "and", "'and' needs a term on both sides"),
    ("a (and b)", "and", "'and' needs a term on both sides"),
    ("not or a", "not", "'not' needs a term after it"),
    ("NOT and a", "NOT", "'not' needs a term after it"),
    ("(not) a", "not", "'not' needs a term after it"),
    ('a"b', 'a"b', 'this " is never closed'),
    ('a,b:"', 'a,b:"', 'this " is never closed'),
    ("or a", "or", "'or' needs a term on both sides"),
    ("and a", "and", "'and' needs a term on both sides"),
    ("a not", "not", "'not' needs a term after it"),
    ('name:"open', 'name:"open', 'this " is never closed'),
    ("not " * 100 + "a", "not", "nest deeper than 50"),
    ("-" * 100 + "a", "-" * 49 + "a", "nest deeper than 50"),
    ("-", "-", "'-' needs a term after it"),
    ("clip -", "-", "'-' needs a term after it"),
    ("--", "-", "'-' needs a term after it"),
    ("(-)", "-", "'-' needs a term after it"),
    ("a) or (b", ")", "this ) closes nothing"),
    ('a "-" b', '"-"', "this is not a word"),
    ("_", "_", "this is not a word"),
    ("!has:parameters", "!", "'!' is not an operator|to exclude, write not has:parameters"),
    ("clip !vendor:meta", "!", "'!' is not an operator|to exclude, write not vendor:meta"),
    ("vendor=meta", "=", "a colon separates a field from its value|write vendor:meta"),
    ("vendor!=meta", "!=", "a colon separates a field from its value|write not vendor:meta"),
    ("params>=7B", ">=", "a colon separates a field from its value|write params:>=7B"),
    ("params<7B", "<", "a colon separates a field from its value|write params:<7B"),
    ("params==7B", "==", "a colon separates a field from its value|write params:7B"),
    ("has=license", "=", "a colon separates a field from its value|write has:license"),
    ("a Sort=name", "=", "a colon separates a field from its value|write Sort:name"),
    ("a !", "!", "'!' is not an operator|to exclude, write not TERM"),
    ("https://example.com/x", "https://example.com/x", "models cannot be found by this address|arXiv"),
    ("license:open-source", "open-source", "unknown license 'open-source'|fmcat stats --by license"),
    ("vendor:clip", "clip", "unknown vendor 'clip'|clip is a model: id:clip"),
    ("modality:SSL", "SSL", "unknown modality 'SSL'|SSL is a training method: method:self-supervised-learning"),
    ("under:meta", "meta", "unknown model 'meta'|meta is a vendor: vendor:meta"),
    ("price:10", "price", "unknown field 'price'|fmcat fields lists all fields"),
    ("benchmark:mmlu", "benchmark", "unknown field 'benchmark'|fmcat fields lists all fields"),
    ("qwen2.5:72b", "qwen2.5", "unknown field 'qwen2.5'|to look up an id, write fmcat resolve qwen2.5:72b"),
    (
        "Mistral:7B-Instruct",
        "Mistral",
        "unknown field 'mistral'|to look up an id, write fmcat resolve Mistral:7B-Instruct",
    ),
    ("parms:7b", "parms", "unknown field 'parms'|did you mean params?"),
    ("x-mmlu5:70", "x-mmlu5", "unknown field 'x-mmlu5'|fmcat fields lists all fields"),
    ("name:-", "-", "name: '-' has no letter or digit"),
]


@pytest.mark.parametrize(("text", "culprit", "says"), MISTAKES)
def test_a_mistake_is_pointed_at(small: Catalog, text: str, culprit: str, says: str) -> None:
    with pytest.raises(BadQuery) as bad:
        small.query(text)
    message, _, hint = says.partition("|")
    assert message in bad.value.message
    assert hint in " ".join(bad.value.details)
    assert text[bad.value.start : bad.value.end] == culprit
    assert bad.value.exit_code == 2


def test_a_query_without_end_is_refused(small: Catalog) -> None:
    assert small.query(f'"{"a" * 19_998}"') == Query(Word("a" * 19_998))
    with pytest.raises(BadQuery, match="at most 20,000 characters"):
        small.query(f'"{"a" * 19_999}"')


@pytest.mark.parametrize(
    ("before", "after", "deepest"),
    [("not ", "", 50), ("- ", "", 50), ("-", "", 51), ("( ", " )", 50), ("not (", ")", 25), ("-(", ")", 25)],
)
def test_parentheses_and_nots_nest_fifty_deep(small: Catalog, before: str, after: str, deepest: int) -> None:
    assert small.query(f'{before * deepest}"a"{after * deepest}').where in (Word("a"), Not(Word("a")))
    with pytest.raises(BadQuery, match="nest deeper than 50"):
        small.query(f'{before * (deepest + 1)}"a"{after * (deepest + 1)}')


def test_five_bare_words_may_be_one_name(registry_file: Callable[[str], Path]) -> None:
    path = registry_file("""schema: 1
vendors: [{id: five, label: {en: aa bb cc dd ee}}, {id: six, label: {en: uu vv ww xx yy zz}}]
models: [{id: m, name: M, vendor: [five, six], released: 2024, modalities: [vision]}]
""")
    catalog = Catalog.load(SMALL, path, only=True)
    assert catalog.query("aa bb cc dd ee ff") == Query(AllOf((HasTerm("vendor", ("five",)), Word("ff"))))
    assert catalog.query("uu vv ww xx yy zz") == Query(AllOf(tuple(Word(word * 2) for word in "uvwxyz")))


#: What counts how often toward the thousand terms and values.
COUNTED = [("a", 1), ("dino v2", 2), ("HF.co/a", 1), ("http://hf.co/a/b", 1), ("id:clip,mae", 2), ("sort:name,id", 2)]


@pytest.mark.parametrize(("text", "count"), COUNTED)
def test_each_word_value_and_sort_key_counts(small: Catalog, text: str, count: int) -> None:
    full = " ".join([text] * (1000 // count))
    assert small.query(full)
    with pytest.raises(BadQuery, match="at most 1,000 terms and values"):
        small.query(f"{full} a")
