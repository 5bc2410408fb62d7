"""Any bytes of a source give a plan or one clear error."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fmcat import Catalog
from fmcat.errors import BadRegistry, FmcatError
from fmcat.registry.locate import Layer
from fmcat.registry.read import read_registry
from fmcat.schema.keys import KEYS
from fmcat.sources import SOURCES
from fmcat.sources.merge import merged, taken
from fmcat.sources.plan import plan
from tests.conftest import SMALL

HEADS = {
    "epoch": "model,organization,publication_date,domain,parameters,accessibility,confidence\n",
    "models-dev": "name,model_id,lab,release_date,knowledge_cutoff,open_weights,input_modalities,output_modalities,"
    "context_tokens,source\n",
}
SAYINGS = ("DINO", "CLIP", "Meta", "meta", "2021-04-29", "text;image", "lab", "Confident", "7e9", "1e400", "-1", "true")
SOUND = (
    b"model,organization,publication_date,parameters,confidence\nDINO,Meta,2021-04-29,9e9,Confident\n",
    json.dumps({"google": {"models": {"gemini": {"name": "Gemini", "limit": {"context": 9}}}}}).encode(),
    json.dumps({"id": "clip", "license": {"code": "MIT"}, "parameters": 3, "released": "2021"}).encode() + b"\n",
    b"---\nlicense: mit\nbase_model: [a/b]\nmodel_name: CLIP\n---\n# CLIP\n",
    b'{"max_position_embeddings": 77, "vision_config": {}, "num_parameters": 5}',
)
cells = st.sampled_from(SAYINGS) | st.text(max_size=8)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | cells,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(cells, inner, max_size=3),
    max_leaves=6,
)
OURS = ("clip", "mae", "dino", "dinov2")
keys = st.sampled_from([*KEYS, "x-mine", "hide"])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


def examined(catalog: Catalog, source: str, path: Path) -> None:
    """A plan whose merge is a valid registry, or an error that a person can fix."""
    try:
        made = plan(catalog, SOURCES[source].drafts(path), new=True)
        text = merged("schema: 1\n", taken(made), made.newcomers, lambda model: "named")
        own = path.with_name("own.yaml")
        layers = (*catalog.layers, Layer("own", own, (own,)))
        for _ in read_registry(layers, placed=False, instead={own: text.encode()}).models():
            pass
    except BadRegistry as bad:
        raise AssertionError(bad.problems) from None
    except FmcatError as error:
        if not error.message or "\n" in error.message:
            raise AssertionError("an error is one clear line") from error


relaxed = settings(
    deadline=None, max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@pytest.mark.parametrize("source", SOURCES)
@relaxed
@given(data=st.data())
def test_bytes_of_any_kind(small: Catalog, folder: Path, source: str, data: st.DataObject) -> None:
    content = data.draw(st.binary(max_size=60) | st.sampled_from(SOUND))
    for _ in range(data.draw(st.integers(0, 3))):
        at = data.draw(st.integers(0, len(content)))
        content = content[:at] + data.draw(st.binary(max_size=4)) + content[at + data.draw(st.integers(0, 4)) :]
    name = data.draw(st.sampled_from(["config.json", "README.md"]))
    (folder / name).write_bytes(content)
    examined(small, source, folder / name)


@pytest.mark.parametrize("source", HEADS)
@relaxed
@given(table=st.lists(st.lists(cells, max_size=11), max_size=5))
def test_tables_of_any_cells(small: Catalog, folder: Path, source: str, table: list[list[str]]) -> None:
    rows = "".join(",".join(f'"{cell}"' for cell in row) + "\n" for row in table)
    (folder / "table.csv").write_text(HEADS[source] + rows, "utf-8", "surrogatepass")
    examined(small, source, folder / "table.csv")


@relaxed
@given(entries=st.lists(st.dictionaries(keys, values, max_size=6), max_size=3), ids=st.lists(cells, min_size=3))
def test_entries_with_any_content(
    small: Catalog, folder: Path, entries: list[dict[str, object]], ids: list[str]
) -> None:
    lines = [json.dumps({"id": name} | entry) for name, entry in zip(ids, entries, strict=False)]
    (folder / "other.jsonl").write_text("\n".join(lines), "utf-8")
    examined(small, "jsonl", folder / "other.jsonl")


@relaxed
@given(
    served=st.dictionaries(
        st.sampled_from(["google", "openai", "x"]), values | st.fixed_dictionaries({"models": values})
    )
)
def test_services_with_any_content(small: Catalog, folder: Path, served: dict[str, object]) -> None:
    (folder / "api.json").write_text(json.dumps(served), "utf-8")
    examined(small, "models-dev", folder / "api.json")


@relaxed
@given(
    matter=st.dictionaries(
        st.sampled_from(["license", "base_model", "base_model_relation", "tags", "pipeline_tag", "license_link"]),
        values,
    ),
    config=st.dictionaries(st.sampled_from(["text_config", "n_ctx", "num_parameters", "vision_config"]), values),
)
def test_cards_with_any_content(
    small: Catalog, folder: Path, matter: dict[str, object], config: dict[str, object]
) -> None:
    cards = folder / "meta" / "llama"
    cards.mkdir(parents=True, exist_ok=True)
    (cards / "README.md").write_text(f"---\nmodel_name: CLIP\n{json.dumps(matter)[1:-1]}\n---\n", "utf-8")
    (cards / "config.json").write_text(json.dumps(config), "utf-8")
    examined(small, "huggingface", cards.parent)


names = st.sampled_from(
    [
        "New",
        "New (2)",
        "New-7B",
        "New+",
        "new",
        "Newer",
        "CLIP",
        "CLIP (2)",
        "MAE",
        "MAE-7B",
        "DINO v2",
        "Ñew",
        "New One",
    ]
)
vendors = st.lists(
    st.sampled_from(["Meta", "Acme", "Acme Labs", "Acme-Labs", "Acme, Inc", "Gogle", "Google", "A.I."]), max_size=2
)
dates = st.sampled_from(["2026", "2026-01", "2026-01-31", "2025-12-01", "soon", ""])
rows = st.tuples(
    names,
    vendors.map(",".join),
    dates,
    st.sampled_from(["Language", "Vision,Games", "Games", ""]),
    st.sampled_from(["", "7e9", "70e9", "7.1e9"]),
    st.sampled_from(["", "API access", "Open weights (unrestricted)", "Unreleased"]),
    st.sampled_from(["Confident", "Likely"]),
)


@settings(relaxed, max_examples=40)
@given(table=st.lists(rows, min_size=1, max_size=6))
def test_the_same_again_changes_nothing(folder: Path, table: list[tuple[str, ...]]) -> None:
    lines = "".join(",".join(f'"{cell}"' for cell in row) + "\n" for row in table)
    (folder / "epoch.csv").write_text(HEADS["epoch"] + lines)
    own = folder / "own.yaml"
    text = "schema: 1\n"
    for _ in range(2):
        own.write_text(text)
        catalog = Catalog.load(SMALL, own, only=True)
        made = plan(catalog, SOURCES["epoch"].drafts(folder / "epoch.csv"), new=True)
        before, text = text, merged(text, taken(made), made.newcomers, lambda model: "named 1" if model in OURS else "")
    assert text == before
