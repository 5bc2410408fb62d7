"""Options that several commands share, each declared once, and their query."""

import inspect
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import wraps
from typing import Annotated, Any, TypeVar

import typer

from fmcat.catalog.catalog import Catalog
from fmcat.cli import complete
from fmcat.errors import BadUsage
from fmcat.fields import Field
from fmcat.messages import joined, say
from fmcat.query.asked import Asked, Option
from fmcat.query.values import unknown_field
from fmcat.text import did_you_mean, near

T = TypeVar("T")
_CHOOSE, SHOW = "Which models", "How to show them"

QueryWords = Annotated[
    list[str],
    typer.Argument(
        metavar="[QUERY]...",
        help="Words and field:value terms; see `fmcat fields`.",
        show_default=False,
        autocompletion=complete.query_words,
    ),
]
Denied = Annotated[
    list[str],
    typer.Option(
        "--deny", metavar="QUERY", help="Exit with 1 if a model matches QUERY; repeatable.", show_default=False
    ),
]


def _term(*names: str, help: str, field: str) -> object:
    return typer.Option(
        *names,
        metavar="TERM",
        help=help,
        rich_help_panel=_CHOOSE,
        show_default=False,
        autocompletion=complete.values_of(field),
    )


Modality = Annotated[list[str], _term("--modality", "-m", help="Only this modality.", field="modality")]
Method = Annotated[list[str], _term("--method", help="Only models trained this way.", field="method")]
Vendor = Annotated[list[str], _term("--vendor", help="Only this vendor.", field="vendor")]
Family = Annotated[list[str], _term("--family", help="Only this model family.", field="family")]
Can = Annotated[list[str], _term("--can", help="Only models with this capability.", field="capability")]
License = Annotated[
    list[str], _term("--license", help="Only weights under this license or class of licenses.", field="license")
]
Size = Annotated[
    list[str],
    typer.Option(
        "--size",
        metavar="RANGE",
        help="Only checkpoints of this many parameters, like 7B or 1B..10B.",
        rich_help_panel=_CHOOSE,
        show_default=False,
    ),
]
Context = Annotated[
    list[str],
    typer.Option(
        "--context",
        metavar="RANGE",
        help="Only checkpoints that read this many tokens, like 128k+.",
        rich_help_panel=_CHOOSE,
        show_default=False,
    ),
]
Since = Annotated[
    str,
    typer.Option(
        "--since", metavar="DATE", help="Released on this date or later.", rich_help_panel=_CHOOSE, show_default=False
    ),
]
Until = Annotated[
    str,
    typer.Option(
        "--until", metavar="DATE", help="Released on this date or earlier.", rich_help_panel=_CHOOSE, show_default=False
    ),
]
Open = Annotated[
    bool,
    typer.Option(
        "--open",
        help="Only models whose weights anyone can download, which is not a free license.",
        rich_help_panel=_CHOOSE,
    ),
]
Commercial = Annotated[
    bool,
    typer.Option(
        "--commercial",
        help="Only models that may be used commercially without conditions, inherited ones included.",
        rich_help_panel=_CHOOSE,
    ),
]
Sort = Annotated[
    list[str],
    typer.Option(
        "--sort",
        "-s",
        metavar="FIELD",
        help="Sort by FIELD; FIELD- sorts descending.",
        rich_help_panel=SHOW,
        show_default=False,
        autocompletion=complete.sortable_fields,
    ),
]
Columns = Annotated[
    str,
    typer.Option(
        "--columns",
        "-c",
        metavar="FIELD,…",
        help="Show these fields; +FIELD adds to the default ones.",
        rich_help_panel=SHOW,
        show_default=False,
        autocompletion=complete.columns,
    ),
]


def _limit(help: str) -> object:
    return typer.Option("--limit", "-n", metavar="N", min=0, help=help, rich_help_panel=SHOW, show_default=False)


Limit = Annotated[int | None, _limit("Show at most N models; 0 shows all.")]
LimitToNewest = Annotated[int | None, _limit("Show at most N models, the newest first; 0 shows all.")]


Checkpoints = Annotated[
    bool, typer.Option("--checkpoints", help="List the checkpoints that match, not their models.", rich_help_panel=SHOW)
]


Title = Annotated[
    str,
    typer.Option(
        "--title",
        metavar="TEXT",
        help="The title of the picture, or the caption of the LaTeX table.",
        rich_help_panel=SHOW,
        show_default=False,
    ),
]


ModelName = Annotated[
    list[str],
    typer.Argument(metavar="NAME", help="The id, name or alias of a model.", autocompletion=complete.model_names),
]


