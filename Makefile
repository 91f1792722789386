# make demo 从零到一份真实的足迹；make test 提交前的全部检查。
# make demo: from nothing to a real footprint. make test: every check before a change is handed in.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
WORKERS ?= 2
PYTEST := $(BIN)/python -m pytest -n $(WORKERS)

.PHONY: help demo test test-fast deep lint format docs golden mutants bench lock clean

help: ## 列出各目标 list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 12

demo: $(VENV)/.runtime ## 安装并算出一份真实足迹到 out/ install, then compute a real footprint into out/
	$(BIN)/tanchi demo

test: lint ## 全部检查，约 25 分钟以内 every check, within 25 minutes
	$(PYTEST) --durations=15 --junitxml=build/test-report.xml

test-fast: $(VENV)/.dev ## 第 1–3 层测试，4 分钟以内 layers 1 to 3, within 4 minutes
	$(PYTEST) --layers=1-3

deep: $(VENV)/.dev ## 每条性质 5000 例 5000 examples for each property
	$(PYTEST) --hypothesis-profile=deep -m hypothesis

lint: $(VENV)/.dev ## 写法、类型、分层 style, types, layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

format: $(VENV)/.dev ## 按约定排版 lay out the code as agreed
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

docs: $(VENV)/.dev ## 文档到 docs/_build/html documentation into docs/_build/html
	$(BIN)/sphinx-build -W --keep-going -n -q -j 2 docs docs/_build/html
	@echo "docs/_build/html/index.html"

golden: $(VENV)/.dev ## 重写基准文件，差异须审阅 rewrite the golden files; review the difference
	$(PYTEST) --rewrite-golden -m golden
	git status --short -- tests/golden

mutants: $(VENV)/.dev ## 抽样改坏代码与数据，看测试是否发现 break code and data at random, see whether tests notice
	$(BIN)/python tools/mutants.py --count 60
	$(BIN)/python tools/mutants.py --count 100 --data

bench: $(VENV)/.dev ## 计时，结果连同机器与日期记录 timings; record them with machine and date
	date -I
	$(BIN)/python benchmarks/engine_speed.py
	$(BIN)/python benchmarks/compute_speed.py
	$(BIN)/python benchmarks/cli_start.py

# 锁文件只写版本与校验和，不写软件源地址。 The locks hold versions and hashes, never an address.
COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-annotate --custom-compile-command "make lock"

lock: $(VENV)/.dev ## 更新锁文件 renew the lock files
	$(COMPILE) --upgrade pyproject.toml -o requirements.lock
	$(COMPILE) --upgrade --group build -o requirements-build.lock
	$(COMPILE) --upgrade -c requirements.lock -c requirements-build.lock pyproject.toml \
		--group build --group dev --group docs -o requirements-dev.lock

clean: ## 删除环境与生成物 remove the environment and what was made
	rm -rf $(VENV) build dist out docs/_build

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "需要 Python 3.11 或更新的版本：make PYTHON=python3.11 … / Python 3.11 or newer is needed: make PYTHON=python3.11 …" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo "无法建立虚拟环境；在 Debian/Ubuntu 上先执行 apt-get install python3-venv / No virtual environment; on Debian or Ubuntu first run: apt-get install python3-venv" >&2; exit 1; }

$(VENV)/.runtime: requirements.lock requirements-build.lock pyproject.toml | $(BIN)/python
	@echo "安装运行所需的软件包（只需一次） / installing what Tanchi runs on (once)"
	@$(PIP) install --require-hashes -r requirements.lock -r requirements-build.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.runtime
	@echo "安装开发工具（只需一次） / installing the development tools (once)"
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@
