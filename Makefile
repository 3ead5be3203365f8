# What can be done here. `make` alone lists it.
# Environments (git-ignored): .venv runs, tests and checks; .venv-train and .venv-bench hold what
# only training and the benchmark need, so that the first stays small (docs/decisions/0002).

PY := .venv/bin/python
REPORTEDLY := .venv/bin/reportedly
KEPT := $(PY) -m evaluation.bench_kept

.DEFAULT_GOAL := help
.PHONY: help demo test check docs train evaluate bench fuzz faults wheel schema format lock clean

help: ## list what can be done here
	@echo "make TARGET, where TARGET is one of:"
	@grep -E '^[a-z]+:.*## ' Makefile | sed -E 's/:.*## /|/' | awk -F'|' '{ printf "  %-10s %s\n", $$1, $$2 }'

demo: .venv/.runtime ## install, read three small reports, keep a story of 48, and open the desk over it
	@echo
	@echo "== Reading demo/reports (written for this project; nothing in them happened) =="
	@$(REPORTEDLY) read demo/reports/*.json demo/reports/*.html
	@$(REPORTEDLY) read demo/reports/*.txt --outlet "The Lakeside Dispatch" --published 2026-03-04
	@echo
	@echo "== Keeping demo/story in .demo/story.db (48 reports of eight invented outlets, ten days) =="
	@mkdir -p .demo
	@$(REPORTEDLY) add --store .demo/story.db "demo/story/[0-9]*"
	@echo
	@echo "Where to go on:"
	@echo "  $(REPORTEDLY) read FILE...                  your own reports: text, HTML or JSON"
	@echo "  $(REPORTEDLY) read --format json FILE...    one record a line, for programs"
	@echo "  $(REPORTEDLY) read --format html FILE...    one page with highlights and chains"
	@echo "  $(REPORTEDLY) desk --store .demo/story.db   the same story, at the desk"
	@echo "  docs/tutorial.md                                 from a first report to a folder of them"
	@if [ -t 1 ]; then echo; $(REPORTEDLY) desk --store .demo/story.db --open; fi

test: .venv/.dev ## run the tests
	@tools/postgres.sh
	@tools/browser.sh
	@echo "== Tests =="
	@$(PY) -m pytest

check: .venv/.dev ## lint, types, import rule, dead code, dependencies, generated files
	@tools/check.sh

docs: .venv/.dev ## build the docs as a site in site/, with the reference written from the code
	@$(PY) -m tools.reference
	@$(PY) -m tools.architecture
	@$(PY) -m tools.docs_site

train: .venv-train/.train ## make the shipped encoder again, from data to ONNX (needs ../shared/data)
	@echo "== Training =="
	@.venv-train/bin/python -m training

evaluate: .venv/.dev ## score the shipped encoder and the readings against gold (needs ../shared)
	@echo "== Evaluation =="
	@$(PY) -m evaluation $(if $(wildcard .venv-bench/.bench),--baselines)

# Each keeps what it prints in evaluation/bench.json; a bar that one misses does not stop the next.
bench: .venv-bench/.bench .venv/.dev ## measure speed and memory, beside textacy and spaCy; then the store (half an hour)
	@echo "== Benchmark: reading =="
	-@$(KEPT) reading -- .venv-bench/bin/python -m evaluation.bench
	@echo "== Benchmark: adding, against reading =="
	-@$(KEPT) adding -- .venv-bench/bin/python -m evaluation.bench_adding
	@echo "== Benchmark: a store of 100,000 made reports =="
	-@$(KEPT) store -- .venv-bench/bin/python -m evaluation.bench_store
	@echo "== Benchmark: tracing made newsrooms =="
	-@$(KEPT) tracing -- .venv-bench/bin/python -m evaluation.bench_tracing --reports 1000 2000
	@echo "== Benchmark: bulk, against reading, and with a node that is lost =="
	-@$(KEPT) bulk -- .venv/bin/python -m evaluation.bench_bulk
	@echo "== Benchmark: the desk over such a store =="
	-@$(KEPT) desk -- .venv-bench/bin/python -m evaluation.bench_desk
	@echo "== One page of it all: docs/reference/speed.md =="
	@$(PY) -m evaluation.bench_page

fuzz: .venv/.dev ## throw damaged and odd input at everything, for ten minutes
	@REPORTEDLY_FUZZ=long $(PY) -m pytest tests/fuzz

faults: .venv/.dev ## kill, fill up and crash what writes, then load a desk for five minutes; count what is lost (0)
	@echo "== Faults =="
	@$(PY) -m evaluation.faults
	@echo "== Load: 200 readers and 20 writers at one desk =="
	@$(PY) -m evaluation.load

wheel: .venv/.dev ## build the wheel twice, compare, install it and run it far from the source
	@tools/wheel.sh dist

schema: .venv/.dev ## write docs/schema/ anew after a change to the record
	@$(PY) -m tools.schema

format: .venv/.dev ## format the code and mend what ruff can mend
	@$(PY) -m ruff check --fix .
	@$(PY) -m ruff format .

lock: ## resolve the dependencies anew and write requirements/
	@test -x .venv-lock/bin/uv || { python3 -m venv .venv-lock && .venv-lock/bin/pip install --quiet uv; }
	@PATH="$(CURDIR)/.venv-lock/bin:$$PATH" .venv-lock/bin/python -m tools.lock

clean: ## remove the environments and tool caches
	rm -rf .demo site .venv .venv-train .venv-bench .venv-lock .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

.venv/.runtime: requirements/runtime.txt pyproject.toml
	@tools/environment.sh .venv requirements/runtime.txt
	@touch $@

.venv/.dev: requirements/dev.txt pyproject.toml
	@tools/environment.sh .venv requirements/dev.txt
	@touch $@ .venv/.runtime

.venv-bench/.bench: requirements/bench.txt pyproject.toml
	@tools/environment.sh .venv-bench requirements/bench.txt
	@touch $@

# torch first and by name: pip takes the build that suits the machine (on Linux a large CUDA one
# unless another source is configured), so it cannot be hashed for everyone.
.venv-train/.train: requirements/train.txt pyproject.toml
	@tools/environment.sh .venv-train requirements/train.txt
	@echo "Installing torch 2.13.0 (large)"
	@.venv-train/bin/python -m pip install --disable-pip-version-check torch==2.13.0
	@touch $@
