"""What an inventory, a policy and a bill state of what is used, and of what it comes from: kept in snapshots/.

`make snapshots` rewrites them; review the difference before committing it.
"""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from fmcat import Catalog
from fmcat.catalog.bill import Bill, Bills, Part
from fmcat.catalog.inventory import Inventory, Occurrence, Unknown, Used, inventory
from fmcat.catalog.policy import Denial, Policy, Waiver, verdict
from tests.conftest import SMALL, compiled
from tests.snapshots import same_as_kept

BOUND = Path(__file__).parents[1] / "data" / "bound.yaml"
SNAPSHOTS = Path(__file__).parent / "snapshots"


@pytest.fixture(scope="module")
def bound(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The small registry with models that licenses of every kind bind."""
    return compiled(tmp_path_factory.mktemp("bound"), SMALL, BOUND)


def told(bill: Bill, part: Part) -> Iterator[str]:
    """Everything a part states, a line each."""
    yield f"── {part.id}"
    for field in fields(part):
        value = getattr(part, field.name)
        if field.name == "document":
            value = value["id"]
        elif field.name == "makers":
            value = [maker["id"] for maker in value]
        elif field.name == "supplier":
            value = value and value["id"]
        elif field.name == "bound":
            value = value and (value.license, value.commercial, value.conditions)
        if isinstance(value, list | tuple) and value and not isinstance(value[0], str):
            yield from (f"  {field.name}: {one}" for one in value)
        elif value:
            yield f"  {field.name}: {value}"
    yield from (f"  comes from: {way}" for way, _ in bill.ancestry(part))


def test_a_bill_states_what_is_kept(bound: Catalog) -> None:
    ids = [one for document in bound.to_records() for one in (document["id"], *checkpoint_ids(bound, document["id"]))]
    bill = Bills(bound).of_checkpoints(dict.fromkeys(ids))
    lines = [line for part in bill.parts for line in told(bill, part)]
    same_as_kept("\n".join([*lines, f"ancestors: {sorted(bill.ancestors)}", ""]), SNAPSHOTS / "bill.txt")


def checkpoint_ids(catalog: Catalog, model: str) -> list[str]:
    return [document["id"] for document in catalog.checkpoints(catalog.query(f"id:{model}"))]


#: What is written in one place each, or in several with |; a revision that a cache tells of follows @.
WRITTEN = """\
deal-served
lab-ai/Deal-7B
LAB-AI/deal-7b@0123456789abcdef0123456789abcdef01234567
lab-ai/Deal-7B@0123456789abcdef0123456789abcdef01234567|models--lab-ai--Deal-7B
lab-ai/Deal-7B@0123456789abcdef0123456789abcdef01234567|lab-ai/Deal-7B@aaaa456789abcdef0123456789abcdef01234567
deal-7b
TheBloke/Deal-7B-GGUF
deal-70b
deal
served
served-2024-01-01
served-2024-01-01|served-20240101
served-2024-01-01|served-2024-02-01
served-2024-01-01|served
served-mini
later
other-last
tuned/a
tuned/b
tuned
taught
taught-served
taught|taught-served
grown
clip
nobody/unknown-70b
nobody/unknown-70b|nobody/unknown-7b
deal-8b
"""
TODAY = date(2025, 6, 1)
NAMED = "lab-ai/Deal-7B"
POLICIES = {
    "nothing is denied": Policy(),
    "unknown ones": Policy(deny_unknown=True),
    "a license, for a reason": Policy([Denial("license:LicenseRef-Deal", "not read")]),
    "an access": Policy([Denial("access:api"), Denial("under:deal")]),
    "a status": Policy([Denial("status:retired or status:deprecated")]),
    "a status that is not known": Policy([Denial("status:?")]),
    "days of retirement": Policy(
        [Denial("retired:..2030"), Denial("-retired:?"), Denial("not (vendor:lab -retired:?)")]
    ),
    "waived to this day": Policy([Denial("vendor:lab")], True, [Waiver(NAMED, "tested", TODAY)]),
    "waived to yesterday": Policy([Denial("vendor:lab")], True, [Waiver(NAMED, "tested", date(2025, 5, 31))]),
    "waived by ids": Policy(
        [Denial("vendor:lab")], True, [Waiver(name, "") for name in ("deal", "served/mini", "nobody/unknown-70b")]
    ),
    "waived by another id": Policy([Denial("vendor:lab")], waivers=[Waiver("models--lab-ai--Deal-7B", "")]),
}


def written(catalog: Catalog, line: str) -> Inventory:
    """What is used where this is written, a place each."""
    found = []
    for number, text in enumerate(line.split("|"), 1):
        name, _, revision = text.partition("@") if text.startswith("models--") else (text, "", "")
        meant = catalog.resolve(name)
        found.append((meant, Occurrence("app.py", number, 7, text, "loader", meant.match, revision=revision)))
    return inventory(catalog, found, TODAY, len(found))


def test_what_is_used_is_told_as_kept(bound: Catalog) -> None:
    lines = []
    for line in WRITTEN.splitlines():
        made = written(bound, line)
        lines.append(f"── {line}: {len(made)} of {made.references} references in {made.files} files")
        for used in made.used:
            held = {field.name: getattr(used, field.name) for field in fields(used) if field.name != "document"}
            held |= {name: getattr(used, name) for name in ("model", "license", "status")}
            held["occurrences"] = [str(one) for one in used.occurrences]
            lines += [f"  {name}: {value!r}" for name, value in sorted(held.items()) if value not in ("", (), [], {})]
        lines += [f"  unknown {one.text}: {one.note} {list(one.near)}" for one in made.unknown]
        for part in Bills(bound).of_scan(made, "shop").parts:
            supplier = part.supplier["id"] if part.supplier else "nobody"
            lines.append(f"  part {part.id}, version {part.version!r}, purl {part.purl!r}, from {supplier}")
    same_as_kept("\n".join([*lines, ""]), SNAPSHOTS / "inventory.txt")


def test_a_policy_decides_as_kept(bound: Catalog) -> None:
    lines = []
    for name, policy in POLICIES.items():
        lines.append(f"── {name} ({'a' if policy else 'no'} policy)")
        for line in WRITTEN.splitlines():
            made = written(bound, line)
            said = verdict(bound, made, policy, TODAY)
            used: list[Used | Unknown] = [*made.used, *made.unknown]
            found = [f"denied by {denial.query}" for one in used for denial in said.of(one)]
            found += [f"{one.denial.query} waived by {one.waiver}" for one in said.waived]
            found += [f"{one.reference} ended" for one in said.ended]
            lines.append(f"  {line}: {', '.join(found) or 'allowed'}")
    same_as_kept("\n".join([*lines, ""]), SNAPSHOTS / "policy.txt")
