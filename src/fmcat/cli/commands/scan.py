"""fmcat scan: the models that a repository uses, what there is to know of them, and what a team denies."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fmcat.answers import scan as forms
from fmcat.answers.sarif import to_sarif
from fmcat.catalog.bill import Bill, Bills
from fmcat.catalog.inventory import Inventory, inventory
from fmcat.catalog.policy import Denial, Policy, Verdict, Waiver, verdict
from fmcat.cli.delivery import Answer, delivering
from fmcat.cli.inventory import put_into
from fmcat.cli.options import Denied
from fmcat.cli.session import Session
from fmcat.errors import NO, BadUsage
from fmcat.export.cyclonedx import cyclonedx
from fmcat.export.kit.cells import tab_line
from fmcat.export.spdx import spdx
from fmcat.files.paths import existing
from fmcat.messages import say, spoken
from fmcat.registry.scanning import ScanSettings, paths_there, scan_settings
from fmcat.scan.files import Excluded
from fmcat.scan.reader import BROKEN, LARGE, LONG, UNREADABLE
from fmcat.scan.survey import survey
from fmcat.text import indented

if TYPE_CHECKING:
    from rich.console import RenderableType

#: What is said of files that were not read, by reason.
_SKIPPED: Mapping[str, Callable[[int], str]] = {
    LARGE: lambda count: say(
        "skipped 1 file that is too large" if count == 1 else "skipped {count} files that are too large", count=count
    ),
    LONG: lambda count: say(
        "skipped 1 file whose lines are too long" if count == 1 else "skipped {count} files whose lines are too long",
        count=count,
    ),
    UNREADABLE: lambda count: say(
        "skipped 1 file or folder that cannot be read"
        if count == 1
        else "skipped {count} files or folders that cannot be read",
        count=count,
    ),
    BROKEN: lambda count: say(
        "skipped 1 broken notebook" if count == 1 else "skipped {count} broken notebooks", count=count
    ),
}
#: The bills of materials, by the names that they have as exports.
BILLS: Mapping[str, Callable[[Bill], str]] = {
    "cyclonedx": cyclonedx,
    "cyclonedx-1.7": partial(cyclonedx, version="1.7"),
    "spdx": spdx,
}
Paths = Annotated[
    list[Path],
    typer.Argument(metavar="[PATH...]", help="Repositories, folders or files. [default: .]", show_default=False),
]
Left = Annotated[
    list[str],
    typer.Option("--exclude", metavar="PATTERN", help="Leave out these paths; repeatable.", show_default=False),
]


Into = Annotated[
    str,
    typer.Option("--into", metavar="FILE", help="Show how to add what is used to a registry.", show_default=False),
]


@delivering("json", "tsv", "markdown", "sarif", *BILLS)
def run(
    ctx: typer.Context,
    paths: Paths = [],
    deny: Denied = [],
    deny_unknown: Annotated[
        bool, typer.Option("--deny-unknown", help="Exit with 1 if a reference is to no known model.")
    ] = False,
    exclude: Left = [],
    prose: Annotated[bool, typer.Option("--prose", help="Read comments and documentation, too.")] = False,
    into: Into = "",
    apply: Annotated[bool, typer.Option("--apply", help="Write what --into shows.")] = False,
) -> Answer:
    """Find the models a repository uses, and what is known of each: license, commercial use, life cycle, maker.

    Reads what git tracks, else every file but vendored and binary ones, as data: nothing is run, and no link is
    followed. --deny is a query like `commercial:no` or `status:retired`; rules can also be in the scan section of
    fmcat.yaml. The exit code is 1 if anything is denied.
    """
    session: Session = ctx.obj
    today = date.today()
    settings = ScanSettings() if session.attached else scan_settings(session.layers)
    policy = _policy(settings, deny, deny_unknown)
    read = paths or _relative(paths_there(settings)) or [Path()]
    made = _inventory(session, read, (*settings.exclude, *exclude), prose, today)
    said = verdict(session.catalog, made, policy, today)
    if into or apply:
        return _put(session, made, said, into, apply)
    return _answer(session, made, said, (read[0] if len(read) == 1 else Path()).resolve().name)


def _answer(session: Session, made: Inventory, said: Verdict, subject: str) -> Answer:
    def page(width: int, _: int) -> "RenderableType":
        from fmcat.views.scan import ScanPage, scan_page  # Rich, which plain lines do without

        lives = [forms.life(one) for one in made.used]
        breaches = [forms.breach_line(one) for one in said.breaches]
        return scan_page(made, ScanPage(lives, breaches), session.wording, width)

    return Answer(
        forms={
            "json": lambda: forms.to_json(made, said),
            "tsv": lambda: chain(["\t".join(forms.HEAD) + "\n"], _lines(made, said)),
            "sarif": lambda: to_sarif(made, said),
            "markdown": lambda: forms.to_markdown(made, said, session.wording),
            **{name: partial(_bill, session, made, subject, name) for name in BILLS},
        },
        page=page,
        plain=lambda: _lines(made, said),
        alerts=[*_skipped(made), *_denied(session, said)],
        notes=lambda: [forms.counted(made)],
        nothing="" if len(made) else say("no model is named here ({files})", files=forms.counted(made)),
        entries=lambda: len(made),
        exit_code=NO if said.breaches else 0,
    )


def _bill(session: Session, made: Inventory, subject: str, format: str) -> str:
    """What is used as a bill of materials, of the folder that was scanned."""
    return BILLS[format](Bills(session.catalog).of_scan(made, subject))


def _put(session: Session, made: Inventory, said: Verdict, into: str, apply: bool) -> Answer:
    """The change of a registry file that adds what is used, shown or made."""
    if not into:
        raise BadUsage(say("--apply needs --into FILE"))
    revision = put_into(session, made, Path(into), apply)
    is_changed = revision.before != revision.after
    done = [say("written: {path}", path=into)] if apply and is_changed else []
    later = [say("nothing was written; --apply writes it")] if is_changed and not apply else []
    count = len(made.unknown)
    left = say("1 unknown name is not added" if count == 1 else "{count} unknown names are not added", count=count)
    return Answer(
        forms={"json": lambda: indented({"path": into, "diff": revision.diff()}), "text": lambda: [revision.diff()]},
        alerts=[*_skipped(made), *_denied(session, said), *([left] if count else []), *done, *later],
        nothing="" if is_changed else say("nothing to add to {path}", path=into),
        exit_code=NO if said.breaches else 0,
    )


def _relative(paths: list[Path]) -> list[Path]:
    """The paths as seen from here, where they are below it."""
    here = Path.cwd()
    return [path.relative_to(here) if path.is_relative_to(here) else path for path in paths]


def _policy(settings: ScanSettings, deny: list[str], deny_unknown: bool) -> Policy:
    """The rules of the registry's files and of the command line together."""
    denials = dict.fromkeys([*(Denial(*one) for one in settings.denials), *map(Denial, deny)])
    waivers = dict.fromkeys(Waiver(*one) for one in settings.exceptions)
    return Policy(list(denials), deny_unknown or settings.deny_unknown, list(waivers))


def _inventory(session: Session, paths: list[Path], exclude: tuple[str, ...], prose: bool, today: date) -> Inventory:
    for path in paths:
        existing(path)
    with session.output.busy(spoken(say("scanning …"), session.language)):
        registry = [file for layer in session.layers for file in layer.files]
        found = survey(session.catalog, paths, Excluded(exclude), prose, registry)
        return inventory(session.catalog, found.references, today, found.files, found.skipped)


def _skipped(made: Inventory) -> Iterator[str]:
    return (_SKIPPED[reason](count) for reason, count in made.skipped.items())


def _denied(session: Session, said: Verdict) -> Iterator[str]:
    """The breaches on stderr, where nobody looks at the page that shows them."""
    if not session.output.is_terminal:
        yield from (forms.breach_line(one) for one in said.breaches)
    for waiver in said.ended:
        yield say("the exception for {name} ended on {day}", name=waiver.reference, day=waiver.until)


def _lines(made: Inventory, said: Verdict) -> Iterator[str]:
    return map(tab_line, forms.rows(made, said))
