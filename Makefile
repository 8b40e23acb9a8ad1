# Every command of this project, in one place. `make help` lists them.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
PORT ?= 8000
HOST ?= 127.0.0.1
VENV := .venv
BIN := $(VENV)/bin
PYTEST := $(BIN)/python -m pytest -q
# Two cores run two tests at once; a browser test needs one of them.
JOBS ?= 2

.DEFAULT_GOAL := help
.PHONY: help demo test check test-tools lock format messages map bench clean unit postgresql journeys

help: ## What can be made here
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

$(VENV)/.runtime: requirements.lock pyproject.toml verifier/pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e verifier -e .
	@touch $@

$(VENV)/.development: requirements-dev.lock $(VENV)/.runtime
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

demo: $(VENV)/.runtime ## The whole product with demo people, on http://127.0.0.1:8000/ (PORT=, HOST=)
	@exec $(BIN)/akashi demo --host $(HOST) --port $(PORT)

test: $(VENV)/.development ## make check, then every test, on SQLite and on PostgreSQL
	$(MAKE) check
	$(MAKE) unit
	$(MAKE) postgresql
	$(MAKE) journeys

unit: $(VENV)/.development ## Every test but the browser journeys, on SQLite
	$(PYTEST) -n $(JOBS) tests --ignore=tests/journeys

postgresql: $(VENV)/.development ## The tests that touch the store again, on a PostgreSQL of their own
	$(BIN)/python -m tests.tools.on_postgresql $(PYTEST) -n $(JOBS) tests/records tests/workflows tests/portals \
		tests/journeys/test_kills.py tests/journeys/test_kills_of_the_service.py

journeys: $(VENV)/.development ## Each person's way through the product in a real browser
	$(PYTEST) tests/journeys

check: $(VENV)/.development ## Format, lint, types, import contracts, map, translations, migrations
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tools.house_map --check
	$(BIN)/python -m tools.messages check
	$(BIN)/akashi doctor --migrations

format: $(VENV)/.development ## Put code into the one form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

messages: $(VENV)/.development ## Collect the sentences of each room and compile their translations
	$(BIN)/python -m tools.messages extract
	$(BIN)/python -m tools.messages compile

map: $(VENV)/.development ## Draw the map in README from the room signs
	$(BIN)/python -m tools.house_map

lock: $(VENV)/.development ## Pin every dependency by hash again (needs uv in the environment)
	$(BIN)/python -m tools.lock

bench: $(VENV)/.development ## The hot jobs, measured: whole issues, opens and verifications a second
	$(BIN)/akashi bench issue
	$(BIN)/akashi bench open
	$(BIN)/akashi bench verify

test-tools: ## Install with apt what the tests need beyond Python (root or sudo)
	sh tools/test_tools.sh

clean: ## Remove what can be made again; never touches var/
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .hypothesis
