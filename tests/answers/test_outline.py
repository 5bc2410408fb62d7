"""A timeline as text."""

from fmcat.answers.outline import Entry, Section, record, to_markdown, to_mermaid

SECTIONS = [
    Section(
        "2021",
        "Without: labels",
        [Entry("CLIP", "Jan 2021", "text as label", "https://a.org/x y", "clip", "2021-01-05")],
    ),
    Section("", "Later", [Entry("D*NO", "2023", "", "")]),
]


def test_markdown_links_the_papers_and_leaves_out_empty_parts() -> None:
    assert to_markdown("All_models", SECTIONS).splitlines() == [
        "# All\\_models",
        "",
        "## 2021 · Without: labels",
        "",
        "- [CLIP](<https://a.org/x%20y>) · Jan 2021 · text as label",
        "",
        "## Later",
        "",
        "- **D\\*NO** · 2023",
    ]


def test_a_colon_begins_no_event_in_mermaid() -> None:
    assert to_mermaid("A: b;c", SECTIONS) == (
        "timeline\n    title A b c\n    2021 Without labels : CLIP\n    Later : D*NO\n"
    )


def test_empty_parts_have_no_key() -> None:
    assert record("T", SECTIONS) == {
        "title": "T",
        "sections": [
            {
                "when": "2021",
                "heading": "Without: labels",
                "models": [{"id": "clip", "name": "CLIP", "released": "2021-01-05"}],
            },
            {"heading": "Later", "models": [{"name": "D*NO"}]},
        ],
    }
