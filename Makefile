# Everything below sets up what it needs: a virtual environment in .venv with fmcat and its tools in it.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test test-spark faults fuzz lint docs bench clean

demo: .venv/ready
	@$(BIN)/fmcat timeline vision

# One process a core; the tests of a file share what they set up.
test: .venv/ready-dev
	@$(BIN)/python -m pytest -n auto --dist loadfile

# Kills hundreds of processes at random moments of a write.
faults: .venv/ready-dev
	@FMCAT_FAULTS=$${FMCAT_FAULTS:-500} $(BIN)/python -m pytest tests/faults

# Feeds bytes, damaged registries, queries and edits for minutes rather than seconds.
fuzz: .venv/ready-dev
	@FMCAT_FUZZ=$${FMCAT_FUZZ:-20000} $(BIN)/python -m pytest tests/fuzz
	@$(BIN)/python tests/fuzz/atheris_read.py

# Asks a Spark cluster of two workers on this machine what SQLite is asked. Wants Java 17 or newer.
test-spark: .venv/ready-dev
	@java -version >/dev/null 2>&1 || { echo "test-spark wants Java 17 or newer on the PATH"; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[spark]'
	@FMCAT_SPARK=$${FMCAT_SPARK:-local-cluster[2,1,1024]} $(BIN)/python -m pytest tests/engines/test_spark.py

lint: .venv/ready-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

# Writes what is made from the code and from real output: docs/cli.md, docs/schema.md, docs/images/*.svg.
docs: .venv/ready-dev
	@$(BIN)/python docs/make.py

bench: .venv/ready-dev
	@$(BIN)/python benchmarks/run.py

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis dist

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "fmcat wants Python 3.11 or newer: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv .venv

.venv/ready: pyproject.toml | .venv/bin/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

.venv/ready-dev: pyproject.toml | .venv/bin/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@ .venv/ready
