"""Korean particles after words that are filled in: 은 after a consonant and 는 after a vowel, as the word is read."""

import re

#: Particles as the tables write them, and their forms after a consonant and after a vowel.
_FORMS = {
    "은(는)": ("은", "는"),
    "이(가)": ("이", "가"),
    "을(를)": ("을", "를"),
    "와(과)": ("과", "와"),
    "(으)로": ("으로", "로"),
    "(이)라": ("이라", "라"),
}
#: How words end when they are read in Korean: ㄹ, another consonant (ㅇ), a vowel (empty), or None if that depends on
#: the word. The first that fits counts; a word without vowels is spelled out.
_ENDINGS = (
    ("[178]$", "ㄹ"),
    ("[036]$", "ㅇ"),
    ("[2459]$", ""),
    ("^[^aeiou]*[lr]$", "ㄹ"),
    ("^[^aeiou]*[mn]$", "ㅇ"),
    ("^[^aeiou]*[a-z]$", ""),
    ("le?$", "ㄹ"),
    ("(?:[mn]e?|ng)$", "ㅇ"),
    ("(?-i:[BCKPT])$|pe$|b$|[aeiou]{2}[ckpt]$", None),
    ("[aeiou][ckpt]$", "ㅇ"),
    ("[a-z]$", ""),
)
#: A word, signs after it, and a particle. The web page fills its templates later: after {term} both forms stay.
_AFTER_WORD = rf"([^\W_]+)([^\w\s{{}}]*?)({'|'.join(map(re.escape, _FORMS))})"
_FIRST, _FINALS, _RIEUL = ord("가"), 28, 8


def with_particles(text: str, language: str) -> str:
    """A filled text whose particles fit the words before them; where a reading is not sure, both forms stay."""
    return re.sub(_AFTER_WORD, _fitting, text) if language == "ko" and "(" in text else text


def _fitting(found: re.Match[str]) -> str:
    word, marks, particle = found.groups()
    ending = _ending(word)
    if ending is None:
        return found[0]
    is_open = not ending or (particle == "(으)로" and ending == "ㄹ")
    return word + marks + _FORMS[particle][is_open]


def _ending(word: str) -> str | None:
    if "가" <= word[-1] <= "힣":
        final = (ord(word[-1]) - _FIRST) % _FINALS
        return "ㄹ" if final == _RIEUL else "ㅇ" if final else ""
    return next((ending for form, ending in _ENDINGS if re.search(form, word, re.IGNORECASE)), None)
