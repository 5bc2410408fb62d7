"""Readers of code: which of its texts are in a model position, by their contexts."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, islice

from fmcat.scan.calls import LOOKUPS, WRAPPERS
from fmcat.scan.code import ID, Code, Frame
from fmcat.scan.commands import has_address, has_model_address, named_by_commands
from fmcat.scan.company import among
from fmcat.scan.literal import Asked, Literal, Reader, Slot
from fmcat.scan.masked import Lexical
from fmcat.scan.positions import NAMING, is_of_run, of_call, of_flag_value, of_key, of_table, snake

#: A text on one line; one that does not end is one up to the end of its line, so that no text is begun again and again.
#: Runs of plain letters are matched at once, which is several times as fast as letter by letter. No group is
#: possessive, since Python before 3.11.5 matches those wrong; none has to be, where nothing can fail behind it.
_DOUBLE, _SINGLE = r'"[^"\\\n]*+(?:\\.[^"\\\n]*+)*"?', r"'[^'\\\n]*+(?:\\.[^'\\\n]*+)*'?"
#: What follows the first quote of a text of more lines; the group matches if it does not end.
_DOUBLES = r'""[^"\\]*+(?:(?:\\.?+|"(?!""))[^"\\]*+)*(?:"""|(\Z))'
_SINGLES = r"''[^'\\]*+(?:(?:\\.?+|'(?!''))[^'\\]*+)*(?:'''|(\Z))"
#: Patterns of texts and comments, first with texts of more lines, then without them. Each alternative begins with a
#: character of its own, by which the search for the next one is quick.
PYTHON = (
    re.compile(rf"\"(?:{_DOUBLES}|{_DOUBLE[1:]})|'(?:{_SINGLES}|{_SINGLE[1:]})|#[^\n]*+", re.DOTALL),
    re.compile(rf"{_DOUBLE}|{_SINGLE}|#[^\n]*+", re.DOTALL),
)
#: A regular expression begins where a value begins; elsewhere the slash divides. An apostrophe in a word is none.
_REGEX = r"(?<=[(,=:\[!&|?{};])\s*+/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]?|[^/\\\n\[])+/?"
_OTHER = rf"{_DOUBLE}|(?<!\w){_SINGLE}|//[^\n]*+|/\*.*?(?:\*/|\Z)|{_REGEX}"
JAVASCRIPT = (
    re.compile(rf"{_OTHER}|`[^`\\]*+(?:\\.?+[^`\\]*+)*(?:`|(\Z))", re.DOTALL),
    re.compile(_OTHER, re.DOTALL),
)
#: Languages in which single quotes hold a letter and no text, or begin a name as Rust's lifetimes do.
_BRACED = r"'(?:[^'\\\n]|\\[^\n']{1,10})'|//[^\n]*+|/\*.*?(?:\*/|\Z)"
BRACED = (
    re.compile(rf"\"(?:{_DOUBLES}|{_DOUBLE[1:]})|{_BRACED}|`[^`]*+(?:`|(\Z))", re.DOTALL),
    re.compile(rf"{_DOUBLE}|{_BRACED}", re.DOTALL),
)
_SQL = re.compile(r"'[^']*+(?:''[^']*+)*'?|--[^\n]*+|/\*.*?(?:\*/|\Z)", re.DOTALL)
#: A command in a text: `os.system("ollama pull llama3")`.
_COMMAND = re.compile(r"\b(?:ollama|hf|huggingface-cli|vllm|lms|ramalama|litgpt)\b|--[\w-]*model")
#: What follows a name in a sentence rather than in a command: `--model a or --model b`, `run x to see the …`.
_GOES_ON = re.compile(r"\s+(?:(?:or|and|to|for|in|with|is|by|as|on|from)\b|(?:[a-z]+\s+){2}[a-z]+\b)")
#: Keys, in small letters with underscores, whose value is more than one name.
_MANY = re.compile(r"s$|models|_(?:map|mapping|dict|registry|table|list)$")
_BRACES = re.compile(r"\$?\{[^{}]*\}")
WHOLE = re.compile(ID)
_HUB_KIND = re.compile(r"repo_?type['\"]?\s*[=:]\s*['\"]?[\w.]*(?:dataset|space)", re.IGNORECASE)
#: Attributes of HTML whose values are never names of models.
_ATTRIBUTE = re.compile(r"aria-[\w-]+|data-(?:test[\w-]*|cy|state)|class(?:Name)?|htmlFor|href|xmlns")
_OF_DATA = re.compile(r"(?<![a-z])data_?sets?(?![a-z])", re.IGNORECASE)


def reader(lexical: Lexical, is_blocked: bool = False) -> Reader:
    """The reader of a language with these strings and comments; `is_blocked` where braces hold statements."""

    def read(text: str, asked: Asked) -> Iterator[Literal]:
        code = Code(text, lexical, is_blocked)
        for start, end in code.spans:
            begin, content = code.content(start, end)
            if WHOLE.fullmatch(content):
                if asked.may_name(content) and (found := _whole(code, start, end, begin, content)):
                    yield from addressed(found)
            elif len(content) < 1000 and begin == start + 1:
                yield from within(content, begin)

    return read


def _whole(code: Code, start: int, end: int, begin: int, content: str) -> Literal | None:
    """A text that looks like an id, with its model position."""
    if code.is_partial(start, end):
        return None
    if code.is_key(start, end):
        opened = code.enclosing(start)
        return Literal(content, begin, of_table(code.owner(opened)), among=f"keys {opened}")
    frames = code.frames(start)
    inner = list(islice(frames, 1))
    if inner and _is_of_other(inner[0]):
        return None
    before = code.siblings(start)
    slot = (of_siblings(before) if before else None) or of_frames(chain(inner, frames))
    if slot and "/" in content and _is_of_data(slot, code.arguments(start)):
        return None
    return Literal(content, begin, slot, among=among(code, start, end, inner[0]) if inner else "")


