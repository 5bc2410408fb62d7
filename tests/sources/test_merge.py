"""What an import writes into your own registry: facts with their sources, new models, and nothing twice."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import SMALL, Ran, Run

HEAD = "model,organization,publication_date,domain,parameters,accessibility,confidence\n"
OWN = """\
schema: 1
# ours
models:
- id: ours
  name: Ours   # for now
  vendor: [meta]
  released: 2026-05
  modalities: [language]
"""
MAE = "MAE,Meta,2021-11-11,Vision,632000000,Open weights (unrestricted),Likely"
Import = Callable[..., Ran]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own.yaml"
    path.write_text(OWN)
    return path


@pytest.fixture
def epoch(run: Run, tmp_path: Path, own: Path) -> Import:
    """Rows of Epoch's table, imported into your own registry over the small one."""

    def bring(rows: list[str], *options: str) -> Ran:
        table = tmp_path / "epoch.csv"
        table.write_text(HEAD + "".join(f"{row}\n" for row in rows))
        return run("--registry", str(own), "import", "epoch", str(table), *options)

    return bring


@pytest.fixture
def over(run: Run, own: Path) -> Import:
    return lambda *arguments: run("--registry", str(own), *arguments)


def test_what_the_catalog_lacks_is_written_with_its_source(epoch: Import, over: Import, own: Path) -> None:
    before = SMALL.read_bytes()
    ran = epoch([MAE], "--apply")
    assert ran.code == 0, ran.err
    assert "written: facts: 1, of models: 1; new models: 0, new vendors: 0" in ran.out
    assert SMALL.read_bytes() == before
    added = "- id: mae\n  access: open\n  +sources:\n  - source: epoch\n    for: [access]\n"
    assert own.read_text() == OWN.replace("- id: ours\n", f"{added}- id: ours\n")
    assert over("list", "access:open", "id:mae", "-q").lines == ["mae"]


def test_the_same_again_changes_nothing_and_is_the_same(epoch: Import, own: Path) -> None:
    rows = [MAE, "New One,Meta,2026-01-01,Language,7e9,API access,Confident"]
    epoch(rows, "--apply", "--new")
    once = own.read_bytes()
    ran = epoch(rows, "--apply", "--new")
    assert "nothing to change" in ran.err
    assert own.read_bytes() == once
    counts = json.loads(epoch(rows, "--json").out)["counts"]
    assert {verdict for found in counts.values() for verdict in found} == {"same"}


def test_what_one_states_oneself_gets_more_facts_in_its_place(epoch: Import, own: Path) -> None:
    epoch(["Ours,Meta,2026-05-02,Language,7e9,API access,Confident"], "--apply")
    assert own.read_text() == OWN + (
        "  parameters: 7B\n  access: api\n  sources:\n  - source: epoch\n    for: [parameters, access]\n"
    )


def test_a_dry_run_shows_the_change_and_makes_none(epoch: Import, own: Path) -> None:
    ran = epoch([MAE], "--dry-run")
    assert "+- id: mae\n+  access: open\n" in ran.out
    assert own.read_text() == OWN


def test_a_conflict_is_never_settled_unless_it_is_taken(epoch: Import, own: Path) -> None:
    row = "DINO,Meta,2021-05-30,Vision,90e9,,Confident"
    ran = epoch([row], "--apply")
    assert "Conflicts (2)" in ran.out
    assert own.read_text() == OWN
    ran = epoch([row], "--apply", "--take", "dino.parameters")
    assert ran.code == 0, ran.err
    added = "- id: dino\n  parameters: 90B\n  +sources:\n  - source: epoch\n    for: [parameters]\n"
    assert own.read_text() == OWN.replace("- id: ours\n", f"{added}- id: ours\n")
    assert "did you mean dino.released?" in epoch([row], "--apply", "--take", "dino.relased").err


def test_what_the_source_itself_leaves_open_is_not_taken(epoch: Import, own: Path) -> None:
    rows = ["MAE,Meta,2021-11-11,,,API access,", "MAE (large),Meta,2021-11-11,,,Open weights (unrestricted),"]
    assert epoch(rows, "--apply").code == 0
    ran = epoch(rows, "--apply", "--take", "mae.access")
    assert (ran.code, own.read_text()) == (2, OWN)
    assert "the source has several values: api, open\n       to set it yourself: fmcat set mae access=VALUE" in ran.err


