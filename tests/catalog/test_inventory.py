"""What a repository uses, where a maker's service ends and weights stay."""

from datetime import date

import pytest

from fmcat import Catalog
from fmcat.catalog.bill import Bills
from fmcat.catalog.inventory import Inventory, Occurrence, inventory
from tests.conftest import SMALL, compiled

ENDED = """\
schema: 1
taxonomy:
  status:
  - {id: deprecated, label: {en: Deprecated}, definition: {en: Ends.}}
  - {id: retired, label: {en: Retired}, definition: {en: Ended.}}
models:
- {id: weights, name: Weights, vendor: [meta], released: 2020, modalities: [vision], access: open, status: retired,
   dates: {retired: 2022-01-01}, ids: {huggingface: [lab/weights], models.dev: [served-weights, lab/weights]}}
- {id: served, name: Served, vendor: [meta], released: 2020, modalities: [vision], access: api, status: retired,
   dates: {retired: 2022-01-01}}
- {id: leaving, name: Leaving, vendor: [meta], released: 2020, modalities: [vision], access: api, status: deprecated}
- {id: stays, name: Stays, vendor: [meta], released: 2021, modalities: [vision], access: open, status: retired,
   ids: {huggingface: [lab/stays]}, lineage: {successor-of: [weights, served, leaving]}}
- {id: named, name: Named, vendor: [meta], released: 2020, modalities: [vision], access: api, status: deprecated,
   replaced-by: [leaving, newest]}
- {id: chain, name: Chain, vendor: [meta], released: 2020, modalities: [vision], access: api, status: deprecated,
   replaced-by: [leaving]}
- {id: newest, name: Newest, vendor: [meta], released: 2022, modalities: [vision], lineage: {successor-of: [stays]}}
- {id: heir, name: Heir, vendor: [meta], released: 2021, modalities: [vision], lineage: {successor-of: [named, chain]}}
"""


@pytest.fixture(scope="module")
def ended(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The small registry with services that ended."""
    folder = tmp_path_factory.mktemp("ended")
    (folder / "ended.yaml").write_text(ENDED, "utf-8")
    return compiled(folder, SMALL, folder / "ended.yaml")


def found(catalog: Catalog, name: str) -> Inventory:
    place = Occurrence("app.py", 1, 1, name)
    return inventory(catalog, [(catalog.resolve(name), place)], date(2021, 12, 31))


@pytest.mark.parametrize(
    ("name", "retired", "replacement"),
    [
        ("weights", "", ""),
        ("lab/weights", "", ""),
        ("served-weights", "2022-01-01", "stays"),
        ("served", "2022-01-01", "stays"),
        ("leaving", "", "stays"),
        ("named", "", "newest"),
        ("chain", "", "heir"),
    ],
)
def test_a_service_ends_and_weights_stay(ended: Catalog, name: str, retired: str, replacement: str) -> None:
    [used] = found(ended, name).used
    assert (used.retired, used.replacement, used.days) == (retired, replacement, 1 if retired else None)


def test_a_bill_says_what_ends_and_what_replaces_it(ended: Catalog) -> None:
    bill = Bills(ended).of_checkpoints(["weights", "served", "leaving"])
    told = {part.id: (part.retired, part.replacement) for part in bill.parts}
    assert told == {"weights": ("", ""), "served": ("2022-01-01", "stays"), "leaving": ("", "stays")}
