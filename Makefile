# Two commands do everything on a fresh machine: make run, make test. PYTHON=python3.12 chooses another Python.
PYTHON ?= python3
BOOTSTRAP = @PYTHON='$(PYTHON)' sh packaging/bootstrap.sh
BIN = .venv/bin

.PHONY: run test bench torture format

run:
	$(BOOTSTRAP) run
	@$(BIN)/python -E -s main.py  # no variable of Python's, nothing from the person's own site-packages

test:
	$(BOOTSTRAP) test
	$(BIN)/ruff check --quiet .
	$(BIN)/ruff format --quiet --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m pytest -q -n 2 --leave-nothing

bench:
	$(BOOTSTRAP) test
	@$(BIN)/python -m tests.benchmarks

# The vault's promises in full counts, about an hour; part of it: make torture TORTURE='--only kills --scale 0.1'
torture:
	$(BOOTSTRAP) test
	@$(BIN)/python -m tests.torture $(TORTURE)

format:
	$(BOOTSTRAP) test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
