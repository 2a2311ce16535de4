# Everything a contributor or a build machine runs. `make help` lists it.
# `make run` and `make test` install what they need into this folder (.tools, node_modules): nothing global,
# except Chromium, which `make test` takes from the machine or asks its package manager for.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:

export PATH := $(CURDIR)/.tools/bin:$(CURDIR)/tools/node_modules/.bin:$(PATH):$(HOME)/.cargo/bin

# Trunk reads NO_COLOR as a flag of its own and refuses the usual value "1".
TRUNK := env -u NO_COLOR PATH="$(CURDIR)/tools/trunk:$$PATH" trunk --skip-version-check

PORT ?= 8731
WASM := wasm32-unknown-unknown

# The release page brings a standard library compiled with it: small instead of fast, and a panic is a trap without a text. That
# is a tenth of the page. Stable compilers can do it but ask to be told so; the sources are the component rust-src.
SMALL_STD := RUSTC_BOOTSTRAP=1 CARGO_UNSTABLE_BUILD_STD=std,panic_abort CARGO_UNSTABLE_BUILD_STD_FEATURES=optimize_for_size \
	CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="-Zunstable-options -Cpanic=immediate-abort"

.PHONY: help run test dev build page command bench linters lighthouse size fmt lint native exports takers corpora conform fuzz e2e shots tools checkers

help: ## list the targets
	@grep -hE '^[a-z0-9]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9]+):.*## /\1\t/' | expand -t 10

run: page ## set up, build the page and serve it on this machine
	@node tools/serve.mjs --dir dist --port $(PORT)

test: lint native exports command takers conform page size e2e ## set up and run every check there is

dev: tools ## rebuild and reload the page on every change
	$(TRUNK) serve --address 127.0.0.1 --port $(PORT)

build: page command ## release builds of the page (dist) and of the command

page: tools
	$(SMALL_STD) cargo fetch --locked --target $(WASM)
	$(SMALL_STD) $(TRUNK) build --release --offline --locked

command:
	cargo build --release --locked

bench: ## measure, natively and in the page
	cargo bench --locked
	@test -f dist/index.html || $(MAKE) page
	@tools/setup.sh browser-tests
	@export CHROMIUM="$$(tools/chromium.sh)" && node tools/measure.mjs
	@test -x target/release/roundtrip || $(MAKE) command
	@tools/setup.sh throughput
	@node tools/throughput.mjs
	@export CHROMIUM="$$(tools/chromium.sh)" && node tools/keystroke.mjs && node tools/interaction.mjs

linters: ## import and review of a large description, beside Redocly CLI and Spectral
	@test -x target/release/roundtrip || $(MAKE) command
	@tools/setup.sh linters
	@tools/setup.sh browser-tests
	@export CHROMIUM="$$(tools/chromium.sh)" && node tools/linters.mjs

lighthouse: ## Lighthouse on the release page, against the goals of the design
	@test -f dist/index.html || $(MAKE) page
	@tools/setup.sh lighthouse
	@tools/setup.sh browser-tests
	@export CHROMIUM="$$(tools/chromium.sh)" && node tools/lighthouse.mjs

size: ## what the page weighs, and whether it fits its budget
	@test -f dist/index.html || $(MAKE) page
	@node tools/size.mjs dist

fmt: checkers ## format the Rust sources
	cargo fmt

lint: checkers ## formatting and clippy, for the host and for the page
	cargo fmt --check
	cargo clippy --locked --all-targets -- -D warnings
	cargo clippy --locked --target $(WASM) --bins -- -D warnings

native:
	cargo test --locked

exports: ## an independent validator reads every export (the native tests write them)
	@tools/setup.sh validators
	@test -d target/exports || cargo test --locked --test formats
	@node tools/validators/validate.mjs target/exports
	@test ! -d target/exports-corpora || node tools/validators/validate.mjs target/exports-corpora
	@mkdir -p target/exports-sarif && for sample in hotel-booking payments flawed; do \
		cargo run --quiet --locked -- review $$sample --format sarif --fail-on never -o target/exports-sarif/$$sample.sarif || exit 1; done
	@node tools/validators/sarif.mjs target/exports-sarif/*.sarif

takers: ## programs of others take the exports of the samples and come to the same answers
	@tools/setup.sh exports
	@test -x target/release/roundtrip || $(MAKE) command
	@test -d target/exports-others || cargo test --locked --test formats
	@node tools/exports/check.mjs

conform: ## schemathesis tries each sample's OpenAPI on its server (EXAMPLES=100 for more)
	@tools/setup.sh conform
	@test -x target/release/roundtrip || $(MAKE) command
	@tools/conform/run.sh

corpora: ## third-party test suites: cases, passed, skipped
	@mkdir -p target && cargo test --locked --test 'corpora*' -- --nocapture --test-threads=1 > target/corpora.txt; \
		passed=$$?; node tools/corpora.mjs < target/corpora.txt && exit $$passed

fuzz: ## odd requests by chance, CASES of them (3000000)
	ROUNDTRIP_FUZZ=$(or $(CASES),3000000) cargo test --locked --release --test fuzz -- --nocapture

e2e: ## end-to-end tests of dist, and of the simulated browser, in Chromium
	@test -f dist/index.html || $(MAKE) page
	@test -f target/cors/cases.json || cargo test --locked --test cors_agreement
	@test -f target/cookies/cases.json || cargo test --locked --test cookie_agreement
	@test -x target/release/roundtrip || $(MAKE) command
	@tools/setup.sh browser-tests
	@export CHROMIUM="$$(tools/chromium.sh)" && cd tests/e2e && npx --no-install playwright test $(ARGS)

shots: ## pictures of the page at four sizes, light and dark, into shots/
	@test -f dist/index.html || $(MAKE) page
	@tools/setup.sh browser-tests
	@export CHROMIUM="$$(tools/chromium.sh)" && node tools/shots.mjs $(ARGS)

tools:
	@tools/setup.sh page

checkers:
	@tools/setup.sh checkers
