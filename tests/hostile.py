"""One registry whose every text means something to a medium it may be written in; the tests of every format read it."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

#: Rich markup, HTML, Markdown, LaTeX, a formula, SQL, a template, Mermaid and DOT, a shell.
EVERYTHING = (
    "=cmd()[red]x[/red]<script>alert(1)</script><img src=x onerror=alert(1)>](javascript:alert(1)) `a` | b "
    '\\input{/etc/passwd} % $HOME $(id) \'; DROP TABLE models; -- {{7*7}} "] --> end; } click X "url"'
)
#: What takes effect at the beginning of a text, of a line or of a cell, or by itself, by where it does.
TEXTS: Mapping[str, tuple[str, ...]] = {
    "a log": ("::error file=a.js::x", "::add-mask::x y", "##[error]x", "a ##vso[task.setvariable]x", "##teamcity[x]"),
    "a terminal": ("[red]x[/red]", "[link=https://a.org]x", "[@click=app.quit]y[/]", ":skull: x"),
    "a spreadsheet": ("=1+1 x", "+1 x", "-1 x", "@x y", "a;=1+1;@x", "＝1 x", '=HYPERLINK("http://x")', "'=1"),
    "a forge": (
        "@torvalds and @org/security-team",
        "mail a.b@evil.example",
        "www.evil.example",
        "https://evil.example/x",
        "ftp://evil.example",
        "see #12 and !13 and GH-14",
        "%7 and ~8 and $9 and &10",
        '~bug %"release 1" ~"a b"',
        "/approve",
        "/close",
        ":tada: done",
    ),
    "Markdown": (
        "Approved ===",
        "# Heading",
        "- item",
        "* item",
        "1. item",
        "2) item",
        "> [!WARNING] x",
        "```",
        "~~~ x",
        "a\\|b | c",
        "<b>x</b>",
        "[a](https://x.org)",
        "![a](https://x.org/a.png)",
        "[a]: https://x.org",
        "**a** _b_ ~~c~~",
        "<https://evil.example>",
        "&lt;b&gt; &#64;x",
        "| - | - |",
    ),
    "LaTeX": (
        "[1pt] x",
        "*star",
        "\\input{/etc/passwd}",
        "\\end{tabular}",
        "^^5cinput",
        "100% & # $ _ { } ~",
        "ά Ϗ ό ϐ Ͻ ἆ Ο Α ς",
        "π₀ ₍₎ ₔ",
        "\"a''b``c",
    ),
    "Typst": ("$ sum $ x", '#import "x"', "{a} and }", "\\$x", "@cite x"),
    "HTML": (
        '" onmouseover="alert(1)',
        "</title><script>alert(1)</script>",
        "<!-- x",
        "]]> x",
        "</script><svg onload=x>",
    ),
    "YAML": (
        *("--- x", "...", "~", "no", "1e3", "0x10", "12:30", "<<", "# a", "a: b", "? a", "!!python/name:os.system x"),
        *("&a b", "*a b", "%TAG x", "'", '"', "- - a", "{a", "[a", "null", ".nan", "=", "a #b", "a:"),
    ),
    "SQL": ("'; DROP TABLE models; --", '" OR 1=1 --', "% _ \\"),
    "a graph": ('"] --> end; } click X "url"', "%%{init: {}}%%", 'a" -> "b', "\\N \\G", "end", "A@{ shape: x }"),
    "JavaScript": ("constructor", "__proto__", "toString", "${alert(1)}", "{{constructor}}", "NaN", "undefined"),
    "a shell": ("$(touch owned)", "`touch owned`", "a;b", "-n", "--help", "!!"),
}
ALL = tuple(text for texts in TEXTS.values() for text in texts)
LINK = "https://a.org/'%22%3E%3Cscript%3E)](x"
LINKS = (
    LINK,
    "https://a.org/[x]%zz#a#b",
    "https://a.org/\\{x}|^`",
    "https://a.org:99999/x",
    "https://%41.org/x",
    "https://한국.kr/가?나#다",
    "http://user:word@a.org/",
    "https://a.org/$%7B7*7%7D?a=1&b=2;c",
)


def registry() -> dict[str, object]:
    """The registry: a model of nothing else, one of each text, and one that is not hostile."""
    bilingual = {"en": EVERYTHING, "ko": EVERYTHING}
    term = {"label": bilingual, "definition": {"en": EVERYTHING}}
    return {
        "schema": 1,
        "taxonomy": {"modality": [{"id": "vision", **term}], "relation": [{"id": "successor-of", **term}]},
        "vendors": [{"id": "evil", "label": bilingual, "aliases": ["=1+1"]}],
        "concepts": [{"id": "note", "title": {"en": EVERYTHING}, "text": {"en": EVERYTHING}}],
        "models": [
            _model("hostile", EVERYTHING, EVERYTHING) | {"aliases": ["+1", "@x", "-2"]},
            *(_model(f"h{number}", f"{text} {number}", text, number) for number, text in enumerate(ALL)),
            {"id": "other", "name": "Other", "vendor": ["evil"], "released": "2022", "modalities": ["vision"]},
        ],
    }


def _model(id: str, name: str, text: str, number: int = 0) -> dict[str, object]:
    link = LINKS[number % len(LINKS)]
    return {
        "id": id,
        "name": name,
        "vendor": ["evil"],
        "released": "2021-02",
        "modalities": ["vision"],
        "parameters": "1B",
        "variants": [{"name": text, "id": "v", "parameters": "1B"}],
        "lineage": {"successor-of": [{"external": text, "url": link}]},
        "links": {"paper": link},
        "ids": {"huggingface": [text]},
        "citation": {"title": text, "authors": [text, "{A}, \\B"], "year": "2021", "venue": text},
        "summary": {"en": text[:150], "ko": text[:150]},
        "sources": [{"url": link, "for": ["released", "vendor"], "says": text, "reason": text}],
        "x-own": f"{text}\n\n  {text}",
    }


def names() -> Iterator[str]:
    """The names of the models, in the order of the registry."""
    models = registry()["models"]
    assert isinstance(models, list)
    return (model["name"] for model in models)


def write(path: Path) -> Path:
    """Write the registry as JSON, which is YAML too."""
    path.write_text(json.dumps(registry()), "utf-8")
    return path
