"""Large numbers as people write them: 86M parameters, 128k tokens, 24 GB, 2.1e25 FLOP."""

import math
import re
from collections.abc import Callable, Mapping
from itertools import takewhile
from typing import NamedTuple

from fmcat.messages import say

SCALES = {"": 1, "k": 10**3, "m": 10**6, "b": 10**9, "g": 10**9, "t": 10**12}
_FORM = r"([0-9][0-9_]*)(?:\.([0-9]+))?(?:e\+?([0-9]{1,2}))?\s*([kmbgt]?)"
_BYTES = r"([0-9][0-9_.]*)\s*([kmgt])(i?)b"
_COMPUTE = r"([0-9]+(?:\.[0-9]+)?(?:e\+?[0-9]{1,2})?)\s*(?:flops?)?"
#: No model has more parameters, and SQLite's integers end at 9.2e18.
LARGEST = 10**18
#: In FLOP; no training took more.
MOST_COMPUTE = 1e32


def read_quantity(text: str | int) -> int:
    """Read `86M`, `1.1B`, `7e9`, `7_000_000` or a plain integer into a whole number above zero.

    Raises ValueError, which names what is allowed, for anything else.
    """
    found = re.fullmatch(_FORM, str(text).strip(), re.IGNORECASE)
    if not found or isinstance(text, bool):
        raise ValueError(say("{text!r} is not a quantity; write 86M, 1.1B, 128k or a whole number", text=text))
    whole, fraction, exponent, scale = found.groups(default="")
    power = SCALES[scale.lower()] * int(10 ** int(exponent or 0))
    digits = int(whole.replace("_", "") + fraction)
    value, rest = divmod(digits * power, int(10 ** len(fraction)))
    if rest or not 0 < value <= LARGEST:
        raise ValueError(say("{text!r} is not a whole number from 1 to 1e18", text=text))
    return value


def read_bytes(text: str) -> int:
    """Read `24GB`, `512 MB` or `80GiB` into bytes. Raises ValueError on anything else."""
    found = re.fullmatch(_BYTES, text.strip(), re.IGNORECASE)
    if not found:
        raise ValueError(say("{text!r} is not a size of memory; write 24GB or 512MB", text=text))
    number, scale, binary = found.groups()
    value, power = read_quantity(number + scale), SCALES[scale.lower()]
    return value * 1024 ** (len(str(power)) // 3) // power if binary else value


def read_tokens(text: str) -> int:
    """Read `128k`, `128Ki` (of 1,024 each) or a plain number of tokens. Raises ValueError on anything else."""
    found = re.fullmatch(r"([0-9][0-9_]*)\s*([km])i", text.strip(), re.IGNORECASE)
    if not found:
        return read_quantity(text)
    return read_quantity(found[1]) * (1024 if found[2] in "kK" else 1024**2)


def read_compute(text: str) -> float:
    """Read `2.1e25`, `1e25 FLOP` or a plain number into FLOP. Raises ValueError on anything else."""
    found = re.fullmatch(_COMPUTE, text.strip(), re.IGNORECASE)
    value = float(found[1]) if found else 0.0
    if not 1 <= value <= MOST_COMPUTE:
        raise ValueError(say("{text!r} is not a number of FLOP; write 2.1e25", text=text))
    return value


def rounding_to(text: str, read: Callable[[str], float] = read_quantity) -> tuple[float, float]:
    """The least and the largest number that people call `text`: 7B stands for 6.5B up to 7.999…B.

    That is what rounds or truncates to it: a model of 72.7B is marketed as 72B, one of 6.7B as 7B.

    Raises ValueError as `read` does.
    """
    value = read(text)
    written = "".join(takewhile(lambda letter: letter.isdigit() or letter in "._", text.strip()))
    step = value // int(written.replace("_", "").replace(".", ""))
    return value - step // 2, value + max(step - 1, 0)


def say_quantity(value: float, digits: int = 3) -> str:
    """The number in words, with at most `digits` significant digits: 1.1B, 175B, 128k."""
    for scale, power in (("T", 10**12), ("B", 10**9), ("M", 10**6), ("k", 10**3)):
        # 999.6M rounds up to 1B, not to 1000M.
        if value * 2 >= power * 2 - power // 10**digits:
            return f"{float(f'{value / power:.{digits}g}'):g}{scale}"
    return str(value)


def say_tokens(value: float) -> str:
    """Tokens as people read them: 128k is 128,000 and 128Ki 131,072, which both are called 128K elsewhere."""
    for scale, power in (("Mi", 1024**2), ("Ki", 1024)):
        if value % 1000 and value % power == 0:
            return f"{value // power:g}{scale}"
    return say_quantity(value)


def say_bytes(value: int) -> str:
    """Bytes as people read them: 145 GB."""
    said = say_quantity(value).replace("B", "G")
    return f"{said[:-1]} {said[-1]}B" if said[-1].isalpha() else f"{said} B"


def say_compute(value: float, digits: int = 3) -> str:
    """FLOP as people read them, with at most `digits` significant digits: 2.1e25."""
    return f"{value:.{digits}g}".replace("e+0", "e").replace("e+", "e")


def write_compute(value: float) -> str:
    """FLOP in their shortest exact form, as a registry file writes them: 2.1e25."""
    return next(text for digits in range(1, 18) if float(text := say_compute(value, digits)) == value)


def magnitude(value: float) -> int:
    """The power of ten of a number: 9 for 7B, 25 for 2.1e25."""
    return len(str(value)) - 1 if isinstance(value, int) else math.floor(math.log10(value))


def write_quantity(value: int) -> str:
    """The number in its shortest exact form, as a registry file writes it: 1.1B, 128k, 131072."""
    for scale, power, finest in (("T", 10**12, 10**9), ("B", 10**9, 10**6), ("M", 10**6, 10**3), ("k", 10**3, 10**3)):
        if value >= power and value % finest == 0:
            whole, rest = divmod(value, power)
            decimals = f".{rest * 1000 // power:03d}".rstrip("0").rstrip(".")
            return f"{whole}{decimals}{scale}"
    return str(value)


def write_number(value: float) -> str:
    """FLOP, which are floating-point numbers, or another quantity in its shortest exact form."""
    return write_compute(value) if isinstance(value, float) else write_quantity(value)


class Unit(NamedTuple):
    """How the numbers of a unit are read from a query, shown in tables, and written exactly."""

    read: Callable[[str], float]
    say: Callable[..., str]
    write: Callable[..., str]


#: By `fields.Field.unit`.
UNITS: Mapping[str, Unit] = {
    "": Unit(read_quantity, say_quantity, write_quantity),
    "tokens": Unit(read_tokens, say_tokens, write_quantity),
    "bytes": Unit(read_bytes, say_bytes, say_bytes),
    "flop": Unit(read_compute, say_compute, write_compute),
    "plain": Unit(read_quantity, str, str),
}
