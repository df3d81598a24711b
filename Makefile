# Everything a contributor needs, each in one word. CI runs `make test slow site`.
PYTHON ?= $(firstword $(foreach p,python3.13 python3.12 python3.11 python3,$(shell $(p) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(p))))
BIN := .venv/bin
# where it is set, each process compiles all of this again: half as long as the tests take
unexport PYTHONDONTWRITEBYTECODE

.PHONY: setup demo demo-local test slow lint types contracts unit coverage format record docs golden site release

setup: .venv/.ready

.venv/.ready: pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "digest needs Python 3.11 or newer: make PYTHON=/path/to/python3" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check "pip==26.3"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e . --group dev
	@touch $@

demo: setup
	@$(BIN)/digest build examples/articles
	@echo
	@cat "$$(ls -dt digests/*/ | head -n 1)digest.md"

# The same by a model of your own: make demo-local GGUF=/path/to/model.gguf
demo-local: setup
	@test -f "$(GGUF)" || { echo "name the model's file: make demo-local GGUF=/path/to/model.gguf" >&2; exit 2; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[local]"
	@DIGEST_LLM__GGUF="$(abspath $(GGUF))" $(BIN)/digest build examples/articles
	@echo
	@cat "$$(ls -dt digests/*/ | head -n 1)digest.md"

test: lint types contracts unit

lint: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: setup
	$(BIN)/mypy

contracts: setup
	$(BIN)/lint-imports

unit: setup
	$(BIN)/python -m pytest -q -n auto -m "not slow"

slow: setup
	$(BIN)/python -m pytest -q -n auto -m slow

# before a release: under it the tests take half as long again
coverage: setup
	$(BIN)/python -m pytest -q -n auto --cov=digest --cov-fail-under=95 --cov-report=term:skip-covered

format: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Any OpenAI-compatible endpoint can record: OPENAI_BASE_URL=... make record [TESTS=...]
TESTS ?= tests/llm/test_llm.py tests/llm/test_llm_build.py
record: setup
	@test -n "$$OPENAI_BASE_URL" || { echo "set OPENAI_BASE_URL to the server that is recorded" >&2; exit 1; }
	$(BIN)/python -m pytest -m vcr --record-mode=rewrite $(TESTS)
	$(BIN)/python -m pytest -m vcr $(TESTS)

# dist/ as it goes out: the changelog knows it, two builds are alike, each file was installed and tried
release: setup
	$(BIN)/python .ci/release.py $(RELEASE_FLAGS)

docs: setup
	$(BIN)/python -m docs.generate

# The editions that the tests compare with what is rendered: read the difference
golden: setup
	UPDATE_GOLDEN=1 $(BIN)/python -m pytest -q tests/rendering -k golden

# The pages as a site, in build/site
site: .venv/.site
	$(BIN)/python -m docs.site

.venv/.site: .venv/.ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt --group site
	@touch $@
