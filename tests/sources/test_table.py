"""Tables as people save them: errors say how to fix the file."""

from pathlib import Path

import pytest

from tests.conftest import Run

HEAD = "model,organization,publication_date\n"


@pytest.mark.parametrize(
    ("content", "said", "hint"),
    [
        (HEAD.encode("utf-16"), "is UTF-16", "save the file as UTF-8"),
        (f"{HEAD}Ünï,Meta,2026\n".encode("latin-1"), "byte 0xdc is not UTF-8", "save the file as UTF-8"),
        (HEAD.replace(",", ";").encode(), "no column 'model'", "separated by ';': save it with commas"),
        (HEAD.replace(",", "\t").encode(), "no column 'model'", "save it with commas"),
        (b"PK\x03\x04....", "is a zip archive", "unpack it"),
        (b"\x1f\x8b\x08....", "is a gzip archive", "unpack it"),
    ],
)
def test_another_encoding_or_separator_is_named_with_what_to_do(
    run: Run, tmp_path: Path, content: bytes, said: str, hint: str
) -> None:
    (tmp_path / "table.csv").write_bytes(content)
    ran = run("import", "epoch", str(tmp_path / "table.csv"))
    assert ran.code == 4
    assert said in ran.err
    assert hint in ran.err
