"""The options of commands that draw figures, and the formats of figures."""

import inspect
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Annotated, Any, TypeVar

import typer

from fmcat.answers.figures.look import ASPECTS, LEAST_WIDTH, MOST_WIDTH, THEMES, Look
from fmcat.cli import options
from fmcat.cli.delivery import Request, Written
from fmcat.export.kit import picture

T = TypeVar("T")
_PANEL = "How pictures look"
#: The formats of every figure.
PICTURES = ("svg", "png", "pdf")
#: Those in which a look has an effect, and those in which a title has one.
_LOOKING = (*PICTURES, "html")
_TITLED = (*_LOOKING, "latex")
_WIDTH = typer.Option(
    "--width",
    metavar="PIXELS",
    min=LEAST_WIDTH,
    max=MOST_WIDTH,
    help="The width of the picture. [default: 1200, or that of the aspect]",
    show_default=False,
    rich_help_panel=_PANEL,
)
_ASPECT = options.choice(
    "--aspect", known=ASPECTS, help="The shape: a slide, or a column of a paper, 336 pixels wide.", panel=_PANEL
)
_THEME = options.choice(
    "--theme", known=THEMES, help="Dark or light; auto is light in files that cannot adapt.", panel=_PANEL
)


def figures(draw: Callable[[], str]) -> dict[str, Callable[[], Written]]:
    """The forms of a figure that `draw` draws as SVG."""
    return {"svg": draw, "png": lambda: picture.to_png(draw()), "pdf": lambda: picture.to_pdf(draw())}


def looking(run: Callable[..., T]) -> Callable[..., T]:
    """Give a command --width, --aspect, --theme and --title in place of its parameter of type `Look`.

    They are refused where the output is not a picture; --title also names LaTeX tables.
    """
    own = inspect.signature(run)
    [taken] = (name for name, one in own.parameters.items() if one.annotation is Look)
    asks_request = "request" in own.parameters

    @wraps(run)
    def with_options(request: Request, **values: Any) -> T:
        look = _look(request, {name: values.pop(name) for name in _OPTIONS})
        told = {"request": request} if asks_request else {}
        return run(**values, **told, **{taken: look})

    kinds = inspect.Parameter.POSITIONAL_OR_KEYWORD
    added = [inspect.Parameter(name, kinds, default=usual, annotation=how) for name, (how, usual) in _OPTIONS.items()]
    request = inspect.Parameter("request", kinds, default=Request(), annotation=Request)
    kept = [one for one in own.parameters.values() if one.name not in (taken, "request")]
    with_options.__signature__ = own.replace(parameters=[*kept, *added, request])  # type: ignore[attr-defined]
    with_options.__annotations__ = {one.name: one.annotation for one in (*kept, *added)} | {
        "return": own.return_annotation
    }
    return with_options


_OPTIONS: Mapping[str, tuple[object, object]] = {
    "width": (Annotated[int | None, _WIDTH], None),
    "aspect": (Annotated[str, _ASPECT], ""),
    "theme": (Annotated[str, _THEME], ""),
    "title": (options.Title, ""),
}


def _look(request: Request, asked: Mapping[str, Any]) -> Look:
    """The look of these options; raises BadUsage for an unknown value, or where the output is not a picture."""
    options.one_of("--aspect", asked["aspect"], ASPECTS)
    options.one_of("--theme", asked["theme"], THEMES)
    looking, titled = ([one for one in formats if one in request.formats] for formats in (_LOOKING, _TITLED))
    for name in ("width", "aspect", "theme"):
        options.only_for(f"--{name}", asked[name], request.format, looking)
    options.only_for("--title", asked["title"], request.format, titled)
    return Look(asked["width"] or 0, asked["aspect"], asked["theme"] or THEMES[0], asked["title"])
