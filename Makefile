# `make run` and `make test` do all the set-up. On Windows and macOS: `uv run buddy-matcher`, `uv run pytest`.
.PHONY: run test setup lint types layers tests office soak bench pictures lock clean

bin := .venv/bin
offscreen := QT_QPA_PLATFORM=offscreen

run: setup
	@$(bin)/python main.py --example

test: setup lint types layers tests

setup:
	@sh .ci/setup

lint:
	$(bin)/ruff check .
	$(bin)/ruff format --check .

types:
	$(bin)/mypy

layers:
	$(bin)/lint-imports

tests:
	$(offscreen) $(bin)/pytest -q -n 2

office:
	@sh .ci/office

soak: setup office
	$(offscreen) $(bin)/pytest -q -n 2 -m slow

bench: setup
	$(bin)/python -m benchmarks
	$(bin)/python -m benchmarks.storage
	$(bin)/python -m benchmarks.letters
	$(bin)/python -m benchmarks.forms
	$(bin)/python -m benchmarks.window

pictures: setup
	$(offscreen) $(bin)/python -m tests.helpers.pictures build/pictures
	$(offscreen) $(bin)/python -m tests.helpers.contact_sheets build/pictures/sheets

lock:
	uv pip compile --quiet --universal --python-version 3.12 --generate-hashes --group dev pyproject.toml -o requirements.lock

clean:
	rm -rf .venv build dist
