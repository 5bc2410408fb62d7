"""Rules about days: their order, the release rule, variants, statuses, and the month of an arXiv id."""

from datetime import date, timedelta
from itertools import pairwise

from fmcat.checks.finding import Examined, Findings, explained
from fmcat.messages import say
from fmcat.schema.dates import PartialDate, read_date
from fmcat.schema.model import Model

#: How many days arXiv may hold a submission before it gets its id.
_HELD = 21
#: The statuses of a model that its maker withdraws. A day of retirement may be announced: until then it is deprecated.
_ENDING = ("deprecated", "retired")


def days_in_order(examined: Examined) -> Findings:
    """A model is released, deprecated and retired in that order, and none of these days is in the future."""
    for model in examined.models:
        dates = model.dates
        life = [(("released",), model.released)] + [
            (("dates", event), day)
            for event in ("deprecated", "retired")
            if dates and (day := getattr(dates, event)) is not None
        ]
        for (_, earlier), (path, later) in pairwise(life):
            if read_date(later).latest < read_date(earlier).earliest:
                yield examined.finding(
                    model,
                    path,
                    say("{key} ({later}) is earlier than {earlier}", key=path[-1], later=later, earlier=earlier),
                )
        known = [(("released",), model.released)] + [
            (("dates", event), day)
            for event in ("paper", "announced", "weights", "api")
            if dates and (day := getattr(dates, event)) is not None
        ]
        for path, day in known:
            if read_date(day).earliest > examined.today:
                yield examined.finding(model, path, say("{day} is in the future", day=day))


def release_rule(examined: Examined) -> Findings:
    """`released` is the first public day; the day of the weights only if `x-check: {release-rule: …}` explains why."""
    for model in examined.models:
        expected = _expected_release(model)
        if expected and not expected.overlaps(read_date(model.released)):
            yield examined.finding(
                model,
                ("released",),
                say(
                    "released is {released}, but its dates say it became public on {expected}",
                    released=model.released,
                    expected=expected,
                ),
            )


def _expected_release(model: Model) -> PartialDate | None:
    dates = model.dates
    if not dates:
        return None
    if dates.weights and "release-rule" in explained(model):
        return read_date(dates.weights)
    known = [read_date(day) for day in (dates.paper, dates.announced, dates.weights, dates.api) if day]
    return min(known, key=lambda day: day.earliest, default=None)


def no_older_variant(examined: Examined) -> Findings:
    """No variant was released before its model, or the entry says why it does not count."""
    for model in examined.models:
        for number, variant in enumerate(model.variants):
            if variant.released and read_date(variant.released).latest < read_date(model.released).earliest:
                found = say(
                    "{variant} was released on {day}, before the model ({released})",
                    variant=variant.name,
                    day=variant.released,
                    released=model.released,
                )
                yield examined.finding(model, ("variants", number), found)


def status_of_days(examined: Examined) -> Findings:
    """A model with a day of deprecation or of retirement has that status."""
    for model in examined.models:
        dates = model.dates
        event = "retired" if dates and dates.retired else "deprecated" if dates and dates.deprecated else None
        if event and model.status not in _ENDING:
            found = say(
                "it has a day of {event}, but its status is {status}; write `status: {event}`",
                event=event,
                status=model.status or say("unknown"),
            )
            yield examined.finding(model, ("status",) if model.status else ("dates", event), found)


def cutoff_before_release(examined: Examined) -> Findings:
    """The knowledge cutoff of a model is before its release."""
    for model in examined.models:
        cutoff = model.knowledge_cutoff
        if cutoff and read_date(cutoff).earliest > read_date(model.released).latest:
            found = say(
                "the knowledge cutoff {cutoff} is later than the release {released}",
                cutoff=cutoff,
                released=model.released,
            )
            yield examined.finding(model, ("knowledge_cutoff",), found)


def arxiv_month(examined: Examined) -> Findings:
    """The date of a paper matches the month in its arXiv id: 2304.07193 is from April 2023."""
    for model in examined.models:
        arxiv, paper = model.ids and model.ids.arxiv, model.dates and model.dates.paper
        if not arxiv or not paper or "/" in arxiv:
            continue
        month = read_date(f"20{arxiv[:2]}-{arxiv[2:4]}")
        # The id has the month when a paper was announced; it may have been submitted, and held, before that.
        near = PartialDate("", _shifted(month.earliest, -_HELD), _shifted(month.latest, 4))
        if not near.overlaps(read_date(paper)):
            yield examined.finding(
                model,
                ("dates", "paper"),
                say("paper is {paper}, but arXiv id {arxiv} is from {month}", paper=paper, arxiv=arxiv, month=month),
            )


def _shifted(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def era_years(examined: Examined) -> Findings:
    """A model is not in an era that ended before its release or began more than a year after it."""
    for line in examined.registry.timelines:
        for number, era in enumerate(line.eras):
            for milestone in era.models:
                model = examined.by_id.get(milestone.id)
                if model and not era.start - 1 <= (year := int(model.released[:4])) <= era.end:
                    yield examined.finding(
                        model,
                        ("released",),
                        say(
                            "released in {year}, but timeline {timeline} has it in era {number}, {start} to {end}",
                            year=year,
                            timeline=line.id,
                            number=number + 1,
                            start=era.start,
                            end=era.end,
                        ),
                    )
