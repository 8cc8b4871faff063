# make run opens Cartera, make test tests it; make help names the rest. `make check` is exactly what CI runs.

PYTHON_ENV := .venv/bin/python
TEST_WORKERS ?= 2
TESTS ?= tests

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run test check format format-check lint types environment bench screenshots catalogues icons package desktop clean

help: ## name the targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "make %-14s %s\n", $$1, $$2 }'

run: ## make .venv, install what the program needs, open the window
	@sh tools/venv.sh requirements.txt
	@$(PYTHON_ENV) main.py

test: environment ## the whole suite under a virtual display (TESTS=path for a part of it)
	@sh tools/display.sh
	@sh tools/mail_server.sh
	@CARTERA_WINDOWS=required $(PYTHON_ENV) -m pytest -n $(TEST_WORKERS) --dist loadfile $(TESTS)

check: format-check lint types test ## all that CI runs: format, lint, types, tests; tests/test_docs.py reads the docs

format: environment ## write the sources in the one format
	@$(PYTHON_ENV) -m ruff format .

format-check: environment
	@$(PYTHON_ENV) -m ruff format --check .

lint: environment ## ruff, with limits that bind
	@$(PYTHON_ENV) -m ruff check .

types: environment ## mypy, strict on crm
	@$(PYTHON_ENV) -m mypy

bench: environment ## speed, each figure beside its floor
	@$(PYTHON_ENV) -m benchmarks

screenshots: environment ## the real window under a virtual display, into docs/images
	@sh tools/display.sh
	@$(PYTHON_ENV) -m tools.screenshots

catalogues: environment ## bring locale/ up to date with the texts of the sources, and compile it
	@$(PYTHON_ENV) -m tools.catalogues

icons: environment ## draw packaging/icons anew
	@$(PYTHON_ENV) -m tools.icons

package: ## a folder in dist/ that runs without Python, for the system this is run on
	@sh tools/venv.sh requirements-package.txt
	@$(PYTHON_ENV) -m PyInstaller --noconfirm --clean --log-level ERROR packaging/cartera.spec

desktop: ## put Cartera into the applications menu of this Linux user
	@sh tools/desktop.sh

clean: ## remove what was built and cached; .venv stays
	@rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	@find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +

environment:
	@sh tools/venv.sh requirements-dev.txt
