"""The hook and the action for other repositories, run on registries here as they would."""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import SMALL

ROOT = Path(__file__).parents[2]
HOOKS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
STEPS = {step["name"]: step for step in ACTION["runs"]["steps"] if "run" in step}


def ran(command: list[str], folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    found = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return subprocess.run(
        command, cwd=folder, env={**os.environ, "PATH": found, **environment}, capture_output=True, text=True
    )


def step(name: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """A step of the action, in the shell that GitHub runs it with."""
    shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", STEPS[name]["run"]]
    return ran(shell, folder, **environment)


CHECKING = [hook for hook in HOOKS if hook["entry"].startswith("fmcat check")]


@pytest.mark.parametrize("hook", CHECKING, ids=lambda hook: hook["id"])
def test_the_hooks_pass_our_registry_and_stop_a_broken_one(hook: dict[str, Any], tmp_path: Path) -> None:
    registry = tmp_path / "data"
    shutil.copytree(ROOT / "data", registry)
    command = shlex.split(hook["entry"])
    assert ran([*command, "data"], tmp_path).returncode == 0
    (registry / "models.yaml").write_text("schema: 1\nmodels: [{id: x}]\n", "utf-8")
    assert ran([*command, "data"], tmp_path).returncode != 0


def test_the_action_reports_what_a_pull_request_changes(tmp_path: Path) -> None:
    registry, summary = tmp_path / "fmcat.yaml", tmp_path / "summary.md"
    shutil.copy(SMALL, registry)
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org"]
    for command in (["init", "-q"], ["add", "fmcat.yaml"], ["commit", "-qm", "first"]):
        assert ran([*git, *command], tmp_path).returncode == 0
    base = ran(["git", "rev-parse", "HEAD"], tmp_path).stdout.strip()
    registry.write_text(registry.read_text("utf-8").replace("parameters: 428M\n", "parameters: 430M\n", 1), "utf-8")
    asked = {"FOLDER": ".", "BASE": base, "COMMENT": "false", "GITHUB_STEP_SUMMARY": str(summary)}
    told = step("diff", tmp_path, **asked)
    assert told.returncode == 0, told.stderr
    assert "clip" in summary.read_text("utf-8")
    assert step("check", tmp_path, REGISTRY="$(touch broken)").returncode != 0
    assert not (tmp_path / "broken").exists()


def commands(log: str) -> list[str]:
    """The commands that a runner reads in a log: a line that begins with `::`, or `##[` anywhere, unless stopped."""
    taken: list[str] = []
    stopped = ""
    for line in log.splitlines():
        if stopped:
            stopped = "" if line.strip() == f"::{stopped}::" else stopped
        elif line.startswith("::stop-commands::"):
            stopped = line.removeprefix("::stop-commands::")
        elif line.lstrip().startswith("::") or "##[" in line:
            taken.append(line)
    assert not stopped
    return taken


INJECTED = "\\n::error file=app.js,line=1::INJECTED\\n  ::add-mask::e ##[error]"
BROKEN = {
    "key": f'models:\n- {{id: evil, "na{INJECTED}": 1}}',
    "section": f'"mod{INJECTED}": []',
    "id": f'models:\n- {{id: "e{INJECTED}", name: E}}',
    "value": f'models:\n- {{id: evil, name: E, vendor: "m{INJECTED}", released: "::error::x"}}',
    "stage": f'models:\n- {{id: evil, name: E, training: {{"s{INJECTED}": [x]}}}}',
}


@pytest.mark.parametrize("place", BROKEN)
def test_no_registry_writes_commands_into_a_log(place: str, tmp_path: Path) -> None:
    (tmp_path / "::error::a.yaml").write_text(f"schema: 1\n{BROKEN[place]}\n", "utf-8")
    told = step("check", tmp_path, REGISTRY="::error::a.yaml")
    assert told.returncode == 3
    assert "in the registry" in told.stdout
    assert commands(told.stdout + told.stderr) == []
    alone = ran(["fmcat", "check", "::error::a.yaml"], tmp_path)  # also in a workflow without our action
    assert commands(alone.stdout + alone.stderr) == []


def test_no_step_runs_a_module_of_the_checkout(tmp_path: Path) -> None:
    for name in ("secrets", "pip", "token", "random", "sitecustomize"):
        (tmp_path / f"{name}.py").write_text("open('owned', 'w')\n", "utf-8")
    (tmp_path / "fmcat.yaml").write_text("schema: 1\n", "utf-8")
    step("install", tmp_path, ACTION="--help")
    step("check", tmp_path, REGISTRY="fmcat.yaml")
    step("diff", tmp_path, FOLDER=".", BASE="0" * 40, COMMENT="false", GITHUB_STEP_SUMMARY="summary.md")
    assert not (tmp_path / "owned").exists()


def test_no_step_pastes_what_others_may_write_into_a_shell() -> None:
    assert all("${{" not in one["run"] for one in STEPS.values())


def test_the_page_documents_every_input_and_hook() -> None:
    page = (ROOT / "docs" / "continuous-integration.md").read_text("utf-8")
    assert all(f"| `{name}` | `{said['default']}` |" in page for name, said in ACTION["inputs"].items())
    assert all(f"`{hook['id']}`" in page for hook in HOOKS)
