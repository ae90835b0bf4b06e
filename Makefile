# make app   sets up what the app needs and starts it
# make test  sets up the rest too and runs every test; ARGS='-k verdict' goes to pytest
# make check ruff and the type checker
# make lock  the newest versions of everything, for CI

VENV ?= .venv
BIN := $(VENV)/bin
UV := $(shell command -v uv)
ifdef UV
CREATE = uv venv --quiet --allow-existing --python $(PYTHON) $(VENV)
INSTALL = uv pip install --quiet --python $(BIN)/python
else
CREATE = $(PYTHON) -m venv $(VENV)
# As uv does: compiling what is never imported takes 20 s and 200 MB.
INSTALL = $(BIN)/python -m pip install --quiet --no-compile
endif
PYTHON ?= $(shell for python in python3.13 python3.12 python3.11 python3 python; do \
	$$python -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
	2>/dev/null && { echo $$python; break; }; done)

# Modules are compiled when they are first imported, and only then.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: app test check lock
# The tracking store is made beside the app: a page that reads runs before it is there waits, or says why it cannot be.
app: $(VENV)/app
	@$(BIN)/python -m dogbreed runs import >/dev/null 2>&1 &
	$(BIN)/streamlit run app.py

test: $(VENV)/dev
	$(BIN)/python -m pytest -n 3 --no-loadscope-reorder $(ARGS)

check: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

lock: $(VENV)/dev
	$(BIN)/uv pip compile --quiet --universal --upgrade --python-version 3.11 --extra dev --no-annotate \
	--custom-compile-command 'make lock' --output-file .ci/constraints.txt pyproject.toml

$(VENV)/app: pyproject.toml | $(VENV)/created
	$(INSTALL) --requirement requirements.txt
	@touch $@

$(VENV)/dev: pyproject.toml | $(VENV)/created
	$(INSTALL) --editable '.[dev]'
	@touch $(VENV)/app $@

$(VENV)/created:
	@test -n "$(PYTHON)" || { echo "dogbreed needs Python 3.11, 3.12 or 3.13 with its venv module, and found none." \
	"Install one from python.org or with 'apt-get install python3 python3-venv', then try again."; exit 1; }
	$(CREATE)
	@touch $@
