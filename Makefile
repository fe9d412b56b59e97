# onrecord: make demo reads a report, make test passes the tests, make check is what a change must pass.
PYTHON ?= python3.11
VENV   := .venv
BIN    := $(VENV)/bin
PEERS  := build/peers
# annotated corpora for `make evaluate`; none of them is needed for anything else
DATA   ?= ../shared/data
SCORERS ?= ../shared/tools

.DEFAULT_GOAL := help
.PHONY: help demo test shots docs lint check dist wheel-check resolves container evaluate fuzz crossval peers speed lock system assets shapes clean

help:
	@echo "To try it"
	@echo "  make demo         set up, read an example report, show its record"
	@echo "To change it"
	@echo "  make test         set up with all test tools (as root also system packages), run the tests"
	@echo "  make shots        draw every page in a browser, to build/shots"
	@echo "  make docs         the manual as a site, in build/docs"
	@echo "  make lint         format, style, types, imports"
	@echo "  make check        what a change must pass: lint, docs and test"
	@echo "  make fuzz         throw 20,000 damaged and hostile inputs at the readers (a quarter of an hour),"
	@echo "                    and draw other examples for the tests of properties, twenty times"
	@echo "  make lock         pin the dependencies anew"
	@echo "  make clean        remove the environment and all that was built"
	@echo "  make assets       build the scripts of the pages that need packages of npm (they are comforts: all works without)"
	@echo "  make shapes       make the shapes of countries of the map anew (needs npm)"
	@echo "To measure it"
	@echo "  make evaluate     score against the corpora in DATA=$(DATA)"
	@echo "  make crossval     score whole records by cross-validation over reports (ten minutes)"
	@echo "  make peers        set up other quotation extractors in an environment of their own, compare on PolNeAR"
	@echo "  make speed        the whole reading beside spaCy's small pipeline, by turns in one run"
	@echo "To release it"
	@echo "  make dist         wheel and source archive in dist/"
	@echo "  make wheel-check  the wheel alone, in an empty environment, with the network cut (downloads 170 MB the first time)"
	@echo "  make resolves     show that every dependency is a wheel, for Python 3.11 to 3.13 on four systems"
	@echo "  make container    an image from the wheel, with podman or docker"

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { echo "make: $(PYTHON) is not here; install Python 3.11 or give PYTHON=..."; exit 1; }
	$(PYTHON) -m venv $(VENV) || { echo "make: venv failed; on Debian: apt-get install python3.11-venv"; rm -rf $(VENV); exit 1; }

$(VENV)/.run: $(BIN)/python requirements/run.txt pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements/run.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@

$(VENV)/.dev: $(BIN)/python requirements/dev.txt pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@ $(VENV)/.run

demo: $(VENV)/.run
	@$(BIN)/onrecord read examples/harbour.txt
	@mkdir -p build
	@$(BIN)/onrecord read examples/harbour.txt --format html --output build/harbour.html
	@echo "The page: $(CURDIR)/build/harbour.html"

