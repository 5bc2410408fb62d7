"""Texts in code of any language with brackets, and the context of each: calls, assignments, mappings, lists.

Nothing is parsed as a whole, so half a program is read as well as a whole one, and a hundred megabytes in seconds.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from fmcat.scan.masked import BEGIN, CLOSE, OPEN, REST, Lexical, Masked
from fmcat.scan.positions import has_key, takes_models

#: What a text has to look like to be the name of a model: no blanks, and nothing that only a pattern has.
ID = r"(?:\.{0,2}/|~/)?[\w@][\w.:/@+\-]{1,199}"
#: How far to look back from a text for its context, and how many brackets outward.
_REACH, _DEPTH, _CHOICES = 2000, 4, 400
_MOST_ARGUMENTS, _JUMPS = 6, 5
#: What may stand between the beginning of an expression and one of the texts it may be: `x or "a"`, `x ?? "a"`.
_CHOICE = re.compile(r"(?:\bor|\|\||\?\?|\belse|\?|\?\s*[^:]*:|\|)\s*$")
#: What follows a text that is joined to another one, and a key of a mapping.
_JOINED, _COLON = re.compile(rf"\s{{0,80}}[+%{BEGIN}]"), re.compile(r"\s{0,80}:(?!:)")
#: A key that is computed and has no name: `{[Model.A]: "gpt-4o"}`.
_COMPUTED = re.compile(r"[\w.]\]\s*$")
#: Names before the brackets of a list.
_TYPED = re.compile(r"(?:\w+\.)?\b(?:vec!?|Array|List|Set|Literal)$")
_DELIMITER = re.compile(r"[()\[\]{},]")
_COMPARISONS = ("==", "!=", " in", " is")
#: What names consist of, with the dots between them.
_LETTERS = "".join(filter(lambda letter: letter.isalnum(), map(chr, range(0x250)))) + "_$."


class Frame(NamedTuple):
    """The context of a text or of another context: an argument of a call, the value of a name or a key, a list.

    `name` is the function's, the variable's or the key's, `keyword` the argument's where it has one, else `number` is
    its place. `first` is the first argument where that is a plain text.
    """

    kind: str
    name: str = ""
    number: int = 0
    keyword: str = ""
    first: str = ""


class Code(Masked):
    """A text of code, which tells the context of each of its strings; `is_blocked` where braces hold statements."""

    def __init__(self, text: str, lexical: Lexical, is_blocked: bool = False) -> None:
        super().__init__(text, lexical)
        self._is_blocked = is_blocked
        self._known: dict[int, tuple[Frame | None, int] | None] = {}
        self._callees: dict[int, tuple[int, str]] = {}
        #: By the place of a text, where the first member of its enumeration is, or -1 (see `company`)
        self.enumerations: dict[int, int] = {}

    def frames(self, start: int) -> Iterator[Frame]:
        """The contexts of the text at `start`, from inside out."""
        place = start
        for number in range(_DEPTH):
            step = self._around(place) if number else self._outward(place)
            if step is None:
                return
            frame, place = step
            if frame:
                yield frame
            if place < 0:
                return
            if frame and frame.kind == "call":
                place = self._callee(place)[0]

    def _around(self, place: int) -> "tuple[Frame | None, int] | None":
        """What is outward of a context, which many texts share."""
        if place not in self._known:
            self._known[place] = self._outward(place)
        return self._known[place]

    def is_partial(self, start: int, end: int) -> bool:
        """Whether a string is only part of a text: joined to another one, or what a method is called of."""
        if (joined := _JOINED.match(self.masked, end)) and ("\n" not in joined[0] or self.enclosing(end) >= 0):
            return True  # a text on the next line is another statement, if no bracket holds both
        if self.masked[max(0, start - 1)] in "([{,=:":
            return False
        before = self.masked[max(0, start - 80) : start].rstrip().rstrip("fFrRbBuU").rstrip()
        return before[-1:] in ("+", "%", REST)

    def is_key(self, start: int, end: int) -> bool:
        """Whether a string is a key of a mapping."""
        return (
            bool(_COLON.match(self.masked, end))
            and self.enclosing(end) >= 0
            and (self.masked[max(0, start - 200) : start].rstrip()[-1:] in ("{", ",", "", "["))
        )

    def owner(self, opened: int) -> str:
        """The name of the variable or the key that the mapping is whose bracket is at `opened`, or nothing."""
        frame = (self._around(opened) or (None,))[0] if opened >= 0 else None
        return frame.name if frame and frame.kind in ("map", "set") else ""

    def arguments(self, start: int) -> str:
        """The arguments, or the members of a mapping, of which a text is one, as written; empty if it is neither."""
        opened = self.enclosing(start)
        if opened < 0 or self.masked[opened] not in ("(" if self._is_blocked else "({"):
            return ""
        return self.text[opened : min(self.closing.get(opened, opened), opened + _REACH)]

    def _outward(self, start: int) -> "tuple[Frame | None, int] | None":
        """The frame of what begins at `start`, and where that begins itself; None where it is part of something."""
        opened = self.enclosing(start)
        bracket = self.masked[opened] if opened >= 0 else ""
        stop, between = self._back(start, opened, bracket)
        delimiter = self.masked[stop] if stop >= 0 else "\n"
        between = between.strip().rstrip("fFrRbBuU").strip() if len(between.strip()) < 3 else between.strip()
        between = between.removeprefix("lambda:").strip()
        if between.endswith("=>") and between[:-2].rstrip().endswith((REST, BEGIN)):  # PHP and Ruby map with arrows
            return Frame("map", self._last_name(between[:-2], start - len(between))), opened
        if between.endswith("=>") and bracket == "{" and self._is_blocked:  # an arm of Rust's `match`
            return Frame("set", self._last_name(between[:-2], start - len(between))), opened
        if between.endswith(_COMPARISONS):
            return Frame(
                "set", self._last_name(between.rstrip("=!nis ") if between[-1] == "=" else between[:-3], stop + 1)
            ), -1
        if between and not _CHOICE.search(between) and between not in ("await", "new", "*", "&", "not"):
            return None
        if delimiter == "=":
            return self._assigned(stop, opened, bracket)
        if delimiter == ":":
            return self._mapped(stop, opened, bracket)
        if bracket == "(":
            return self._argument(start, opened)
        if bracket == "[" and re.search(r"[\w)\]]$", self.masked[max(0, opened - 1) : opened]):
            return self._typed(opened)
        return (Frame("list"), opened) if bracket else None

    def _typed(self, opened: int) -> tuple[Frame, int] | None:
        """The list of a name and brackets, which begins with the name: `vec![…]`, `Literal[…]`; None for another."""
        found = _TYPED.search(self.masked[max(0, opened - 20) : opened])
        return (Frame("list"), opened - len(found[0])) if found else None

    def _back(self, start: int, opened: int, bracket: str) -> tuple[int, str]:
        """Where the expression that a text ends begins: the place of the delimiter, and what stands between."""
        place, pairs = start - 1, self.brackets[2]
        least = max(opened, start - _REACH)
        is_empty = True
        jumps = 0
        while place > least:
            letter = self.masked[place]
            if letter in CLOSE or letter == REST:
                place = pairs.get(place, least) if letter in CLOSE else self.masked.rfind(BEGIN, 0, place)
                jumps += 1
                if jumps > _JUMPS:
                    break
            elif (
                letter in ",;"
                or (letter == ":" and self._is_delimiting(place, bracket))
                or (letter == "=" and self.masked[place + 1] not in "=>" and self.masked[place - 1] not in "=!<>")
                or (letter == "\n" and not is_empty and bracket not in ("(", "[") and not self._goes_on(place))
            ):
                break
            is_empty = is_empty and letter.isspace()
            place -= 1
        return place, self.masked[max(place + 1, start - _CHOICES) : start]

    def _goes_on(self, newline: int) -> bool:
        """Whether a line continues the one above: with an operator at its beginning, or at the end of that one."""
        after, before = self.masked[newline + 1 : newline + 80].lstrip(), self.masked[max(0, newline - 200) : newline]
        return after[:1] in ("|", "?", "&") or before.rstrip().endswith(("=", "||", "??", " or", "|", "\\"))

    def _is_delimiting(self, place: int, bracket: str) -> bool:
        """Whether a colon is one of a mapping or an annotation, and not of a conditional expression or `::`."""
        if self.masked[place - 1] == ":" or self.masked[place + 1 : place + 2] in (":", "="):
            return False
        if bracket != "{" and not self._is_blocked:
            return bracket == "(" and not self.masked[max(0, place - 6) : place].endswith("lambda")
        line = self.masked[max(0, place - 200) : place].rpartition("\n")[2]
        return "?" not in re.split(r"[,{]", line)[-1].replace("?.", "").replace("??", "").removesuffix("?")

    def _assigned(self, stop: int, opened: int, bracket: str) -> tuple[Frame | None, int]:
        """What stands before an equals sign: a keyword of a call, a parameter or a variable."""
        begin, _ = self._back(stop, opened, bracket)
        if begin >= 0 and self.masked[begin] == "," and ">" in self.masked[begin:stop].partition("<")[0]:
            begin, _ = self._back(begin, opened, bracket)  # a comma of a type: `MODELS: Record<string, Data> = {…}`
        if begin >= 0 and self.masked[begin] == ":":
            begin, _ = self._back(begin, opened, bracket)
        name = self._last_name(re.split(r":(?!:)", self.masked[begin + 1 : stop])[0].rstrip("+|?"), begin + 1)
        if bracket == "(":
            function = self._function(opened)
            if function:
                return Frame("call", function, -1, name, self._first(function, opened)), opened
        return Frame("set", name), -1

    def _mapped(self, stop: int, opened: int, bracket: str) -> tuple[Frame | None, int] | None:
        """What stands before a colon: the key of a mapping, or a name and its type."""
        begin, _ = self._back(stop, opened, bracket)
        before = self.masked[begin + 1 : stop]
        name = self._last_name(before, begin + 1)
        if bracket == "{":
            return Frame("map", "[]" if _COMPUTED.search(before) else name), opened
        if bracket == "(" and (function := self._function(opened)):  # Swift and Ruby name arguments so
            return Frame("call", function, -1, name, self._first(function, opened)), opened
        return None

    def _last_name(self, code: str, start: int) -> str:
        """The name that a piece of code ends with: a text in it, of a key or in brackets, counts as what it says."""
        bare = code.rstrip().rstrip("]")
        if bare.endswith((REST, BEGIN)):
            begin = start + code.rfind(BEGIN)
            return self.string_at(begin)
        return _trailing(bare.rstrip("?! "), "-")

    def _function(self, opened: int) -> str:
        """The dotted name of the function whose arguments begin at a bracket, or nothing."""
        name = self._callee(opened)[1]
        return "" if name in ("if", "while", "for", "return", "in", "and", "or", "not") else name

    def _callee(self, opened: int) -> tuple[int, str]:
        """Where the name of the function begins whose arguments a bracket opens, and the name."""
        if opened not in self._callees:
            begin = max(0, opened - 120)
            before = self.masked[begin:opened].rstrip()
            if before.endswith(">") and not before.endswith("=>") and "<" in before:
                before = before[: before.rfind("<")].rstrip()
            before = before.removesuffix("?.")
            name = _trailing(before)
            self._callees[opened] = begin + len(before) - len(name), name.replace("?.", ".")
        return self._callees[opened]

    def _argument(self, start: int, opened: int) -> tuple[Frame | None, int]:
        function = self._function(opened)
        if not function:
            return Frame("list"), opened
        number = self._index(start, opened) if takes_models(function) else -1
        return Frame("call", function, number, "", self._first(function, opened)), opened

    def _index(self, start: int, opened: int) -> int:
        """How many commas stand between a bracket and a text, those within other brackets left out."""
        count, depth, end = 0, 0, min(start, opened + _REACH)
        for found in _DELIMITER.finditer(self.masked, opened + 1, end):
            depth += (found[0] in OPEN) - (found[0] in CLOSE)
            count += found[0] == "," and not depth
            if count > _MOST_ARGUMENTS:
                break
        return count

    def _first(self, function: str, opened: int) -> str:
        """The arguments without a name before the first other one, where they are texts; of flags, the longest.

        Nothing for a function whose first argument tells nothing of the others.
        """
        if not has_key(function):
            return ""
        place, found = opened + 1, []
        for _ in range(3):
            begin = place + len(self.masked[place : place + 80]) - len(self.masked[place : place + 80].lstrip())
            if self.masked[begin : begin + 1] != BEGIN:
                break
            text = self.string_at(begin)
            found.append(text)
            place = begin + len(text) + 2
            comma = re.match(r"\s*,", self.masked[place : place + 80])
            if not comma:
                break
            place += comma.end()
        flags = [text for text in found if text.startswith("-")]
        return max(flags, key=len) if flags else found[0] if found else ""

    def siblings(self, start: int, most: int = 3) -> list[str]:
        """The texts that stand right before this one in a list, the nearest last."""
        found: list[str] = []
        place = start
        for _ in range(most):
            before = self.masked[max(0, place - 80) : place].rstrip()
            if not before.endswith(",") or not before[:-1].rstrip().endswith((REST, BEGIN)):
                break
            begin = self.masked.rfind(BEGIN, 0, place)
            found.insert(0, self.string_at(begin))
            place = begin
        return found


def _trailing(code: str, more: str = "") -> str:
    """The name that a piece of code ends with."""
    return code[len(code.rstrip(_LETTERS + more)) :]
