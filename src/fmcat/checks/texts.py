"""Rules about texts: both languages are present, and summaries are short."""

from collections.abc import Iterator, Sequence

from fmcat.checks.finding import Examined, Finding, Findings
from fmcat.messages import say
from fmcat.schema.model import LONGEST_SUMMARY
from fmcat.schema.notes import Concept, Timeline
from fmcat.schema.parts import Bilingual, Entry
from fmcat.schema.vocabulary import Term, Vendor


def both_languages(examined: Examined) -> Findings:
    """Terms, vendors, timelines, notes and summaries are in English and Korean."""
    registry = examined.registry
    for model in examined.models:
        if model.summary is None or not (model.summary.en and model.summary.ko):
            yield examined.finding(model, ("summary",), say("a summary in English (en) and Korean (ko) is missing"))
    sections: dict[str, Sequence[Vendor | Term | Timeline | Concept]] = {
        "vendors": registry.vendors,
        "timelines": registry.timelines,
        "concepts": registry.concepts,
        **registry.terms,
    }
    for section, entries in sections.items():
        for entry in entries:
            for path, text in _texts(entry):
                if not (text.en and text.ko):
                    name = entry.id
                    yield Finding(
                        f"{section}.{name}",
                        path,
                        say("English (en) or Korean (ko) is missing"),
                        registry.entry_position(section, name, path),
                    )


def _texts(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Bilingual]]:
    if isinstance(value, Bilingual):
        yield path, value
    elif isinstance(value, Entry):
        for name in type(value).model_fields:
            yield from _texts(getattr(value, name), (*path, name))
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from _texts(part, (*path, number))


def short_summary(examined: Examined) -> Findings:
    """A summary is one sentence of at most 160 characters."""
    for model in examined.models:
        for language in ("en", "ko"):
            text = getattr(model.summary, language, None) or ""
            if len(text) > LONGEST_SUMMARY:
                yield examined.finding(
                    model,
                    ("summary", language),
                    say("{count} characters; at most {most} are allowed", count=len(text), most=LONGEST_SUMMARY),
                )