def _is_of_other(frame: Frame) -> bool:
    """Whether a text right in this context is never the name of a model."""
    name = frame.keyword if frame.kind == "call" else frame.name
    return bool(_ATTRIBUTE.fullmatch(name)) or is_of_run(name)


def _is_of_data(slot: Slot, arguments: str) -> bool:
    """Whether a repository among these arguments is one of data."""
    return bool(_HUB_KIND.search(arguments)) or (slot.rule == "repository" and bool(_OF_DATA.search(arguments)))


def of_siblings(before: list[str]) -> Slot | None:
    """The model position that the texts before one in a list make of it: a flag, or the words of a command."""
    if before[-1].startswith("-") and (slot := of_key(before[-1])):
        return slot
    line = " ".join([*before, ""])
    if (
        len(line) < 1000
        and _COMMAND.search(line)
        and any(one.offset == len(line) for one in named_by_commands(f"{line}x-1"))
    ):
        return Slot("command", "certain")
    return None


def of_keys(keys: Sequence[str]) -> Slot | None:
    """The model position below these keys, from inside out; an empty one is a list's."""
    return _of_keys(tuple(keys)) if any(map(of_key, keys)) else None


@lru_cache(8192)
def _of_keys(keys: tuple[str, ...]) -> Slot | None:
    return of_frames(Frame("map", key) if key else Frame("list") for key in keys)


def of_frames(frames: Iterable[Frame]) -> Slot | None:
    """The model position that frames tell, from inside out; no more of them are asked for than are needed."""
    keys: list[str] = []
    is_member = False
    waiting = iter(frames)
    inner = list(islice(waiting, 1))
    if inner and inner[0].kind == "map":
        inner += islice(waiting, 1)
        is_passed = len(inner) == 2 and inner[1].kind == "call"  # `create({model: "…"})`
        if is_passed and (slot := of_call(inner[1].name, -1, inner[0].name)):
            return slot
    for frame in chain(inner, waiting):
        if frame.kind == "list":
            is_member = is_member or bool(keys)
            continue
        if frame.kind == "call":
            slot, goes_on = _of_call(frame)
            if slot or not goes_on:
                return slot
            continue
        if slot := of_key(frame.name):
            return slot if _names_it(keys, frame.name, is_member) else None
        if frame.kind == "set" or len(keys) == 2:
            return None
        keys.append(frame.name.casefold())
    return None


def _names_it(keys: list[str], name: str, is_member: bool) -> bool:
    """Whether a value below these keys (from inside out) of a model's key is its name.

    So it is right below it, below a key such as `id`, and below any key of a key for many: `MODELS = {"a": "…"}`, but
    not where there is a list between the two, whose members have keys of their own: `models: [{license: mit}]`.
    """
    is_many = bool(_MANY.search(snake(name)))
    return (
        not keys
        or (keys[0] in NAMING and (len(keys) == 1 or is_many))
        or (len(keys) == 1 and is_many and not is_member)
    )


def _of_call(frame: Frame) -> tuple[Slot | None, bool]:
    """The model position of an argument, and whether the call passes it on to its own context."""
    last = frame.name.rpartition(".")[2]
    if slot := of_call(frame.name, frame.number, frame.keyword):
        return slot, False
    if frame.keyword:
        if of_flag_value(frame.name, frame.keyword) and frame.first.startswith("-"):
            return of_key(frame.first), False
        if slot := of_key(frame.keyword):
            return slot, False
        is_value = frame.keyword in ("default", "default_factory", "examples")
        return (of_key(frame.first) if is_value and last in LOOKUPS else None), is_value and last in WRAPPERS | LOOKUPS
    if last in LOOKUPS and frame.number == 1:
        return of_key(frame.first), True
    return None, last in WRAPPERS and frame.number == 0


def addressed(literal: Literal) -> Iterable[Literal]:
    """A text itself, but outside model positions the model in an address of the Hub."""
    text = literal.text
    is_address = "/" in text and (has_model_address(text) or (not literal.slot and has_address(text)))
    return _commands(text, literal.offset) if is_address else (literal,)


def within(content: str, begin: int) -> Iterable[Literal]:
    """What a longer text names: in the fixed parts of a formatted text, and in commands.

    Most texts name nothing, and a generator would cost more than the looking.
    """
    if " " in content:
        found = list(_commands(content, begin)) if _COMMAND.search(content) else []
        is_sentence = any(_GOES_ON.match(content, one.offset - begin + len(one.text)) for one in found)
        return () if is_sentence else found
    parts = _fixed_parts(content, begin) if "{" in content else ()
    if has_address(content) or has_model_address(content):
        return chain(parts, _commands(content, begin))
    return parts


def _commands(content: str, begin: int) -> Iterator[Literal]:
    return (found.moved(begin) for found in named_by_commands(content))


def _fixed_parts(content: str, begin: int) -> Iterator[Literal]:
    """The parts of a formatted text that are whole ids: what is behind a slash or a colon, up to the end."""
    for found in re.finditer(rf"(?:^|(?<=\}}[/:]))({ID})(?=$)", content):
        yield Literal(found[1], begin + found.start(1))


read_python = reader(PYTHON)
read_javascript = reader(JAVASCRIPT, is_blocked=True)
read_braced = reader(BRACED, is_blocked=True)
read_sql = reader((_SQL, _SQL))
