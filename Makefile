# Every target sets up what it needs: a virtual environment in .venv with fmcat and its tools, at the
# versions of constraints.txt.
PYTHON ?= python3
BIN := .venv/bin
# uv trusts the certificates of the system, as pip does; a company's proxy is often known only to the system.
export UV_SYSTEM_CERTS := 1
# Tests start hundreds of processes; without compiled modules each would compile fmcat's again.
unexport PYTHONDONTWRITEBYTECODE
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
SCRIPTS := src/fmcat/export/page/*.js

.PHONY: demo test test-newest test-oldest test-spark faults fuzz snapshots mutants lint docs photographs freshness bench update release release-data clean

demo: .venv/ready
	@$(BIN)/fmcat timeline vision

# One process per core; the tests of a file share their fixtures.
test: .venv/ready-dev
	@$(BIN)/python -m pytest -n auto --dist loadfile

# The suite on the newest and on the lowest versions that pyproject.toml allows; TESTS=tests/query runs a part.
test-newest: .venv/ready-dev
	@$(BIN)/uv venv --quiet --clear --python $(BIN)/python .venv-newest
	@$(BIN)/uv pip install --quiet --python .venv-newest --upgrade -e '.[dev]'
	@.venv-newest/bin/python -m pytest -n auto --dist loadfile $(TESTS)

test-oldest: .venv/ready-dev
	@$(BIN)/uv venv --quiet --clear --python $(BIN)/python .venv-oldest
	@$(BIN)/uv pip install --quiet --python .venv-oldest --resolution lowest-direct -e '.[dev]'
	@.venv-oldest/bin/python -m pytest -n auto --dist loadfile $(TESTS)

# Updates constraints.txt to the newest compatible versions, then checks everything with them.
update: .venv/ready-dev
	@printf 'hatchling\neditables\n' | $(BIN)/uv pip compile --quiet --upgrade --all-extras --python-version 3.11 \
	  --no-header --no-annotate --no-emit-index-url --output-file constraints.txt pyproject.toml -
	@.ci/run

# Kills hundreds of processes at random moments of a write.
faults: .venv/ready-dev
	@FMCAT_FAULTS=$${FMCAT_FAULTS:-500} $(BIN)/python -m pytest tests/faults

# Fuzzes bytes, damaged registries, queries and edits for minutes rather than seconds.
fuzz: .venv/ready-dev
	@FMCAT_FUZZ=$${FMCAT_FUZZ:-20000} $(BIN)/python -m pytest tests/fuzz
	@$(BIN)/python tests/fuzz/atheris_read.py

# Compares the answers of a local Spark cluster of two workers, and the tables it compiles, with SQLite's. Needs Java 17 or newer.
test-spark: .venv/ready-dev
	@java -version >/dev/null 2>&1 || { echo "test-spark needs Java 17 or newer on the PATH"; exit 1; }
	@$(PIP) install -c constraints.txt -e '.[spark]'
	@PYSPARK_PYTHON=$(abspath $(BIN)/python) FMCAT_SPARK=$${FMCAT_SPARK:-local-cluster[2,1,1024]} $(BIN)/python -m pytest tests/engines/test_spark.py tests/engines/test_job.py

# Mutation testing on a random sample: SEED=2 N=300 make mutants. It should take half an hour (docs/contributing.md).
mutants: .venv/ready-dev
	@$(BIN)/uv venv --quiet --clear --python $(BIN)/python .venv-mutants
	@$(BIN)/uv pip install --quiet --python .venv-mutants -c constraints.txt -e '.[dev]' cosmic-ray==8.7.0 coverage==7.17.5
	@nice .venv-mutants/bin/python -m tests.mutants

# Rewrites the snapshots of what is printed, answered, imported, exported, said of registry files, and promised by JSON Schemas: tests/*/snapshots.
snapshots: .venv/ready-dev
	@FMCAT_SNAPSHOTS=1 $(BIN)/python -m pytest tests/*/test_*snapshots.py tests/views/test_widths.py tests/views/test_pages.py tests/registry/test_edit.py tests/export/kit/test_picture.py \
		tests/query/test_sql.py tests/catalog/test_bill.py tests/catalog/test_identifiers.py tests/catalog/test_rows.py tests/checks/test_checks.py

lint: .venv/ready-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/oxlint --quiet --deny-warnings $(SCRIPTS)
	@$(BIN)/oxfmt --check $(SCRIPTS) >/dev/null || { echo "run $(BIN)/oxfmt $(SCRIPTS)"; exit 1; }
	@$(BIN)/zizmor --offline --quiet --no-progress .

# The source distribution and the wheel in dist/, checked; the same commit gives the same bytes.
release: .venv/ready-dev
	@$(PIP) install -c constraints.txt --no-build-isolation -e '.[release]'
	@rm -rf dist
	@$(BIN)/uv build --quiet --build-constraints constraints.txt --out-dir dist .
	@$(BIN)/twine check --strict dist/*.whl dist/*.tar.gz
	@$(BIN)/check-wheel-contents dist/*.whl

# A release of the data: data/VERSION, data/history.json and data/CHANGELOG.md, from the release before and from git.
release-data: .venv/ready-dev
	@$(BIN)/python docs/release.py

# Generates docs from the code and from real output: docs/cli.md, docs/schema.md, docs/images/*.svg.
docs: .venv/ready-dev
	@$(BIN)/python docs/make.py

# The pictures of the web page that the README shows; needs Chromium.
photographs: .venv/ready-dev
	@$(BIN)/python docs/photograph.py

# How current the data are: the newest model, served models without a status, entries that nobody read for a year.
freshness: .venv/ready-dev
	@$(BIN)/python docs/freshness.py

bench: .venv/ready-dev
	@$(BIN)/python benchmarks/run.py

clean:
	rm -rf .venv .venv-newest .venv-oldest .venv-mutants .pytest_cache .mypy_cache .ruff_cache .hypothesis dist

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "fmcat needs Python 3.11 or newer: make PYTHON=python3.12"; exit 1; }
	@echo "Creating a virtual environment in .venv" >&2
	@$(PYTHON) -m venv .venv

# The build backend comes first, so that its version is also from constraints.txt.
.venv/ready: pyproject.toml constraints.txt | .venv/bin/python
	@echo "Installing fmcat into .venv (about 15 seconds)" >&2
	@$(PIP) install -c constraints.txt hatchling editables
	@$(PIP) install -c constraints.txt --no-build-isolation -e .
	@touch $@

.venv/ready-dev: pyproject.toml constraints.txt | .venv/bin/python
	@echo "Installing fmcat and its development tools into .venv (about a minute)" >&2
	@$(PIP) install -c constraints.txt hatchling editables
	@$(PIP) install -c constraints.txt --no-build-isolation -e '.[dev]'
	@touch $@ .venv/ready
