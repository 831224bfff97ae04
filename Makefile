# The same words by hand and in CI. `make lab` and `make test` need Python 3.10+, Node.js 20+ and make; they do the rest.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:

VENV := .venv
BIN := $(VENV)/bin
# The scripts in package.json call jlpm and jupyter-builder, which are in the environment.
JLPM := PATH="$(CURDIR)/$(BIN):$$PATH" jlpm
DATA ?= ../shared/data
comma := ,
# What is handed on to JupyterLab, as in: make lab ARGS="--no-browser --port=8899"
ARGS ?=
# How many tests run beside each other; each of these has a server and a browser of its own.
WORKERS ?= 2
BESIDE := --numprocesses $(WORKERS) --dist worksteal

DEMO := .jupyter-demo
LAB_EXTENSION := mldebt_lab/labextension/package.json
FRONT_END := package.json tsconfig.json $(shell find src style schema/lab -type f ! -path '*/__tests__/*')

# Tools that insist on writing below HOME get a place in the project where HOME is read-only.
ifneq ($(shell test -w "$$HOME" && echo yes),yes)
export XDG_CACHE_HOME := $(CURDIR)/$(VENV)/cache
export YARN_GLOBAL_FOLDER := $(CURDIR)/$(VENV)/cache/yarn
export npm_config_cache := $(CURDIR)/$(VENV)/cache/npm
export JUPYTER_CONFIG_DIR := $(CURDIR)/$(VENV)/cache/jupyter/config
export JUPYTER_DATA_DIR := $(CURDIR)/$(VENV)/cache/jupyter/data
export JUPYTER_RUNTIME_DIR := $(CURDIR)/$(VENV)/cache/jupyter/runtime
export IPYTHONDIR := $(CURDIR)/$(VENV)/cache/ipython
endif

.PHONY: help
help: ## Say what there is
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{ printf "%-30s %s\n", $$1, $$2 }'

# What people call

.PHONY: lab
lab: $(VENV)/.lab $(DEMO)/taxi-fares.ipynb ## Build everything and open JupyterLab on the demo notebook
	cd $(DEMO) && JUPYTERLAB_WORKSPACES_DIR="$(CURDIR)/$(DEMO)/.workspaces" \
		../$(BIN)/jupyter lab --LabApp.default_url=/lab/tree/taxi-fares.ipynb $(if $(filter 0,$(shell id -u)),--allow-root) $(ARGS)

.PHONY: test
test: browser $(VENV)/.test ## Run all tests: jest, pytest, and the browser's
	$(JLPM) test
	$(BIN)/python -m pytest -m alone
	$(BIN)/python -m pytest -m "not alone" $(BESIDE)

.PHONY: test-without-browser
test-without-browser: $(VENV)/.test ## Run all tests that need no browser
	$(JLPM) test
	$(BIN)/python -m pytest -m alone tests
	$(BIN)/python -m pytest -m "not alone" $(BESIDE) tests

.PHONY: check
check: $(VENV)/.test ## Check style, types, import directions and generated files
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(JLPM) lint:check
	$(BIN)/python scripts/rule_pages.py --check

.PHONY: docs
docs: $(VENV)/.test ## Write the pages of the rules
	$(BIN)/python scripts/rule_pages.py

.PHONY: screenshots
screenshots: browser $(VENV)/.test $(VENV)/.lab ## Take the pictures of the README and of docs/states.md
	$(BIN)/python scripts/screenshots.py
	$(BIN)/python -m pytest -q ui-tests --pictures

.PHONY: bench
bench: $(VENV)/.test ## Measure time and memory against the floor (DATA=folder)
	$(BIN)/python -m benchmarks.bench $(DATA)
	$(BIN)/python -m benchmarks.start_cost

.PHONY: score
score: $(VENV)/.test ## Measure precision and recall on the truth sets (DATA=folder)
	$(BIN)/python -m benchmarks.score $(DATA)

.PHONY: wheel
wheel: $(VENV)/.test ## Build the wheel that people install, into dist/
	rm -rf mldebt_lab/labextension dist
	$(JLPM) build:prod
	rm -f mldebt_lab/labextension/build_log.json
	$(BIN)/python -m hatchling build --target wheel

.PHONY: clean
clean: ## Remove everything that was made here, the demo's copy included
	rm -rf $(VENV) $(DEMO) node_modules .yarn lib dist coverage *.tsbuildinfo .eslintcache .stylelintcache
	rm -rf mldebt_lab/labextension mldebt_lab/_version.py .mypy_cache .ruff_cache .pytest_cache .hypothesis
	rm -rf .import_linter_cache ui-tests/results
	find mldebt_lab tests ui-tests benchmarks scripts -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

# What they stand on. A stamp says that something was installed since what it depends on last changed.

.PHONY: browser
browser:
	@scripts/setup/browser.sh

$(VENV)/.created: scripts/setup/environment.sh
	scripts/setup/environment.sh create
	@touch $@

$(VENV)/.build-tools: $(VENV)/.created
	scripts/setup/environment.sh install "jupyter-builder>=1.2,<2"
	@touch $@

node_modules/.installed: package.json yarn.lock .yarnrc.yml | $(VENV)/.build-tools
	scripts/setup/front-end.sh
	@touch $@

$(LAB_EXTENSION): $(FRONT_END) node_modules/.installed
	$(JLPM) build
	@touch $@

# The front end is built above, so the editable installation need not; the link makes a new build visible at once. It is
# taken away first, with what an installation by hand wrote through it into the build.
LINK := $(VENV)/share/jupyter/labextensions/mldebt-lab
define install-editable
	@if [ -L $(LINK) ]; then rm $(LINK); fi
	@rm -f mldebt_lab/labextension/install.json
	SKIP_JUPYTER_BUILDER=1 scripts/setup/environment.sh install --editable ".[$(1)]"
	$(BIN)/jupyter-builder develop . --overwrite
	@$(BIN)/python -m compileall -q mldebt_lab # as pip does with what it installs
endef

$(VENV)/.lab: pyproject.toml $(LAB_EXTENSION)
	$(call install-editable,lab$(comma)demo$(comma)widget)
	@touch $@

$(VENV)/.test: pyproject.toml $(LAB_EXTENSION)
	$(call install-editable,lab$(comma)demo$(comma)test$(comma)dev$(comma)knowledge)
	@touch $@ $(VENV)/.lab

# A copy to play with, made once, so that neither the repository nor anybody's edits are overwritten.
$(DEMO)/taxi-fares.ipynb: | $(VENV)/.lab
	mkdir -p $(DEMO)/data
	cp binder/*.ipynb $(DEMO)
	cp binder/data/*.csv $(DEMO)/data
	JUPYTERLAB_WORKSPACES_DIR="$(CURDIR)/$(DEMO)/.workspaces" $(BIN)/jupyter lab workspaces import binder/workspace.json
