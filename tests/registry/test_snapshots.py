"""What is said of registry files with mistakes, and what becomes of good ones, kept in snapshots/.

`make snapshots` rewrites them; review the difference before committing it.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from fmcat.errors import BadRegistry
from fmcat.registry.locate import Layer
from fmcat.registry.parse import read_yaml
from fmcat.registry.position import Raw
from fmcat.registry.read import read_registry
from tests.snapshots import same_as_kept

SNAPSHOTS = Path(__file__).parent / "snapshots"
BASE = """\
schema: 1
taxonomy:
  modality:
  - {id: language, label: {en: Language, ko: 언어}, definition: {en: Reads.}}
  - {id: vision, label: {en: Vision}, definition: {en: Sees.}, aliases: [images]}
  stage: [{id: pretraining, label: {en: Pretraining}, definition: {en: First.}}]
  method:
  - {id: masking, label: {en: Masking}, definition: {en: Hides.}, examples: [base]}
  - {id: guessing, label: {en: Guessing}, definition: {en: Guesses.}, broader: [masking]}
  relation: [{id: successor-of, label: {en: Successor of}, definition: {en: After.}, kind: succession}]
  access: [{id: open, label: {en: Open}, definition: {en: All.}}]
vendors:
- {id: acme, label: {en: Acme}, kind: company, aliases: [Acme Labs]}
- {id: acme-north, label: {en: Acme North}, part-of: acme}
sources: [{id: told, title: Told, url: "https://told.example/", license: CC-BY-4.0, snapshot: 2026-01}]
models:
- {id: base, name: Base, aliases: [The Base], vendor: acme, released: 2024, modalities: [language], context: 4k,
   license: {weights: MIT, code: MIT}, dates: {paper: 2023}}
