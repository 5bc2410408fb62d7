"""An issue about a wrong fact, filled in for the form of the repository."""

import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import yaml

from fmcat import __version__
from fmcat.schema.keys import KEYS
from tests.conftest import SMALL, Run

FORMS = Path(__file__).parents[3] / ".github" / "ISSUE_TEMPLATE"
RELEASES = ["--registry", str(SMALL.with_name("releases.yaml"))]


def test_the_address_fills_inputs_that_the_form_has(run: Run) -> None:
    told = json.loads(run("report", "CLIP", "params", "--json").out)
    asked = {name: text for name, [text] in parse_qs(urlsplit(told["url"]).query).items()}
    template, title = asked.pop("template"), asked.pop("title")
    form = yaml.safe_load((FORMS / template).read_text("utf-8"))
    labels = {one["id"]: one["attributes"]["label"] for one in form["body"] if "id" in one}
    assert asked == {name: text for name, text in told["form"].items() if text}
    assert list(told["form"]) == list(labels)
    assert (asked["model"], asked["field"], title) == ("clip", "parameters", "clip: parameters")
    assert "428M" in asked["catalog"]
    assert asked["version"].startswith(f"fmcat {__version__}")
    text = run("report", "clip", "params").out
    assert all(f"### {label}\n" in text for label in labels.values())


def test_what_is_unknown_can_be_reported_too(run: Run) -> None:
    assert json.loads(run("report", "mixture", "access", "--json").out)["form"]["catalog"] == "(unknown)"


def test_your_own_registry_is_not_in_the_report(run: Run, registry_file: Callable[[str], Path]) -> None:
    secret = "- {id: secret, name: S, vendor: meta, released: 2026, modalities: [vision]}"
    own = str(registry_file(f"schema: 1\nmodels:\n{secret}\n- {{id: clip, access: api}}\n"))
    assert run("--registry", own, "report", "secret", "access").code == 1
    told = json.loads(run("--registry", own, "report", "clip", "access", "--json").out)
    assert "api" not in told["form"]["catalog"]


def test_a_model_alone_is_one_clear_error(run: Run) -> None:
    ran = run("report", "clip")
    assert (ran.code, ran.err.splitlines()[0]) == (2, "error: name a model and a field")
    assert run("report", "clip", "nonsense").code == 2


def test_the_form_for_a_new_model_asks_for_the_keys_of_an_entry() -> None:
    form = yaml.safe_load((FORMS / "new-model.yml").read_text("utf-8"))
    ids = [one["id"] for one in form["body"] if "id" in one]
    assert {*ids} - {"entry"} <= set(KEYS)
    required = [one["id"] for one in form["body"] if one.get("validations", {}).get("required")]
    assert {"name", "vendor", "released", "modalities", "sources"} <= {*required}


def test_every_form_is_one_that_the_forge_accepts() -> None:
    for path in FORMS.glob("*.yml"):
        form = yaml.safe_load(path.read_text("utf-8"))
        if path.name == "config.yml":
            continue
        assert {"name", "description", "body"} <= form.keys(), path.name
        ids = [one["id"] for one in form["body"] if one["type"] != "markdown"]
        assert len(ids) == len(set(ids)), path.name
        assert all(one["type"] in ("markdown", "input", "textarea", "dropdown", "checkboxes") for one in form["body"])
