# Årshjul. The two commands are `make run` and `make test`; `make` alone lists the others.
#
# Everything that is fetched goes into .venv, build and wheel/static/vendor, and is fetched once for each change of the
# requirements file that names it. pip's own settings (index, proxy, certificates) are respected and never overridden.

.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:
.SUFFIXES:

# Each may be set on the command line: make run PORT=8080; make install PYTHON=python3.13; make test ARGS=tests/core
# WORKERS is how many tests run at once: one a core, or 0 for all in one process, as a debugger needs it.
PORT ?= 8000
PYTHON ?= $(or $(NEW_ENOUGH),python3)
ARGS ?=
WORKERS ?= auto

BIN := .venv/bin
PIP := $(BIN)/pip -q --disable-pip-version-check --no-input
FLASK := $(BIN)/flask --app wsgi
UV := uv==0.13.9
VENDOR := wheel/static/vendor
# Outside a git checkout ruff does not read .gitignore.
OURS := --extend-exclude build .
PO := $(wildcard translations/*/LC_MESSAGES/messages.po)
MO := $(PO:.po=.mo)
CHECKED_DATABASE := sqlite:///$(CURDIR)/build/migrations-check.sqlite3

IS_NEW_ENOUGH := -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
NEW_ENOUGH = $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python $(IS_NEW_ENOUGH) && echo $$python && break; done)
# The environment is made anew when the checkout was moved (its scripts hold the path) or its Python is gone.
IS_SOUND := $(shell test "$$(cat .venv/.made-for 2>/dev/null)" = "$(CURDIR)" && $(BIN)/python $(IS_NEW_ENOUGH) && echo yes)


##@ The two commands

.PHONY: run
run: install ## Serve the service at http://127.0.0.1:8000, with a sample year when the database is empty (PORT=8080)
	@set -e; \
	case "$(PORT)" in ''|*[!0-9]*) echo "PORT must be a number, such as PORT=8080; it is \"$(PORT)\"." >&2; exit 1;; esac; \
	$(BIN)/python -c 'import socket, sys; sys.exit(socket.socket().connect_ex(("127.0.0.1", $(PORT))) == 0)' || { \
		echo "Port $(PORT) is taken by another program. Choose another one: make run PORT=8080" >&2; exit 1; }; \
	echo "==> Bringing the database up to date"; \
	$(FLASK) migrate; \
	echo "==> Loading the sample year, if the database is empty"; \
	$(FLASK) load-sample --if-empty; \
	echo "==> Serving at http://127.0.0.1:$(PORT) (Ctrl-C stops)"; \
	exec $(BIN)/gunicorn --no-control-socket --worker-class gthread --workers 2 --threads 4 \
		--bind 127.0.0.1:$(PORT) wsgi:app

.PHONY: test
test: install-dev lint types migrations-check ## Everything that a change must pass: lint, types, migrations, all tests
	@echo "==> Running the tests"
	@$(BIN)/pytest --numprocesses=$(WORKERS) --maxprocesses=8 --dist=loadfile $(ARGS)


##@ Parts of them

.PHONY: install
install: .venv/.run assets translations ## Make .venv, with what the service needs to run
	@echo "==> Installed: the packages, the assets and the translations"

.PHONY: install-dev
install-dev: install .venv/.dev ## Add what the tests need

.PHONY: assets
assets: $(VENDOR)/.installed ## Install htmx and the font into wheel/static/vendor

.PHONY: node
node: build/node/.unpacked ## Fetch Node, which some browser tests need, into build/node

.PHONY: translations
translations: $(MO) ## Compile the translations that changed

.PHONY: lint
lint: .venv/.dev ## Look for mistakes and for unformatted code
	@echo "==> Looking for mistakes (ruff)"
	@$(BIN)/ruff check $(OURS)
	@$(BIN)/ruff format --check $(OURS)

.PHONY: types
types: .venv/.dev ## Check the types
	@echo "==> Checking the types (mypy)"
	@$(BIN)/mypy

.PHONY: migrations-check
migrations-check: .venv/.run ## Check that the migrations, run on an empty database, give the tables that the code expects
	@echo "==> Checking the migrations (alembic)"
	@mkdir -p build && rm -f build/migrations-check.sqlite3*
	@AARSHJUL_DATABASE_URL="$(CHECKED_DATABASE)" AARSHJUL_INSTANCE=build/instance $(BIN)/alembic upgrade head
	@AARSHJUL_DATABASE_URL="$(CHECKED_DATABASE)" AARSHJUL_INSTANCE=build/instance $(BIN)/alembic check


##@ While changing something

.PHONY: format
format: .venv/.dev ## Format the code, and mend what can be mended by itself
	@$(BIN)/ruff check --fix $(OURS)
	@$(BIN)/ruff format $(OURS)

.PHONY: picture
picture: install-dev ## Take the README's picture anew (needs Chromium)
	@$(BIN)/python tools/take_picture.py

.PHONY: bench
bench: install ## Measure the service beside yardsticks, in one run of a few minutes (see docs/performance.md)
	@$(BIN)/python -m bench

.PHONY: messages
messages: .venv/.run ## Collect the texts to translate, and add them to translations/*/LC_MESSAGES/messages.po
	@echo "==> Collecting the texts (pybabel)"
	@mkdir -p build
	@$(BIN)/python tools/collect_messages.py build/messages.pot
	@$(if $(PO),,echo "There is no language yet. Start one: $(BIN)/pybabel init -i build/messages.pot -d translations -l da" >&2; exit 1)
	@$(BIN)/pybabel -q update -i build/messages.pot -d translations --no-fuzzy-matching --ignore-obsolete \
		--ignore-pot-creation-date --width=120

.PHONY: lock
lock: .venv/.uv ## Compile requirements*.txt from pyproject.toml (ARGS=--upgrade for newer versions)
	@echo "==> Compiling requirements.txt, requirements-dev.txt, requirements-assets.txt, requirements-node.txt"
	@$(COMPILE) pyproject.toml -o requirements.txt
	@$(COMPILE) pyproject.toml --group dev -o requirements-dev.txt
	@$(COMPILE) --no-deps --group assets -o requirements-assets.txt
	@$(COMPILE) --no-deps --group node -o requirements-node.txt
	@other=$$(grep '^[a-z]' requirements.txt | grep -vxFf requirements-dev.txt); test -z "$$other" || { \
		echo "The tests would not run with what the service runs with; requirements-dev.txt lacks:" "$$other" >&2; exit 1; }

COMPILE = $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --python-version 3.11 \
	--custom-compile-command "make lock" $(ARGS)

.PHONY: clean
clean: ## Remove what was built and cached; .venv and instance (your data) stay
	rm -rf build $(VENDOR) .mypy_cache .ruff_cache .pytest_cache .hypothesis test-results $(MO)

.PHONY: help
help:
	@awk '/^##@ /{print "\n" substr($$0, 5)} match($$0, /^[a-z-]+:.*## /){ \
		name = $$0; sub(/:.*/, "", name); text = $$0; sub(/.*## /, "", text); printf "  make %-17s %s\n", name, text}' \
		$(firstword $(MAKEFILE_LIST))


# What the commands above leave behind, so that the next time is quick.

NO_PACKAGES = { echo "The packages could not be installed; pip says why above. It needs the network or an index of your own." >&2; exit 1; }

ifneq ($(IS_SOUND),yes)
.venv/.made-for: FORCE
endif

.venv/.made-for:
	@set -e; python="$(PYTHON)"; \
	version=$$($$python -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || { \
		echo "Python is missing ($$python was not found). On Debian or Ubuntu: sudo apt-get install python3 python3-venv" >&2; exit 1; }; \
	$$python $(IS_NEW_ENOUGH) || { \
		echo "Python 3.11 or newer is needed, and $$python is $$version. If there is a newer one: make PYTHON=/path/to/it" >&2; exit 1; }; \
	$$python -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "$$python cannot make environments. On Debian or Ubuntu: sudo apt-get install $(notdir $(PYTHON))-venv" >&2; exit 1; }; \
	if test -e .venv/.made-for || ! $(BIN)/python $(IS_NEW_ENOUGH) || ! $(BIN)/pip --version >/dev/null 2>&1; then \
		echo "==> Making .venv with Python $$version"; \
		$$python -m venv --clear .venv; \
	fi; \
	echo "$(CURDIR)" >.venv/.made-for

.venv/.run: requirements.txt .venv/.made-for
	@echo "==> Installing the packages of requirements.txt"
	@$(PIP) install --require-hashes -r requirements.txt || $(NO_PACKAGES)
	@touch $@

.venv/.dev: requirements-dev.txt .venv/.run
	@echo "==> Installing the packages of requirements-dev.txt"
	@$(PIP) install --require-hashes -r requirements-dev.txt || $(NO_PACKAGES)
	@touch $@

.venv/.uv: Makefile .venv/.made-for
	@echo "==> Installing $(UV)"
	@$(PIP) install $(UV) || $(NO_PACKAGES)
	@touch $@

build/assets/.unpacked: requirements-assets.txt .venv/.made-for
	@echo "==> Fetching the packages of requirements-assets.txt"
	@rm -rf build/assets
	@$(PIP) install --no-deps --require-hashes --target build/assets -r requirements-assets.txt || $(NO_PACKAGES)
	@touch $@

build/node/.unpacked: requirements-node.txt .venv/.made-for
	@echo "==> Fetching the packages of requirements-node.txt"
	@rm -rf build/node
	@$(PIP) install --no-deps --require-hashes --target build/node -r requirements-node.txt || $(NO_PACKAGES)
	@touch $@

$(VENDOR)/.installed: build/assets/.unpacked tools/install_assets.py
	@echo "==> Installing htmx and the font into $(VENDOR)"
	@PYTHONPATH=build/assets $(BIN)/python tools/install_assets.py build/assets $(VENDOR)
	@touch $@

# A catalogue that is marked fuzzy as a whole is skipped without a word; its language would silently be missing.
$(MO): %.mo: %.po | .venv/.run
	@echo "==> Compiling $<"
	@rm -f $@
	@$(BIN)/pybabel -q compile -i $< -o $@
	@test -f $@ || { echo "$< was not compiled: remove the line '#, fuzzy' above its header." >&2; exit 1; }

.PHONY: FORCE
FORCE:
