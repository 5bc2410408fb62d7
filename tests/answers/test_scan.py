"""What a scan found, as data, lines and tables."""

import json
from datetime import date

from fmcat.answers.sarif import to_sarif
from fmcat.answers.scan import HEAD, breach_line, life, rows, to_json, to_markdown
from fmcat.catalog.inventory import Inventory, Occurrence, Unknown, Used
from fmcat.catalog.policy import UNKNOWN, Breach, Denial, Verdict, Waiver
from fmcat.fields import Document
from fmcat.messages import say
from fmcat.wording import Wording

OWL: Document = {
    "id": "owl",
    "name": "O|wl",
    "vendor": ["acme"],
    "released": "2024",
    "modalities": ["language"],
    "license": {"weights": "MIT"},
}
PLACES = [Occurrence("a/b c.py", number, 3, "acme/owl", "model", "checkpoint") for number in range(1, 8)]
USED = Used("owl", OWL, PLACES, commercial="yes", countries=["KR"])
CELL = Occurrence("n.ipynb", 2, 5, "someone/new", cell=4)
UNKNOWN_NAME = Unknown("someone/new", say("nothing is near"), ["owl"], [CELL])
FOUND = Inventory([USED], [UNKNOWN_NAME], files=3, skipped={"large": 1}, data="2026.11.28")
NOTHING = Inventory([], [])
DENIED = Verdict([Breach(Denial("license:mit", "no\nMIT"), USED), Breach(Denial(UNKNOWN), UNKNOWN_NAME)])


def test_what_is_unknown_has_no_key() -> None:
    told = json.loads(to_json(FOUND, Verdict()))
    assert (told["data"], told["files"], told["references"], told["skipped"]) == ("2026.11.28", 3, 8, {"large": 1})
    assert set(told["models"][0]) == {
        "id",
        "model",
        "name",
        "vendor",
        "country",
        "license",
        "commercial",
        "occurrences",
    }
    assert "denied" not in told["unknown"][0]
    assert told["unknown"][0]["occurrences"] == [
        {"file": "n.ipynb", "line": 2, "column": 5, "text": "someone/new", "match": "none", "cell": 4}
    ]
    assert "data" not in json.loads(to_json(NOTHING, Verdict()))


def test_the_last_day_of_a_service_is_told_even_if_it_is_today() -> None:
    assert json.loads(to_json(Inventory([Used("owl", OWL, [], days=0)], []), Verdict()))["models"][0]["days"] == 0
    assert life(Used("owl", OWL, [])) == ""
    assert life(Used("owl", OWL, [], retired="2026")) == "retires 2026"
    assert life(Used("owl", OWL, [], retired="2026-11-28", days=0)) == "retires on 2026-11-28, in 0 days"
    assert life(Used("owl", OWL, [], retired="2026-11-27", days=-1)) == "retired on 2026-11-27"


def test_denials_and_exceptions_are_told_with_their_reasons() -> None:
    told = json.loads(to_json(FOUND, DENIED))
    assert told["models"][0]["denied"] == [{"query": "license:mit", "reason": "no\nMIT"}]
    assert told["unknown"][0]["denied"] is True
    waived = Breach(Denial("license:mit"), USED, Waiver("owl", "agreed", date(2027, 1, 2)))
    assert json.loads(to_json(FOUND, Verdict([], [waived])))["allowed"] == [
        {"reference": "owl", "rule": "license:mit", "reason": "agreed", "until": "2027-01-02"}
    ]


def test_a_row_per_place_fills_every_column() -> None:
    found = list(rows(FOUND, DENIED))
    assert {len(row) for row in found} == {len(HEAD)}
    assert found[0] == ("a/b c.py:1:3", "acme/owl", "checkpoint", "owl", "MIT", "yes", "", "", "", "license:mit")
    assert found[-1] == ("n.ipynb[4]:2:5", "someone/new", "none", *[""] * 6, UNKNOWN)


def test_a_breach_is_one_line_with_its_place() -> None:
    model, name = DENIED.breaches
    assert breach_line(model) == "a/b c.py:1:3: acme/owl is owl, denied by license:mit (no\nMIT)"
    assert breach_line(name) == "n.ipynb[4]:2:5: someone/new is not a known model"


def test_markdown_lists_five_places_and_escapes() -> None:
    lines = to_markdown(FOUND, DENIED, Wording("en", {("vendor", "acme"): "Acme"})).splitlines()
    (row,) = [line for line in lines if line.startswith("| O")]
    assert row.startswith("| O\\|wl | MIT |")
    assert "| Acme (KR) | `a/b c.py:1:3`, " in row
    assert row.endswith("`a/b c.py:5:3` +2 |")
    assert "#### Denied" in lines
    assert "#### Denied" not in to_markdown(FOUND, Verdict(), Wording("en", {}))
    assert "| someone" not in to_markdown(NOTHING, Verdict(), Wording("en", {}))


def results(found: Inventory, said: Verdict) -> list[dict[str, object]]:
    told = json.loads(to_sarif(found, said))["runs"][0]
    rules = [rule["id"] for rule in told["tool"]["driver"]["rules"]]
    assert all(rules[one["ruleIndex"]] == one["ruleId"] for one in told["results"])
    return list(told["results"])


def test_sarif_has_the_gravest_rule_of_each_place() -> None:
    def rule(used: Used, said: Verdict | None = None) -> object:
        return results(Inventory([used], []), said or Verdict())[0]["ruleId"]

    assert [one["ruleId"] for one in results(FOUND, DENIED)] == ["denied-model"] * 7 + ["denied-name"]
    assert [one["ruleId"] for one in results(FOUND, Verdict())][-1] == "unknown-model"
    assert rule(USED) == "model-in-use"
    assert rule(Used("owl", {**OWL, "status": "retired"}, PLACES)) == "leaving-model"
    ending = Used("owl", OWL, PLACES, retired="2026-12-01", days=3)
    assert rule(ending) == "leaving-model"
    assert rule(ending, Verdict([Breach(Denial("owl"), ending)])) == "denied-model"


def test_sarif_places_are_regions_of_files_and_cells_of_notebooks() -> None:
    model, name = results(FOUND, Verdict())[0], results(FOUND, Verdict())[-1]
    assert model["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "a/b%20c.py"},
                "region": {"startLine": 1, "startColumn": 3, "endColumn": 11},
            }
        }
    ]
    assert "region" not in str(name["locations"])
    assert "in cell 4, line 2" in str(name["message"])
    whole = Inventory([Used("owl", OWL, [Occurrence("/cache/x", 0, 0, "owl")])], [])
    assert results(whole, Verdict())[0]["locations"] == [
        {"physicalLocation": {"artifactLocation": {"uri": "file:///cache/x"}}}
    ]


def test_a_finding_keeps_its_fingerprint_where_lines_move() -> None:
    first, second, *_ = results(FOUND, Verdict())
    assert first["partialFingerprints"] == second["partialFingerprints"]
    assert first["partialFingerprints"] != results(FOUND, DENIED)[0]["partialFingerprints"]
