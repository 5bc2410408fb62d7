"""fmcat init: creates your own registry."""

import os
from pathlib import Path
from typing import Annotated

import typer

from fmcat.cli.session import Session
from fmcat.errors import BadUsage
from fmcat.files.write import write_whole
from fmcat.messages import message, say
from fmcat.registry.locate import PROJECT_FILE
from fmcat.schema.json_schema import registry_schema
from fmcat.text import indented, showable

SCHEMA_FILE = "fmcat.schema.json"
EXAMPLE = f"""\
# yaml-language-server: $schema={SCHEMA_FILE}
#
# Models of your own, laid over the bundled catalog: entries with a new id are added, others override single
# facts. `fmcat check {PROJECT_FILE}` names every problem; `fmcat fields` and `fmcat explain` list the words.
schema: 1
models:
# - id: my-model                    # lower-case letters, digits, '-' and '.'
#   name: My Model
#   vendor: [my-lab]                # an id of `vendors`, here or bundled
#   released: 2026-05               # as precise as it is known
#   modalities: [language]
#   training: {{pretraining: [causal-language-modeling], supervised-finetuning: [instruction-tuning]}}
#   parameters: 7B
#   license: {{weights: Apache-2.0}}
#   access: open
#   lineage: {{finetuned-from: [mistral-7b]}}
#   links: {{weights: "https://huggingface.co/my-lab/my-model"}}
#   summary: {{en: One sentence about it., ko: 이 모델에 대한 한 문장이다.}}
#   sources: [{{url: "https://my-lab.example/announcement", for: [released, vendor], read: 2026-05-02}}]
#
# - id: clip                        # only what differs
#   license: {{weights: MIT}}
#   +aliases: [our CLIP]            # adds to the list instead of replacing it
# vendors:
# - {{id: my-lab, label: {{en: My Lab, ko: 우리 연구실}}, kind: company, country: [KR]}}
"""


def run(
    ctx: typer.Context,
    folder: Annotated[
        Path, typer.Argument(metavar="[FOLDER]", help="Folder. [default: current]", show_default=False)
    ] = Path(),
) -> None:
    """Create a registry of your own: a commented example, and its JSON Schema for editors.

    It is used in its folder and everything below it, on top of the bundled catalog.
    """
    session: Session = ctx.obj
    if not folder.is_dir():
        raise BadUsage(say("{folder}: no such folder", folder=folder))
    if os.path.lexists(folder / PROJECT_FILE):  # before it is read as the project's registry
        raise _taken(folder / PROJECT_FILE)
    session.do_without()
    schema = indented(registry_schema(session.catalog.words())).encode()
    files = {folder / SCHEMA_FILE: schema, folder / PROJECT_FILE: EXAMPLE.encode()}
    if _holds(folder / SCHEMA_FILE, schema):
        del files[folder / SCHEMA_FILE]
    for path in files:
        if os.path.lexists(path):  # also a dangling link
            raise _taken(path)
    for path, content in files.items():
        write_whole(path, [content], new=True)
    session.output.note(message("made", session.language, path=showable(str(folder / PROJECT_FILE))))


def _taken(path: Path) -> BadUsage:
    return BadUsage(say("{path} already exists", path=path), [say("edit it, move it away, or name another folder")])


def _holds(path: Path, content: bytes) -> bool:
    """Whether a regular file, not a link, has exactly this content."""
    return path.is_file() and not path.is_symlink() and path.read_bytes() == content
