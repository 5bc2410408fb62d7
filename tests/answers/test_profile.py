"""One model as a Markdown page."""

from fmcat import Catalog
from fmcat.answers.profile import to_markdown
from fmcat.schema.document import SourceDocument
from fmcat.wording import Wording


def test_a_page_has_the_known_facts_the_links_and_the_sources(small: Catalog) -> None:
    lines = to_markdown(small.document("clip"), Wording("en", small.labels("en")), small.entries("source")).splitlines()
    assert lines[:3] == ["# CLIP", "", "Images and text in one space."]
    assert "| License | MIT |" in lines
    assert not any(line.startswith("| Context") for line in lines)
    assert "- [paper](<https://arxiv.org/abs/2103.00020>)" in lines
    assert lines[-1] == "- [Notable AI Models](<https://epoch.ai/data>): released, vendor"


def test_a_source_without_a_work_is_its_address(small: Catalog) -> None:
    own: SourceDocument = {"url": "https://a.org/b", "for": ["license", "license", "vendor"]}
    text = to_markdown({**small.document("mae"), "sources": [own]}, Wording("en", {}), {})
    assert text.endswith("/b](<https://a.org/b>): license, vendor\n")
    assert "## Links" not in text


def test_a_page_is_in_korean_too(small: Catalog) -> None:
    lines = to_markdown(small.document("clip"), Wording("ko", small.labels("ko")), {}).splitlines()
    assert lines[2] == "이미지와 글을 한 공간에 놓는다."
    assert "| 모달리티 | 비전, 멀티모달 |" in lines