def test_new_models_are_added_only_on_request(epoch: Import, over: Import, own: Path) -> None:
    row = 'New One (Mar 2026),"Meta,Acme Labs",2026-01-01,"Language,Games",7e9,API access,Confident'
    assert "Not in the catalog (1)" in epoch([row], "--apply").out
    assert own.read_text() == OWN
    ran = epoch([row], "--apply", "--new")
    assert ran.code == 0, ran.err
    assert "new models: 1, new vendors: 1" in ran.out
    assert own.read_text() == OWN.replace(
        "- id: ours\n",
        "- id: new-one-mar-2026\n"
        "  name: New One (Mar 2026)\n"
        "  vendor: [meta, acme-labs]\n"
        "  released: 2026-01-01\n"
        "  modalities: [language]\n"
        "  parameters: 7B\n"
        "  access: api\n"
        "  ids:\n"
        "    epoch: [New One (Mar 2026)]\n"
        "  sources:\n"
        "  - source: epoch\n"
        "    for: [vendor, released, parameters, access]\n"
        "- id: ours\n",
    ) + ("vendors:\n- id: acme-labs\n  label:\n    en: Acme Labs\n")


def test_rows_of_one_new_model_make_one(epoch: Import, own: Path) -> None:
    rows = [
        "New-70B,Meta,2026-02-01,Language,70e9,,Confident",
        "New,Meta,2026-01-01,Language,,API access,",
        "New (2027),Meta,2027-01-01,Games,,API access,",
    ]
    epoch(rows, "--apply", "--new")
    text = own.read_text()
    assert "- id: new-70b\n" in text
    assert "- id: new\n" in text
    assert "epoch: [New, New (2027)]" in text
    assert text.count("- id:") == 3
    epoch(rows, "--apply", "--new")
    assert own.read_text() == text


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("X-1,Meta,2026-01-01,Games,,,", "it has no known modality: Games"),
        ("X-1,Meta,2026-01-01,,,,", "it has no modality"),
        ("X-1,,,Language,,,", "it has no vendor, no release date"),
        ("X-1,Meta,soon,Language,,,", "release date: 'soon' is not a date; write 2021"),
        ("X-1,Gogle,2026,Language,,,", "its vendor 'Gogle' may be google"),
        ("X-1,아크메,2026,Language,,,", "no id can be made from its vendor '아크메'"),
        ("엑스,Meta,2026,Language,,,", "it has no id"),
        ("CLIP+,Meta,2026,Language,,,", "'clip' is already a name of clip"),
    ],
)
def test_a_model_without_required_facts_is_not_added(epoch: Import, own: Path, row: str, why: str) -> None:
    ran = epoch([row], "--new", "--json")
    [left_out] = json.loads(ran.out)["left_out"]
    assert left_out["why"].startswith(why)
    epoch([row], "--apply", "--new")
    assert own.read_text() == OWN


def test_similar_new_names_are_added_once(epoch: Import, own: Path) -> None:
    rows = ["Deep,Acme Labs,2026,Language,,,", "Deep+,Acme-Labs,2026,Language,,,", "Wide,Acme-Labs,2026,Language,,,"]
    ran = epoch(rows, "--new", "--json")
    assert [entry["id"] for entry in json.loads(ran.out)["entries"]] == ["deep", "wide"]
    assert [left_out["why"] for left_out in json.loads(ran.out)["left_out"]] == [
        "'deep' is already a name of another row's model"
    ]
    epoch(rows, "--apply", "--new")
    once = own.read_text()
    assert once.count("- id: acme-labs") == 1
    epoch(rows, "--apply", "--new")
    assert own.read_text() == once


def test_modalities_follow_from_kinds_of_data(over: Import, own: Path, tmp_path: Path) -> None:
    head = "name,model_id,lab,release_date,input_modalities,output_modalities,source\n"
    kinds = {"a": "text,text", "b": "text;image,text", "c": "text,image", "d": "text;pdf,text", "e": "text,embedding"}
    rows = [f"New {name},new-{name},meta,2026-01,{kind},lab" for name, kind in kinds.items()]
    (tmp_path / "dev.csv").write_text(head + "\n".join(rows))
    entries = json.loads(over("import", "models-dev", str(tmp_path / "dev.csv"), "--new", "--json").out)["entries"]
    assert {entry["id"]: entry["modalities"] for entry in entries} == {
        "new-a": ["language"],
        "new-b": ["language", "multimodal"],
        "new-c": ["generation"],
        "new-d": ["language"],
    }
    assert over("import", "models-dev", str(tmp_path / "dev.csv"), "--new", "--apply").code == 0
    assert own.read_text().count("inputs: [text]\n") == 2


