# make app   sets up what is missing and starts the app
# make test  sets up what is missing and runs every test
# make check ruff and the type checker

PYTHON ?= $(shell for python in python3.13 python3.12 python3.11 python3 python; do \
	$$python -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
	2>/dev/null && { echo $$python; break; }; done)
BIN := .venv/bin

.PHONY: app test check
# Without its runs the app works too, and says why.
app: .venv/ready
	@$(BIN)/python -m dogbreed runs import >/dev/null || true
	$(BIN)/streamlit run app.py

test: .venv/ready
	$(BIN)/python -m pytest

check: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

.venv/ready: requirements.txt
	@test -n "$(PYTHON)" || { echo "dogbreed needs Python 3.11, 3.12 or 3.13 with its venv module, and found none." \
	"Install one from python.org or with 'apt-get install python3 python3-venv', then try again."; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --requirement requirements.txt
	@touch $@
