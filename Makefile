# Everything this file makes stays inside the project: .venv/, .cache/, out/, build artefacts.
# Where packages come from is pip's own configuration; the lock files only say which versions.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV ?= .venv
OUT ?= out/seed
WORKERS ?= 2

SEED := corpus/seed/lai-chau-par-index-pci-2019.txt
CACHE := $(CURDIR)/.cache
BIN := $(VENV)/bin
PIP = PIP_CACHE_DIR="$(CACHE)/pip" PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/python -m pip --quiet
# Libraries that write to the home directory (underthesea, IPython, Jupyter, matplotlib) find this one.
HOUSE := HOME="$(CACHE)/home" XDG_CACHE_HOME="$(CACHE)/home/.cache" XDG_CONFIG_HOME="$(CACHE)/home/.config" \
	XDG_DATA_HOME="$(CACHE)/home/.local/share"

.DEFAULT_GOAL := help
.PHONY: help run test check lint types layers format bench scores floors confidence docs models schema notebooks lock clean

help:  ## what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# --- environments --------------------------------------------------------------------------------------------

$(VENV)/.run: requirements.lock pyproject.toml
	@echo "Setting up $(VENV) from requirements.lock (once, about a minute) ..."
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "extract needs Python 3.11 or later: make PYTHON=/path/to/python3.11 ...")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) install -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@mkdir -p "$(CACHE)/home" && touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.run
	@echo "Adding the tools of requirements-dev.lock ..."
	@$(PIP) install -r requirements-dev.lock
	@touch $@

# --- the two commands of the README --------------------------------------------------------------------------

run: $(VENV)/.run  ## set up, extract the seed article, print and write what it says
	@rm -rf $(OUT)
	@$(HOUSE) $(BIN)/extract run $(SEED) --output $(OUT) --format jsonl
	@$(HOUSE) $(BIN)/extract show $(SEED)
	@echo "The records are in $(OUT)/"

test: $(VENV)/.dev  ## set up, run the tests
	@$(HOUSE) $(BIN)/python -m pytest -n $(WORKERS)

# --- checks --------------------------------------------------------------------------------------------------

check: lint types layers test  ## everything that must be clean before a commit

lint: $(VENV)/.dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(VENV)/.dev
	@$(BIN)/mypy

layers: $(VENV)/.dev
	@$(BIN)/lint-imports

format: $(VENV)/.dev  ## let ruff write the style
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: $(VENV)/.dev  ## the speed of the seed article and of the command's start, as ratios
	@$(HOUSE) $(BIN)/python -m benchmarks

scores: $(VENV)/.dev  ## how well facts are read, by phenomenon, metric and field (WRITE=1: into corpus/README.md)
	@$(HOUSE) $(BIN)/python -m benchmarks.accuracy $(if $(WRITE),--write)

floors: $(VENV)/.dev  ## store the scores reached as those that `make test` holds
	@$(HOUSE) $(BIN)/python -m benchmarks.accuracy --floors

confidence: $(VENV)/.dev  ## measure each rule's precision into src/extract/data/confidence.csv
	@$(HOUSE) $(BIN)/python -m benchmarks.confidence

docs: $(VENV)/.dev  ## build the documentation into out/site
	@$(HOUSE) $(BIN)/mkdocs build --quiet --strict

# --- generated files, each tested to be current --------------------------------------------------------------

models: $(VENV)/.dev  ## rebuild models/vi_extract_news
	@$(HOUSE) $(BIN)/python -m extract.nlp models/vi_extract_news

schema: $(VENV)/.dev  ## rebuild docs/records.schema.json
	@$(BIN)/python -m extract.records > docs/records.schema.json

notebooks: $(VENV)/.dev  ## run the notebooks and store their output
	@$(HOUSE) $(BIN)/python -m tests.notebooks

# No host, no URL: what is written here installs from wherever pip is told to look.
PIP_COMPILE = PIP_CACHE_DIR="$(CACHE)/pip" CUSTOM_COMPILE_COMMAND="make lock" "$(CACHE)/lock/bin/"pip-compile --quiet --upgrade \
	--strip-extras --no-annotate --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options \
	--allow-unsafe --all-build-deps --cache-dir "$(CACHE)/pip-tools" pyproject.toml

lock:  ## rebuild both lock files from pyproject.toml
	@$(PYTHON) -m venv "$(CACHE)/lock"
	@PIP_CACHE_DIR="$(CACHE)/pip" "$(CACHE)/lock/bin/"pip --quiet install pip-tools
	@$(PIP_COMPILE) --output-file requirements.lock
	@$(PIP_COMPILE) --extra dev --constraint requirements.lock --output-file requirements-dev.lock

clean:  ## remove all that was made
	rm -rf .venv .cache out build dist .coverage .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