def test_facts_and_new_models_go_to_the_files_of_a_folder(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "team"
    folder.mkdir()
    (folder / "a.yaml").write_text("schema: 1\nvendors:\n- {id: acme, label: {en: Acme}}\n")
    (folder / "b.yaml").write_text(OWN)
    (tmp_path / "epoch.csv").write_text(HEAD + f"{MAE}\nOurs,Meta,2026-05-02,Language,7e9,,Confident\n")
    ran = run("--registry", str(folder), "import", "epoch", str(tmp_path / "epoch.csv"), "--apply")
    assert ran.code == 0, ran.err
    assert "- id: mae\n" in (folder / "b.yaml").read_text()
    assert "parameters: 7B" in (folder / "b.yaml").read_text()


def test_a_model_that_is_hidden_stays_so(epoch: Import, own: Path) -> None:
    hidden = OWN + "- id: new\n  hide: yes\n"
    own.write_text(hidden)
    assert epoch(["New,Meta,2026-01-01,Language,,,"], "--apply", "--new").code == 0
    assert own.read_text() == hidden


# ── another catalog ───────────────────────────────────────────────────────────────────────────


@pytest.fixture
def other(run: Run, tmp_path: Path, own: Path) -> Import:
    """Entries as JSON Lines, imported into your own registry over the small one."""

    def bring(entries: list[object], *options: str) -> Ran:
        lines = tmp_path / "other.jsonl"
        lines.write_text("".join(json.dumps(entry) + "\n" for entry in entries))
        return run("--registry", str(own), "import", "jsonl", str(lines), *options)

    return bring


def test_a_catalog_compared_with_itself_is_the_same(run: Run, tmp_path: Path) -> None:
    run("export", "--format", "jsonl", "-o", str(tmp_path / "all.jsonl"))
    record = json.loads(run("import", "jsonl", str(tmp_path / "all.jsonl"), "--json").out)
    assert {verdict for found in record["counts"].values() for verdict in found} == {"same"}
    assert (record["new"], record["left_out"]) == ([], [])


def test_another_catalog_brings_its_facts_and_sources(other: Import, over: Import, own: Path) -> None:
    clip = {
        "id": "clip",
        "name": "CLIP",
        "aliases": ["OpenAI CLIP", "DINO"],
        "family": "clip",
        "license": {"data": "CC-BY-4.0", "code": "Apache-2.0"},
        "outputs": ["embeding"],
        "sources": [
            {"source": "epoch", "for": ["family", "license"]},
            {"url": "https://example.org", "for": ["released"], "says": "2020"},
        ],
    }
    ran = other([clip, {"id": "new", "name": "New", "vendor": "meta", "released": 2026}], "--apply", "--new")
    assert ran.code == 0, ran.err
    assert "'DINO' is already a name of dino" in ran.out.replace("\n", " ")
    assert "unknown kind of data 'embeding'" in " ".join(ran.out.split())
    added = "- id: clip\n  family: clip\n  license:\n    data: CC-BY-4.0\n  +sources:\n  - source: epoch\n"
    assert f"{added}    for: [family, license]\n- id: ours" in own.read_text()
    once = own.read_text()
    other([clip], "--apply", "--new")
    assert own.read_text() == once


def test_new_models_of_another_catalog_keep_their_lineage(other: Import, over: Import, own: Path) -> None:
    base = {"vendor": ["meta"], "released": "2026", "modalities": ["language"]}
    one = base | {"id": "one", "name": "One", "lineage": {"successor-of": ["two"]}, "x-mine": "yes", "parameters": 7}
    two = base | {"id": "two", "name": "Two", "sources": [{"source": "nowhere", "for": ["released"]}]}
    ran = other([one, two], "--apply", "--new")
    assert ran.code == 0, ran.err
    assert over("show", "one", "--json").code == 0
    shown = json.loads(over("show", "one", "--json").out)
    assert (shown["lineage"], shown["x-mine"]) == ({"successor-of": ["two"]}, "yes")
    once = own.read_text()
    other([one, two], "--apply", "--new")
    assert own.read_text() == once


def test_lines_that_are_not_entries_do_not_stop_the_others(other: Import, tmp_path: Path, run: Run) -> None:
    record = json.loads(other([[1], {"id": 3}, {"id": "clip", "family": "clip"}, "x"], "--json").out)
    assert [left_out["place"].rpartition(":")[2] for left_out in record["left_out"]] == ["1", "2", "4"]
    assert [said["key"] for said in record["statements"]] == ["family"]
    (tmp_path / "no.jsonl").write_bytes(b"\xff\n{}\n")
    ran = run("import", "jsonl", str(tmp_path / "no.jsonl"))
    assert (ran.code, ran.err.strip()[-40:]) == (4, "byte 0xff is not UTF-8; save the file as UTF-8"[-40:])
