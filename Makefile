# Every target sets up what it needs: a bare machine wants only Python 3.11 or newer, make and a package index.
#   make demo    a register made from the demonstration papers; the next agenda is left in out/
#   make test    all tests, on SQLite and PostgreSQL
#   make check   style, types, import rules and the tests about the house
#   make bench   speed, side by side with the bare driver; writes docs/benchmarks.md
#   make faults  processes killed, mail servers that fail, several senders at once: at full size, as a table
#   make lock    the two requirements files anew from pyproject.toml
#   make pictures  the pictures in the README anew, from the demonstration
#   make word    the two shipped Word templates from their parts in docs/word
#   make format  the code in the one layout that ruff gives it
# A certain Python: make test PYTHON=/path/to/python3

.DEFAULT_GOAL := help
.PHONY: help demo test check bench faults lock pictures word format

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

# pip and PostgreSQL keep small files under HOME; where there is none, they get a folder of ours.
ifeq ($(strip $(HOME)),)
export HOME := $(CURDIR)/$(VENV)/home
endif

# Danish letters whatever the locale of the machine.
export PYTHONUTF8 := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

FITS := import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))

define NO_PYTHON
Sagsgang needs Python 3.11 or newer with its venv module. None of python3.13, python3.12, python3.11 and python3 on
this machine will do. Install one (on Debian and Ubuntu: apt install python3 python3-venv), or name the one to use:
make $(or $(MAKECMDGOALS),test) PYTHON=/path/to/python3
endef
export NO_PYTHON

help:
	@sed -n 's/^#   //p' Makefile

demo: $(READY)
	@$(BIN)/python docs/demonstration/play.py

test: $(READY)
	$(BIN)/pytest -n 2 --dist loadfile

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy .
	$(BIN)/lint-imports
	$(BIN)/pytest tests/house

bench: $(READY)
	$(BIN)/python -m benchmarks.run

faults: $(READY)
	@$(BIN)/python -m tests.faults

pictures: $(READY)
	@$(BIN)/python -m docs.demonstration.pictures

word: $(READY)
	@$(BIN)/python docs/word/build.py

format: $(READY)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix-only .

# The locks name versions and hashes and no index, so that any mirror will do.
COMPILE := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header
lock: $(READY)
	$(BIN)/$(COMPILE) pyproject.toml --output-file requirements.txt
	$(BIN)/$(COMPILE) --extra dev pyproject.toml --output-file requirements-dev.txt

$(READY): requirements-dev.txt pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(BIN)/python:
	@for python in "$(PYTHON)" python3.13 python3.12 python3.11 python3; do \
	  if [ -n "$$python" ] && "$$python" -c '$(FITS)' 2>/dev/null; then \
	    echo "Making $(VENV) with $$("$$python" -V)"; exec "$$python" -m venv --clear $(VENV); \
	  fi; \
	done; \
	echo "$$NO_PYTHON" >&2; exit 1
