# One command each; the first run makes .venv, later runs find it ready.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
GOLD ?= ../shared/eval

.PHONY: demo test lint types layers bench attack eval clean help

help:  ## what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

# Our own build back end first (from wheels), then everything else from wheels alone and ourselves from this folder.
$(READY): $(BIN)/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary :all: -c constraints.txt hatchling editables
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary :all: --no-build-isolation -c constraints.txt -e ".[dev]"
	@touch $@

demo: $(READY)  ## build the sample graph, answer three questions, write the HTML view
	$(BIN)/samphan demo

test: $(READY)  ## run the tests on all cores
	$(BIN)/python -m pytest -n auto

lint: $(READY)  ## style, types and layers
	$(BIN)/ruff check .
	$(MAKE) --no-print-directory types layers

types: $(READY)  ## mypy, strict, on src and tests
	$(BIN)/mypy

layers: $(READY)  ## who may import whom
	$(BIN)/lint-imports

eval: $(READY)  ## accuracy on the annotated articles in GOLD: dev, train, en (six figures and the largest classes of errors)
	@for set in dev train en; do if [ -d $(GOLD)/$$set ]; then \
		echo "== $$set"; $(BIN)/samphan eval $(GOLD)/$$set --floors tests/floors.toml || exit 1; fi; done

attack: $(READY)  ## attack a server of our own on loopback, then 200 clients at once
	$(BIN)/python tests/attack/attack.py

bench: $(READY)  ## ratios beside the peers: reading, building, adding, asking, starting (docs/performance.md)
	$(BIN)/python -m benchmarks

clean:  ## remove what was made here, the environment too
	rm -rf $(VENV) graphs/store graphs/demo-store build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
