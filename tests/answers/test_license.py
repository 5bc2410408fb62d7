"""The licenses that bind a model, in other forms."""

from fmcat import Catalog
from fmcat.answers.license import to_markdown, to_notice
from fmcat.catalog.license import statements


def test_one_text_is_beside_its_label_and_several_are_below_it(small: Catalog) -> None:
    told = [[("Binding", ["MIT"]), ("Asks", ["a *", "b"])], [("Binding", ["GPL"])]]
    lines = to_markdown(small.document("clip"), told, "en").splitlines()
    assert lines[:7] == ["# CLIP", "", "- **Binding**: MIT", "- **Asks**", "  - a \\*", "  - b", ""]
    assert lines[7] == "- **Binding**: GPL"


def test_a_notice_names_each_binding_license_once(small: Catalog) -> None:
    document = small.document("llama")
    text = to_notice(small, document, statements(small, document, "llama"), "en")
    assert text.splitlines()[2] == "LLaMA licence (Llama)"
    assert text.count("(Llama)") == 1