# PostgreSQL keeps its programs outside PATH on Debian
POSTGRES = $(firstword $(wildcard /usr/lib/postgresql/*/bin/initdb) $(shell command -v initdb))

system:
	@missing=""; command -v chromium >/dev/null || missing="chromium"; \
	[ -n "$(POSTGRES)" ] || missing="$$missing postgresql"; \
	if [ -z "$$missing" ]; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $$missing >/dev/null; \
	else echo "make: the tests need $$missing; on Debian: apt-get install $$missing"; exit 1; fi

test: system $(VENV)/.dev
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory assets || echo "make: pages are tested without assets"; fi
	$(BIN)/python -m pytest

# what the pages take from npm, at the versions of the lock file; no script of a package is run
NPM := web-assets/node_modules/.package-lock.json
BUILT := src/onrecord/web/static/built/map.js

$(NPM): web-assets/package.json web-assets/package-lock.json
	@command -v npm >/dev/null || { echo "make: npm is not here; on Debian: apt-get install npm"; exit 1; }
	cd web-assets && npm ci --ignore-scripts --no-audit --no-fund --silent
	@touch $@

$(BUILT): $(NPM) $(wildcard web-assets/src/*)
	cd web-assets && npm run --silent build

assets: $(BUILT)

shapes: $(NPM)
	cd web-assets && npm run --silent shapes

# pictures of every page at desktop and phone width, to be looked at
shots: system $(VENV)/.dev
	$(BIN)/python -m pytest tests/web/shots.py

lint: $(VENV)/.dev
	$(BIN)/ruff format --check src tests models benchmarks docs/conf.py docs/made
	$(BIN)/ruff check src tests models benchmarks docs/conf.py docs/made
	$(BIN)/mypy
	$(BIN)/lint-imports

# the manual, with its reference made from the code; a warning is an error, nothing is fetched
docs: $(VENV)/.dev
	$(BIN)/python -m sphinx --quiet --fail-on-warning --keep-going --doctree-dir build/doctrees docs build/docs
	@echo "The manual: $(CURDIR)/build/docs/index.html"

check: lint docs test

dist: $(BUILT) $(VENV)/.dev
	rm -rf dist
	$(BIN)/python -m hatchling build
	@ls -l dist

# an environment with what the wheel needs and nothing else
WHEEL := build/wheel
$(WHEEL)/.run: requirements/run.txt
	$(PYTHON) -m venv --clear $(WHEEL)/env
	$(WHEEL)/env/bin/python -m pip install --quiet --disable-pip-version-check --only-binary :all: -r requirements/run.txt
	@touch $@

wheel-check: dist $(WHEEL)/.run
	$(WHEEL)/env/bin/python -m pip uninstall --quiet --disable-pip-version-check --yes onrecord
	$(WHEEL)/env/bin/python -m pip install --quiet --disable-pip-version-check --no-deps dist/*.whl
	$(WHEEL)/env/bin/python -m pip check --disable-pip-version-check
	$(BIN)/python tests/release/weigh.py dist $(WHEEL)/env
	$(BIN)/python tests/release/from_the_wheel.py $(WHEEL)/env/bin examples

$(BIN)/uv: $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv

PYTHONS := 3.11 3.12 3.13
SYSTEMS := x86_64-manylinux_2_28 aarch64-manylinux_2_28 aarch64-apple-darwin x86_64-pc-windows-msvc
resolves: $(BIN)/uv
	@mkdir -p build
	@for python in $(PYTHONS); do for system in $(SYSTEMS); do \
	  $(BIN)/uv pip compile --quiet --only-binary :all: --python-version $$python --python-platform $$system pyproject.toml \
	    --output-file build/resolves-$$python-$$system.txt >/dev/null || exit 1; \
	  echo "Python $$python on $$system: $$(grep -c == build/resolves-$$python-$$system.txt) wheels"; \
	done; done
	@echo "Run and tested on Python 3.11 on Linux alone; elsewhere this shows that nothing has to be compiled, and no more."

# untested: see Containerfile
container: dist
	@engine=$$(command -v podman || command -v docker) || { echo "make: podman or docker is not here"; exit 1; }; \
	$$engine build --tag onrecord --file Containerfile .

evaluate: $(VENV)/.dev
	@mkdir -p benchmarks/reports build
	$(BIN)/onrecord evaluate polnear $(DATA)/polnear/dev.jsonl.gz --scores benchmarks/reports/polnear-dev.json
	$(BIN)/onrecord evaluate records $(DATA)/records --scores benchmarks/reports/records.json
	$(BIN)/onrecord evaluate places $(DATA)/places --scores benchmarks/reports/places.json
	$(BIN)/python benchmarks/pages.py $(DATA)/pages --json benchmarks/reports/pages.json
	$(BIN)/python benchmarks/phrases_time.py
	$(BIN)/python benchmarks/phrases_quantities.py
	ONRECORD_SCORERS=$(SCORERS) ONRECORD_POLNEAR=$(DATA)/polnear/dev.jsonl.gz ONRECORD_RECORDS=$(DATA)/records \
	  $(BIN)/python -m pytest tests/evaluate tests/test_floors.py
	$(BIN)/python benchmarks/reading.py $(DATA)/seed/report.txt $(DATA)/records

fuzz: $(VENV)/.dev
	$(BIN)/python benchmarks/fuzz_readers.py --inputs 20000 --json benchmarks/reports/fuzz.json
	for round in $$(seq 20); do ONRECORD_EXAMPLES=drawn $(BIN)/pytest $$(grep -rl '^@given' tests --include='*.py') || exit 1; done

# the peers of benchmarks/attribution, beside onrecord, in an environment of their own
$(PEERS)/.done: benchmarks/attribution/requirements.txt pyproject.toml
	$(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check -r benchmarks/attribution/requirements.txt
	$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps sayswho==0.1.4
	$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@

peers: $(PEERS)/.done
	$(PEERS)/bin/python benchmarks/attribution/run.py $(DATA)/polnear/dev.jsonl.gz --out build/attribution

speed: $(PEERS)/.done
	$(PEERS)/bin/python benchmarks/beside_spacy.py $(DATA)/polnear/dev.jsonl.gz --json benchmarks/reports/speed.json

build/models/bin/python: requirements/run.txt models/status-en/requirements.txt
	$(PYTHON) -m venv build/models
	build/models/bin/python -m pip install --quiet --disable-pip-version-check -r requirements/run.txt -r models/status-en/requirements.txt
	build/models/bin/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@

crossval: build/models/bin/python
	build/models/bin/python models/crossval.py $(DATA)/records --data $(DATA) --report benchmarks/reports/records-crossval.json

lock: $(BIN)/uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 pyproject.toml -o requirements/run.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --extra dev pyproject.toml -o requirements/dev.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 -c requirements/run.txt \
	  pyproject.toml benchmarks/attribution/requirements.in -o benchmarks/attribution/requirements.txt

clean:
	rm -rf $(VENV) build dist web-assets/node_modules src/onrecord/web/static/built .pytest_cache .mypy_cache .ruff_cache