"""
#: The least of an entry, in lines; a case adds what is wrong.
LEAST = "- id: one\n  name: One\n  vendor: acme\n  released: 2024\n  modalities: [language]\n"
BROKEN: Mapping[str, str] = {
    "a name of another model": f"models:\n{LEAST}  aliases: [one more, THE-BASE]\n",
    "an id of another model": "models:\n- {id: Base, name: Two, vendor: acme, released: 2024, modalities: [vision]}\n",
    "an id twice": f"models:\n{LEAST}{LEAST}",
    "checkpoints of one id": f"models:\n{LEAST}  variants:\n"
    "  - name: One 7B\n  - {name: 7B}\n  - {name: x, id: 7b}\n",
    "a checkpoint without a letter": f"models:\n{LEAST}  variants: [{{name: 가}}, {{name: One}}]\n",
    "a variant without a name": f"models:\n{LEAST}  variants:\n  - parameters: 7B\n  - name: x\n    parameters: soon\n",
    "what is missing": "models:\n- id: one\n  license: {wights: MIT}\n  citation: {title: T}\n",
    "kinds of values": f"models:\n{LEAST}  aliases: one\n  license: MIT\n  training: [a]\n  dates: soon\n"
    "  variants: x\n",
    "texts": f"models:\n{LEAST}  summary: {{}}\n  hardware: [a]\n  family: Big One\n  links: {{paper: none}}\n",
    "quantities": f"models:\n{LEAST}  parameters: {{total: 7B, active: x}}\n  context: 1.5\n  languages: [xx]\n",
    "words": f"models:\n{LEAST}  training: {{pretrainin: [maskin], pretraining: [gessing]}}\n  access: opn\n"
    "  status: x\n",
    "licenses": f"models:\n{LEAST}  license: {{weights: MIT and ISC, code: permissive, data: MIT WITH x}}\n",
    "compute": f"models:\n{LEAST}  training-compute: {{flop: many, kind: told}}\n",
    "sources": f"models:\n{LEAST}  sources:\n  - {{source: nobody, for: [name]}}\n  - for: []\n    url: https://a.b\n"
    "  - {source: told, url: 'https://a.b', for: [name]}\n",
    "lineage": f"models:\n{LEAST}  lineage:\n    successor-of: [bas, {{external: X, url: x}}]\n    made-of: [base]\n",
    "ids": f"models:\n{LEAST}  ids: {{arxiv: x, doi: y, models.dev: z, huggingface: [a], else: b}}\n",
    "own keys": f"models:\n{LEAST}  x-a: {{b: [c]}}\n  y-a: 1\n",
    "entries that are none": "models:\n- one\n- [id]\n- {name: One}\n- {id: [a]}\n- {id: ''}\nvendors: x\n",
    "unknown sections": "modells: []\ntaxonomy:\n  methods: []\nscans: []\n",
    "a taxonomy that is none": "taxonomy: []\n",
    "hidden perhaps": "models:\n- {id: base, hide: perhaps}\n",
    "terms": "taxonomy:\n  method:\n  - {id: masking-two, label: {en: Masking}, definition: {en: X.}}\n"
    "  - {id: a, label: {en: A}, definition: {en: A.}, broader: [b]}\n"
    "  - {id: b, label: {en: B}, definition: {en: B.}, broader: [a, maskin]}\n"
    "  - {id: c, label: {}, kind: x, reference: y, osi: maybe, commercial: often}\n",
    "vendors": "vendors:\n- {id: new, label: {en: Acme Labs}, part-of: acmee}\n- {id: Big, label: {en: Big}, kind: x}\n"
    "- {id: u, label: {en: U}, country: [KOR], url: u}\n",
    "timelines": "timelines:\n- {id: t, title: {en: T}, modality: vison, eras: []}\n"
    "- {id: u, title: {en: U}, modality: vision,\n"
    "   eras: [{id: e, start: 1, end: 2021, headline: {en: E}, models: [{id: bas}]}]}\n",
    "concepts": "concepts:\n"
    "- {id: c, title: C, points: [{text: {en: T}}], links: [{title: {en: L}, url: l}], refrence: x}\n",
    "releases": "releases:\n- {id: x, date: soon, package: 1, models: many}\nhistory:\n- {id: base, added: never}\n",
    "scan": "scan:\n  path: a\n  paths: {a: b}\n  exclude: [[a]]\n  deny-unknown: perhaps\n"
    "  deny: [{reason: b}, [a], {query: a, x: b}, '']\n"
    "  except: [x, {reference: a}, {reference: a, reason: b, until: soon}]\n",
    "a scan that is none": "scan: [a]\n",
    "long texts": f"models:\n{LEAST}  aliases: [{'x' * 501}]\n  hardware: {'y' * 700}\n  {'z' * 450}: a\n",
}
GOOD: Mapping[str, str] = {
    "headings with nothing below": "models:\nvendors:\ntaxonomy:\n  method:\nscan:\n",
    "a taxonomy with nothing below": "taxonomy:\n",
    "its own name again": f"models:\n{LEAST}  aliases: [one, ONE, One]\n",
    "facts over facts": "models:\n- id: base\n  released: 2025-01\n  +aliases: [One, The Base]\n"
    "  license: {code: Apache-2.0}\n",
    "lists and mappings anew": "models:\n- id: base\n  aliases: [Only]\n  dates: {api: 2024}\n  +modalities: [images]\n"
    "  training: {+pretraining: [Guessing]}\n",
    "hidden": "models:\n- {id: base, hide: yes}\n- {id: nobody, hide: True}\n",
    "not hidden": "models:\n- {id: base, hide: No, context: 8k}\n",
    "new by its short forms": f"models:\n{LEAST}  parameters: 7B\n  lineage: {{successor-of: [base]}}\n  x-own: [a]\n"
    "  license: {weights: mit OR (apache-2.0)}\n  variants: [{name: One 7B, parameters: 7B, id: small}]\n",
    "ids with blanks": 'models:\n- {id: " base ", context: 8k}\nvendors:\n- {id: "acme ", +aliases: [Acme South]}\n',
    "a term more": "taxonomy:\n  method:\n  - {id: masking, +aliases: [hiding], broader: []}\n"
    "models:\n- {id: base, training: {pretraining: [hiding]}}\n",
}


def layers(folder: Path, text: str, name: str = "own.yaml") -> list[Layer]:
    base, own = folder / "base.yaml", folder / name
    base.write_text(BASE, "utf-8")
    own.write_text(text, "utf-8")
    return [Layer("base", base, (base,)), Layer("own", own, (own,))]


def said(folder: Path, text: str, placed: bool) -> Iterator[str]:
    """The problems of a text over the base, or the models."""
    registry = None
    try:
        registry = read_registry(layers(folder, text), placed)
        models = list(registry.models())
    except BadRegistry as bad:
        yield from bad.problems
        return
    for model in models:
        yield json.dumps(model.document(), ensure_ascii=False)
        yield f"  from {dict(registry.origins(model.id))}"
    for kind, terms in registry.terms.items():
        yield from (f"  {kind} {term.id}: {term.aliases} {term.broader}" for term in terms if "taxonomy" in text)


@pytest.mark.parametrize("placed", [True, False], ids=["placed", "quick"])
@pytest.mark.parametrize(("name", "cases"), [("broken", BROKEN), ("good", GOOD)])
def test_a_registry_reads_as_its_snapshot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, cases: Mapping[str, str], placed: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    told = [
        line for case, text in cases.items() for line in (f"── {case}", *said(Path(), f"schema: 1\n{text}", placed))
    ]
    same_as_kept("\n".join([*told, ""]), SNAPSHOTS / f"{name}.{'placed' if placed else 'quick'}.txt")


def test_every_value_has_its_position(tmp_path: Path) -> None:
    placed = read_yaml(BASE, "f.yaml")
    assert placed == read_yaml(BASE, "f.yaml", placed=False)

    def places(value: Raw, path: str = "") -> Iterator[str]:
        yield f"{path or 'file'} {value.position}"
        if isinstance(value, dict):
            keys: Raw = value
            for key, part in value.items():
                yield f"{path}.{key} key {keys.key_positions[key]}"
                yield from places(part, f"{path}.{key}")
        elif isinstance(value, list):
            for number, part in enumerate(value):
                yield from places(part, f"{path}.{number}")

    same_as_kept("\n".join([*places(placed), ""]), SNAPSHOTS / "places.txt")
