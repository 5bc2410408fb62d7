"""Epoch's table: cells that cannot be taken are listed, and names make ids."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Ran, Run

HEAD = "model,organization,publication_date,domain,parameters,accessibility,confidence\n"


@pytest.fixture
def epoch(run: Run, tmp_path: Path) -> Callable[..., Ran]:
    def bring(*rows: str, options: tuple[str, ...] = ("--json",)) -> Ran:
        (tmp_path / "epoch.csv").write_text(HEAD + "".join(f"{row}\n" for row in rows))
        return run("import", "epoch", str(tmp_path / "epoch.csv"), *options)

    return bring


def left_out(ran: Ran) -> dict[str, str]:
    return {one["about"]: one["why"] for one in json.loads(ran.out)["left_out"]}


@pytest.mark.parametrize("cell", ["175B", '"1,750,000"', "-7", "inf", "nan", "unknown", "~7e9"])
def test_a_number_that_cannot_be_read_is_listed(epoch: Callable[..., Ran], cell: str) -> None:
    assert "is not a number such as" in left_out(epoch(f"MAE,Meta,2021-11-11,,{cell},,Confident"))["mae.parameters"]
    assert left_out(epoch(f"MAE,Meta,2021-11-11,,{cell},,Likely")) == {}


@pytest.mark.parametrize("cell", ["Open access (restricted use)", "Open source"])
def test_an_access_that_cannot_be_read_is_listed_of_new_models_too(epoch: Callable[..., Ran], cell: str) -> None:
    rows = [f"MAE,Meta,2021-11-11,,,{cell},", f"Fresh,Meta,2026-01-01,Language,,{cell},"]
    ran = epoch(*rows)
    assert set(left_out(ran)) == {"mae.access"}
    assert repr(cell) in left_out(ran)["mae.access"]
    assert set(left_out(epoch(*rows, options=("--new", "--json")))) == {"mae.access", "Fresh.access"}


HEAD_OF_TRAINING = "model,organization,publication_date,domain,training_compute_flop,training_tokens,confidence\n"


def test_compute_and_tokens_of_a_training_are_kept(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "epoch.csv"
    language = "Fresh,Meta,2026-01-01,Language,2.1e+25,15000000000000,Likely\n"
    table.write_text(f"{HEAD_OF_TRAINING}{language}Seen,Meta,2026-01-01,Vision,1e21,300000,Unknown\n")
    fresh, seen = json.loads(run("import", "epoch", str(table), "--new", "--json").out)["entries"]
    assert fresh["training-tokens"] == 15 * 10**12
    assert fresh["training-compute"] == {"flop": 2.1e25, "kind": "estimated", "confidence": "likely"}
    assert seen["training-compute"] == {"flop": 1e21, "kind": "estimated"}
    assert "training-tokens" not in seen  # of a vision model they are images


def test_compute_that_cannot_be_read_is_listed(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "epoch.csv"
    table.write_text(HEAD_OF_TRAINING + "MAE,Meta,2021-11-11,Vision,many,,Confident\n")
    ran = run("import", "epoch", str(table), "--json")
    assert left_out(ran)["mae.training-compute"].startswith("'many' is not a number of FLOP")


def test_a_row_without_a_name_is_listed(epoch: Callable[..., Ran]) -> None:
    assert left_out(epoch(",Meta,2021-11-11,,,,", "MAE,Meta,2021-11-11,,,,")) == {"": "the row does not name a model"}


def test_rows_of_a_new_model_that_differ_are_listed(epoch: Callable[..., Ran]) -> None:
    rows = ["Fresh,Meta,2026-01-01,Language,7e9,,Confident", "Fresh (2),Meta,2026-01-01,Language,9e9,,Confident"]
    ran = epoch(*rows, options=("--new", "--json"))
    assert set(left_out(ran)) == {"fresh.parameters"}
    assert left_out(ran)["fresh.parameters"].startswith("its rows differ: ")
    assert "parameters" not in json.loads(ran.out)["entries"][0]


def test_names_with_accents_and_greek_letters_make_ids_of_their_own(epoch: Callable[..., Ran]) -> None:
    rows = [f"{name},Université Grenoble Alpes,2026-01-01,Language,,," for name in ("NÜWA", "PanGu-Σ", "PanGu-α")]
    entries = json.loads(epoch(*rows, options=("--new", "--json")).out)["entries"]
    assert [entry["id"] for entry in entries] == ["nuwa", "pangu-sigma", "pangu-alpha"]
    assert {vendor for entry in entries for vendor in entry["vendor"]} == {"universite-grenoble-alpes"}