def choice(
    *names: str, known: Iterable[str], help: str = "", panel: str = SHOW, metavar: str = "", hidden: bool = False
) -> object:
    """An option with a fixed set of values, which its help lists; `one_of` checks it."""
    words = list(known)
    return typer.Option(
        *names,
        metavar=metavar or "|".join(words),
        help=help,
        rich_help_panel=panel,
        show_default=False,
        hidden=hidden,
        autocompletion=lambda: words,
    )


def one_of(option: str, value: str, known: Collection[str]) -> str:
    """The value if it is a known one or empty; raises BadUsage otherwise."""
    if value and value not in known:
        if hint := did_you_mean(near(value, known)):
            raise BadUsage(say("{option}: unknown value {value!r}", option=option, value=value), [hint])
        raise BadUsage(
            say("{option}: {value!r} is not one of {known}", option=option, value=value, known=", ".join(known))
        )
    return value


def only_for(option: str, value: object, format: str, known: Sequence[str]) -> None:
    """Raise BadUsage if an option is given that has no effect in this format."""
    if value and format not in known:
        raise BadUsage(
            say("{option} works only with {formats}", option=option, formats=", ".join(known)),
            [say("choose one of these formats with --format, or name a file with its suffix")],
        )


def _parameter(name: str, annotation: object, default: object) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.POSITIONAL_OR_KEYWORD, default=default, annotation=annotation)


#: The options that choose models, for commands that list, count, draw or write them.
_CHOOSING = {
    name: _parameter(name, annotation, default)
    for name, annotation, default in (
        ("query", QueryWords, []),
        ("modality", Modality, []),
        ("method", Method, []),
        ("vendor", Vendor, []),
        ("family", Family, []),
        ("can", Can, []),
        ("license", License, []),
        ("size", Size, []),
        ("context", Context, []),
        ("since", Since, ""),
        ("until", Until, ""),
        ("open_weights", Open, False),
        ("commercial", Commercial, False),
    )
}


def choosing(run: Callable[..., T]) -> Callable[..., T]:
    """Give a command the options that choose models, in place of its parameter of type `Asked`."""
    own = inspect.signature(run)
    [taken] = (name for name, one in own.parameters.items() if one.annotation is Asked)

    @wraps(run)
    def with_options(**values: Any) -> T:
        chosen = {name: values.pop(name) for name in _CHOOSING}
        return run(**{taken: asked_with(**chosen)}, **values)

    parameters = [
        parameter
        for one in own.parameters.values()
        for parameter in (_CHOOSING.values() if one.name == taken else [one])
    ]
    with_options.__signature__ = own.replace(parameters=parameters)  # type: ignore[attr-defined]
    with_options.__annotations__ = {one.name: one.annotation for one in parameters} | {"return": own.return_annotation}
    return with_options


def asked_with(
    query: Iterable[str],
    modality: Iterable[str] = (),
    method: Iterable[str] = (),
    vendor: Iterable[str] = (),
    family: Iterable[str] = (),
    can: Iterable[str] = (),
    license: Iterable[str] = (),
    size: Iterable[str] = (),
    context: Iterable[str] = (),
    since: str = "",
    until: str = "",
    open_weights: bool = False,
    commercial: bool = False,
) -> Asked:
    """The combined query of words and options."""
    repeated = (
        ("--modality", "modality", modality),
        ("--method", "method", method),
        ("--vendor", "vendor", vendor),
        ("--family", "family", family),
        ("--can", "capability", can),
        ("--license", "license", license),
        ("--size", "parameters", size),
        ("--context", "context", context),
    )
    shorthands = [Option(name, field, value) for name, field, values in repeated for value in values]
    shorthands += [Option("--since", "released", since, "first")] if since else []
    shorthands += [Option("--until", "released", until, "last")] if until else []
    shorthands += [Option("--open", "open", "yes")] if open_weights else []
    shorthands += [Option("--commercial", "commercial", "yes")] if commercial else []
    return Asked(" ".join(query).strip(), tuple(shorthands))


def ordered(asked: Asked, sort: Iterable[str]) -> Asked:
    """The same with its order: each --sort is a shorthand for `sort:`."""
    return asked._replace(order=(*asked.order, *sort))


def read_columns(catalog: Catalog, asked: str, usual: Iterable[str] = ()) -> tuple[Field, ...]:
    """The fields of a --columns value; raises BadUsage for an unknown field."""
    adds = asked.startswith("+")
    names = [*(usual if adds else ()), *asked.removeprefix("+").split(",")]
    return tuple(dict.fromkeys(field_named(catalog, name, "--columns") for name in names))


def field_named(catalog: Catalog, name: str, option: str = "") -> Field:
    """The field of this name or alias; raises BadUsage, which names the `option`, when there is none."""
    field = catalog.field(name)
    if field is None:
        wrong = say("unknown field {name!r}", name=name.strip())
        raise BadUsage(joined(": ", [option, wrong]) if option else wrong, [unknown_field(name, catalog)])
    return field
