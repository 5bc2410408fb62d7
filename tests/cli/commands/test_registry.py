from tests.conftest import Run


def test_layers_are_listed_in_their_order(run: Run) -> None:
    ran = run("registry")
    assert ran.lines[0].split() == ["LAYER", "PATH", "FILES"]
    assert ran.lines[2].startswith("named")
    assert "small.yaml" in ran.out
