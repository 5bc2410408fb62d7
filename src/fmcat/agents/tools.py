"""The tools of the MCP server, with their arguments and their functions."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from fmcat.agents import answers, shapes
from fmcat.agents.arguments import Argument
from fmcat.agents.pages import MOST
from fmcat.agents.trees import DEEPEST
from fmcat.catalog.comparison import MOST as MOST_COMPARED
from fmcat.errors import BadUsage
from fmcat.messages import say
from fmcat.text import did_you_mean, near

_LONGEST_QUERY = 4_000
_MOST_HITS = 50
_MOST_FIELDS = 40
_MOST_IDS = 100


class Tool(NamedTuple):
    """One tool: `ask` takes the catalog, then the arguments by name, and answers in the shape of `answer`."""

    title: str
    help: str
    arguments: tuple[Argument, ...]
    answer: type[object]
    ask: Callable[..., object]


_NAME = Argument(
    "name",
    "text",
    "A model's id or name, or any id of it: clip, DINO v2, openai/clip-vit-large-patch14, 2103.00020.",
    least=1,
)
_QUERY = Argument(
    "query",
    "text",
    "A query; empty for every model. All terms must match: words, field:value, ranges, lists; `or`, `not`. "
    "`modality:vision year:2023..`, `params:1B..10B open:yes`, `method:contrastive -vendor:openai`, "
    "`under:llama` (descends from it), `license:?` (unknown), `sort:params-` (largest first). "
    "fmcat://fields lists the fields.",
    default="",
    most=_LONGEST_QUERY,
)
_SOURCES = Argument("sources", "flag", "Add where each fact was read.", default=False)
_CURSOR = Argument("cursor", "text", "The `next` of the previous page of the same question.", default="", most=40)


def _limit(default: int, most: int = MOST) -> Argument:
    return Argument("limit", "count", "At most this many.", default=default, least=1, most=most)


TOOLS: Mapping[str, Tool] = {
    "search": Tool(
        "Search models",
        "Find models by any of their words, typos allowed. Use it first when you are not sure of a name.",
        (Argument("text", "text", "Names or words, English or Korean.", least=1), _limit(10, _MOST_HITS)),
        shapes.Hits,
        answers.search,
    ),
    "list": Tool(
        "List models",
        "The models that match a query, page by page, the newest first unless it sorts: id, name, vendor, released, "
        "parameters and license of each, or the fields you name. License, context and size are those of the "
        "checkpoints that match.",
        (
            _QUERY,
            Argument(
                "fields",
                "texts",
                "These fields instead: id, released, method, context.",
                default=[],
                most=_MOST_FIELDS,
            ),
            Argument("checkpoints", "flag", "A row per checkpoint (`qwen2.5/72b`), with its own facts.", default=False),
            Argument("full", "flag", "Whole documents; long, so prefer fields.", default=False),
            Argument("sources", "flag", "Whole documents with where each fact was read.", default=False),
            _limit(20),
            _CURSOR,
        ),
        shapes.Models,
        answers.list_,
    ),
    "show": Tool(
        "Show a model",
        "Everything the catalog knows of one model or checkpoint: sizes, dates, training, lineage, license, links. "
        "`disputed` lists facts whose sources disagree (ask why), `unknown` those that nobody found.",
        (_NAME, _SOURCES),
        shapes.Shown,
        answers.show,
    ),
    "resolve": Tool(
        "Resolve ids",
        "Which model and checkpoint any ids mean (Hugging Face, arXiv, Ollama, API ids, repackaged copies, file names) "
        "and how closely: exact, checkpoint, snapshot, repackaged, family only, none. Use it for many ids at once.",
        (Argument("ids", "texts", "Up to 100 ids.", least=1, most=_MOST_IDS),),
        shapes.Resolved,
        answers.resolve,
    ),
    "compare": Tool(
        "Compare models",
        "Models side by side, fact by fact, and the fields in which they differ.",
        (
            Argument("names", "texts", "Two to six models: any ids or names.", least=2, most=MOST_COMPARED),
            _SOURCES,
        ),
        shapes.Compared,
        answers.compare,
    ),
    "lineage": Tool(
        "Show a family tree",
        "A model's family tree: what it was made from, or what was made from it.",
        (
            _NAME,
            Argument("down", "flag", "What was made from it, rather than what it was made from.", default=False),
            Argument("depth", "count", "At most this many steps away.", default=3, least=1, most=DEEPEST),
            _SOURCES,
        ),
        shapes.Tree,
        answers.family,
    ),
    "license": Tool(
        "Show what may be done with a model",
        "The licenses that bind a model's checkpoints: its own, those of what it was made from with the way there, "
        "whether commercial use is allowed, what is asked, contradictions, and what is unknown. No legal advice.",
        (_NAME,),
        shapes.License,
        answers.license,
    ),
    "timeline": Tool(
        "Show models through time",
        "How many models of a query came out when, and which; each part lists its first twenty.",
        (
            _QUERY,
            Argument("by", "text", "era: curated eras and their milestones.", default="year", choices=answers.PARTS),
            _limit(50),
            _CURSOR,
        ),
        shapes.Parts,
        answers.through_time,
    ),
    "explain": Tool(
        "Explain a term",
        "What a term of the taxonomy means, what is broader and narrower, who used it first.",
        (Argument("topic", "text", "A term or a note: contrastive, MoE, traits.", least=1),),
        shapes.Explained,
        answers.explain,
    ),
    "why": Tool(
        "Show a fact's sources",
        "Where a fact was read, and who states another value. Use it before you quote a fact.",
        (_NAME, Argument("field", "text", "A field: released, parameters, license.", least=1, most=60)),
        shapes.Why,
        answers.why,
    ),
}


def tool(name: str) -> Tool:
    """The tool of this name; raises BadUsage, with similar names, if there is none."""
    if name not in TOOLS:
        known = did_you_mean(near(name[:60], TOOLS)) or f"the tools are {', '.join(TOOLS)}"
        raise BadUsage(say("unknown tool {name!r}", name=name[:60]), [known])
    return TOOLS[name]
