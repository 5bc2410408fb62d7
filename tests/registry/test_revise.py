"""Changes of registry files, as they are shown."""

from pathlib import Path

import pytest

from fmcat.errors import BadRegistry, BadUsage, FmcatError
from fmcat.registry.locate import BUNDLED, Layer, user_file
from fmcat.registry.revise import Revision, file_of, files_of, own_layer, refuse_link, revise


def test_a_line_break_in_a_folder_name_begins_no_line_of_a_diff() -> None:
    revision = Revision(Path("a\n::error::x/fmcat.yaml"), "schema: 1\n", "schema: 1\nmodels: []\n")
    assert revision.diff().splitlines()[:2] == ["--- a⏎::error::x/fmcat.yaml", "+++ a⏎::error::x/fmcat.yaml"]
    assert "##[" not in Revision(Path("##[error]x/fmcat.yaml"), "schema: 1\n", "").diff()


def test_a_diff_shows_a_line_around_and_a_missing_end() -> None:
    revision = Revision(Path("a.yaml"), "1\n2\n3\n4\n5", "1\n2\nthree\n4\n5\n")
    assert revision.diff().splitlines() == [
        *("--- a.yaml", "+++ a.yaml", "@@ -2,4 +2,4 @@", " 2", "-3", "+three", " 4", "-5"),
        *("\\ No newline at end of file", "+5"),
    ]


def test_edits_go_to_the_last_layer_that_is_not_bundled() -> None:
    bundled, own = Layer(BUNDLED, Path("data"), ()), Layer("project", Path("fmcat.yaml"), (Path("fmcat.yaml"),))
    assert own_layer([bundled, own]) == own
    assert own_layer([bundled]) == Layer("user", user_file(), (user_file(),))


def test_a_model_is_edited_where_it_is_and_a_new_one_where_models_are(tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("a.json", "b.yaml", "c.yml", "d.yaml", "e.jsonl", "new.yaml")]
    texts = ["[]", "schema: 1\nx-note: models\n", "models:\n- id: one\n", "models:\n- id: two\n- id: one\n", ""]
    for file, text in zip(files, texts, strict=False):
        file.write_text(text)
    layer = Layer("own", tmp_path, tuple(files))
    assert [file_of(layer, name).name for name in ("one", "two", "three")] == ["c.yml", "d.yaml", "c.yml"]
    assert files_of(layer, ["two", "three", "one"]) == {files[3]: ["two"], files[2]: ["three", "one"]}
    assert file_of(layer._replace(files=(files[1],)), "one") == files[1]
    with pytest.raises(FmcatError, match="only YAML can be edited in place"):
        file_of(layer._replace(files=(files[0], files[4])), "one")


@pytest.mark.parametrize(("of", "is_refused"), [("project", True), ("named", False), ("user", False), ("folder", True)])
def test_a_link_is_followed_only_if_it_was_named(tmp_path: Path, of: str, is_refused: bool) -> None:
    target, link = tmp_path / "target.yaml", tmp_path / "own.yaml"
    target.write_text("schema: 1\n")
    link.symlink_to(target)
    layer = Layer(of, tmp_path if of == "folder" else link, (link,))
    refuse_link(layer, target)
    if not is_refused:
        refuse_link(layer, link)
        return
    with pytest.raises(FmcatError) as refused:
        refuse_link(layer, link)
    assert str(refused.value) == f"{link}: is a link to {target}"


BASE = """\
schema: 1
taxonomy: {modality: [{id: a, label: {en: A}, definition: {en: A.}}]}
vendors: [{id: v, label: {en: V}}]
"""


def test_a_file_is_written_only_if_it_changes_and_stays_valid(tmp_path: Path) -> None:
    base, own = tmp_path / "base.yaml", tmp_path / "own.yaml"
    base.write_text(BASE)
    layers, layer = [Layer("base", base, (base,))], Layer("own", own, (own,))
    entry = "models:\n- {id: m, name: M, vendor: v, released: 2024, modalities: [a]}\n"
    shown = revise(layers, layer, own, lambda text: text + entry, write=False)
    assert (shown.before, shown.after, own.exists()) == ("", f"schema: 1\n{entry}", False)
    assert revise(layers, layer, own, lambda text: text + entry, write=True) == shown
    assert own.read_text() == shown.after
    stamp = own.stat().st_mtime_ns
    assert revise(layers, layer, own, lambda text: text, write=True).after == shown.after
    assert own.stat().st_mtime_ns == stamp
    with pytest.raises(BadUsage, match="the registry would become invalid; nothing was written") as refused:
        revise(layers, layer, own, lambda text: text.replace("[a]", "[b]"), write=True)
    assert refused.value.details == (f"{own}:3:60: m.modalities.0: unknown modality 'b'; did you mean a?",)
    assert own.read_text() == shown.after
    assert (
        revise(layers, layer, own, lambda text: text.replace("[a]", "[b]"), False, lambda *_: True).after != shown.after
    )
    own.write_bytes(b"\xef\xbb\xbf" + own.read_bytes())
    revise(layers, layer, own, lambda text: text.replace("M,", "N,"), write=True)
    assert own.read_bytes() == b"\xef\xbb\xbf" + shown.after.replace("M,", "N,").encode()
    own.write_text("no: [")
    with pytest.raises(BadRegistry, match="not valid YAML"):
        revise(layers, layer, own, lambda text: text, write=True)
