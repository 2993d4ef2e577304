# The discourse workbook. `make lab` opens it, `make test` checks it, `make help` lists the rest.
# Everything is installed into .venv from the lock files in requirements/, and only when they changed.

VENV       := .venv
BIN        := $(VENV)/bin
FOLDER     ?= workbook
OPTIONS    ?=
PYTEST     ?= -n logical --maxprocesses=4 --dist loadfile
NOTEBOOKS   = $(wildcard notebooks/*.ipynb)
BENCHMARKS  = $(sort $(wildcard tests/benchmarks/bench_*.py))
SOURCES     = $(shell find discourse -name '*.py')

# The first Python that is new enough; `make lab PYTHON=/path/to/python3` chooses another.
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11 python; do \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo "$$python" && break; done)

# Every package is named with its version and hash, so pip neither chooses nor builds anything by itself.
INSTALL = $(BIN)/python -m pip install --disable-pip-version-check --no-input $(if $(CI),--quiet)
LOCKED  = $(INSTALL) --require-hashes --no-deps --only-binary :all:
ITSELF  = $(INSTALL) --quiet --no-deps --no-build-isolation --editable .

# An environment knows its own folder and its own Python: if either has moved, it is built anew.
MOVED := $(shell test "$$(cat $(VENV)/.made 2>/dev/null)" = "$(CURDIR)" && $(BIN)/python -c '' 2>/dev/null || echo moved)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help lab test lint bench lock clean moved

help:
	@echo "make lab [FOLDER=workbook]  open the workbook in JupyterLab; your copy of the notebooks lies in FOLDER"
	@echo "make test                   run every test"
	@echo "make lint                   check style, types, and that notebooks are stored without outputs"
	@echo "make bench                  measure speed and print the figures"
	@echo "make lock [UPGRADE=yes]     renew requirements/*.txt after a change in pyproject.toml;"
	@echo "                            with UPGRADE=yes move every package to its newest version"
	@echo "make clean                  remove the environment and what was built (never your notebooks or results)"

lab: $(VENV)/.compiled
	$(BIN)/discourse lab "$(FOLDER)" $(OPTIONS)

test: $(VENV)/.test
	$(BIN)/python -m pytest $(PYTEST)

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(if $(NOTEBOOKS),$(BIN)/nbstripout --verify --keep-id $(NOTEBOOKS))

bench: $(VENV)/.test $(VENV)/.compiled
	@for benchmark in $(BENCHMARKS); do echo "== $$benchmark"; $(BIN)/python "$$benchmark" || exit 1; done

# The lock holds for Linux, macOS and Windows and for every Python from 3.11 on. The smaller files are
# parts of the largest, so that going from one to the next changes no version.
lock: $(VENV)/.dev
	$(COMPILE) --extra dev --output-file requirements/dev.txt $(if $(UPGRADE),--upgrade)
	$(COMPILE) --extra test --constraints requirements/dev.txt --output-file requirements/test.txt --upgrade
	$(COMPILE) --constraints requirements/dev.txt --output-file requirements/lab.txt --upgrade
COMPILE = $(BIN)/uv pip compile pyproject.toml --group build --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-annotate --custom-compile-command "make lock" --quiet

$(VENV)/.made: $(MOVED)
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { echo "Python 3.11 or newer was not found. Install it (python.org, or your package manager), or say where it is: make lab PYTHON=/path/to/python3"; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { echo "$(PYTHON) has no venv module. On Debian and Ubuntu: sudo apt-get install python3-venv"; exit 1; }
	@echo "Building the environment in $(VENV) (once; a few minutes, most of them downloads)"
	@"$(PYTHON)" -m venv --clear $(VENV)
	@echo "$(CURDIR)" > $@

$(VENV)/.lab: $(VENV)/.made requirements/lab.txt pyproject.toml
	$(LOCKED) -r requirements/lab.txt
	$(ITSELF)
	@touch $@

$(VENV)/.test: $(VENV)/.made requirements/test.txt pyproject.toml
	$(LOCKED) -r requirements/test.txt
	$(ITSELF)
	@touch $(VENV)/.lab $@

$(VENV)/.dev: $(VENV)/.made requirements/dev.txt pyproject.toml
	$(LOCKED) -r requirements/dev.txt
	$(ITSELF)
	@touch $(VENV)/.lab $(VENV)/.test $@

# What the first start would else wait for: the package compiled, the machine's fonts found.
$(VENV)/.compiled: $(VENV)/.lab $(SOURCES)
	@$(BIN)/python -m compileall -q discourse
	@$(BIN)/python -c 'import matplotlib.font_manager'
	@touch $@

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .benchmarks
	find discourse tests -name __pycache__ -type d -prune -exec rm -rf {} +
