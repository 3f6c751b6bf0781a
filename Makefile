# The shop's commands; README.md explains the first two.
SHELL := /bin/sh
PYTHON ?= python3
PORT ?= 8000
SEARCH ?= fts5
BIN := .venv/bin
export SITE_ORIGIN ?= http://localhost:$(PORT)
LOCK := requirements/dev.txt
STAMP := .venv/.installed-$(shell cksum < $(LOCK) | cut -d' ' -f1)

.PHONY: setup run test lint check lock demo-order bench lighthouse page-pictures clean

setup: $(STAMP)

# The virtual environment holds exactly the locked packages; a changed lock file installs anew.
$(STAMP): $(LOCK)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed, this is " + sys.version)'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing the locked packages (once, about a minute)…"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(LOCK)
	@rm -f .venv/.installed-*
	@touch "$@"

# With SEARCH=elasticsearch on the node of ELASTICSEARCH_URLS, or on one that is started here.
run: export SEARCH := $(SEARCH)
run: setup
ifeq ($(SEARCH),elasticsearch)
	@tools/elasticsearch/node ensure var/elasticsearch
endif
	@DJANGO_SETTINGS_MODULE=shop.settings.demo $(BIN)/python manage.py prepare_demo
	@DJANGO_SETTINGS_MODULE=shop.settings.demo $(BIN)/python manage.py serve_demo --port $(PORT)

# All tests on SQLite; with SERVICES=required a missing service fails instead of skipping, and
# everything but the browser runs once more on the PostgreSQL of TEST_DATABASE_URL.
test: setup
	@DJANGO_SETTINGS_MODULE=shop.settings.test $(BIN)/python manage.py compile_translations
	SERVICES=$(SERVICES) $(BIN)/python -m pytest $(PYTEST)
ifeq ($(SERVICES),required)
	@test -n "$$TEST_DATABASE_URL" || { echo "SERVICES=required needs TEST_DATABASE_URL and TEST_REDIS_URL (see .ci/services)"; exit 1; }
	SERVICES=$(SERVICES) DATABASE_URL=$$TEST_DATABASE_URL $(BIN)/python -m pytest -m "not browser" $(PYTEST)
endif

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy .
	$(BIN)/lint-imports
	$(BIN)/djade --check --target-version 5.2 $$(git ls-files 'templates/*.html')
	DJANGO_SETTINGS_MODULE=shop.settings.test $(BIN)/python manage.py makemigrations --check --dry-run
	DJANGO_SETTINGS_MODULE=shop.settings.test $(BIN)/python manage.py check_translations
	@SITE_ORIGIN=https://shop.example SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(60))') \
	  ALLOWED_HOSTS=shop.example DATABASE_URL=postgres://shop@localhost/shop REDIS_URL=redis://localhost:6379/0 \
	  DJANGO_SETTINGS_MODULE=shop.settings.production $(BIN)/python manage.py check --deploy --fail-level WARNING

check: lint test

# Rewrites the lock files from pyproject.toml; needs uv.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-annotate pyproject.toml -o requirements/base.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-annotate pyproject.toml --group dev -o requirements/dev.txt

# From a fresh clone to a paid demo order, timed.
demo-order:
	@began=$$(date +%s); $(MAKE) --no-print-directory setup && BEGAN=$$began $(BIN)/python -m bench.demo_order

# Pages, search, then buying beside stock Oscar; buying on PostgreSQL too when TEST_DATABASE_URL is given.
# LARGE=1 measures search at 200,000 products too; ELASTICSEARCH_URLS names the node.
bench: setup
	$(BIN)/python -m bench.pages
	$(BIN)/python -m bench.search $(if $(LARGE),--large)
	$(BIN)/python -m bench.buying

lighthouse: setup
	$(BIN)/python -m bench.lighthouse

# Takes the pages' pictures in docs/pictures anew.
page-pictures: setup
	$(BIN)/python -m bench.page_pictures

clean:
	rm -rf var .venv
