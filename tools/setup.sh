#!/usr/bin/env bash
# Installs, into this folder, what a part of the build needs, and says so while it does.
#   tools/setup.sh page            wasm target, rust-src, Trunk, wasm-bindgen, wasm-split, wasm-opt
#   tools/setup.sh checkers        rustfmt, clippy, wasm target
#   tools/setup.sh browser-tests   Playwright and axe
#   tools/setup.sh validators      an independent OpenAPI validator
#   tools/setup.sh conform         schemathesis, in a virtual environment of its own
#   tools/setup.sh throughput      another mock server to be measured beside ours
#   tools/setup.sh exports         programs that take what is exported: newman, Prism, Mockoon, TypeScript, Spectral,
#                                  httpYac, HTTPie, WireMock
#   tools/setup.sh linters         other linters to be measured beside ours
# Each step is skipped when its result is already there in the right version.
set -euo pipefail
cd "$(dirname "$0")/.."
export PATH="$PWD/.tools/bin:$PATH"

readonly trunk_version=0.21.14
readonly wasm_split_version=0.2.4
readonly wasm_target=wasm32-unknown-unknown

say() { printf '\n== %s\n' "$*" >&2; }
fail() { printf 'setup: %s\n' "$*" >&2; exit 1; }

# The version of wasm-bindgen must equal the library's, so Cargo.lock decides.
locked_version() {
  awk -v name="\"$1\"" '$1 == "name" { hit = ($3 == name) } hit && $1 == "version" { gsub(/"/, "", $3); print $3; exit }' Cargo.lock
}

has_version() {
  local found
  found="$("$1" --version 2>/dev/null | awk '{ print $2; exit }')" || return 1
  [ "$found" = "$2" ]
}

need_cargo() {
  command -v cargo >/dev/null || fail "cargo is not on PATH. Install Rust with rustup, https://rustup.rs, and run this again."
}

need_node() {
  command -v npm >/dev/null || fail "node and npm are not on PATH. Install Node 20 or newer and run this again."
  node -e 'process.exit(parseInt(process.versions.node) >= 20 ? 0 : 1)' || fail "Node $(node --version) is too old: 20 or newer is needed."
}

wasm_target() {
  [ -d "$(rustc --print sysroot)/lib/rustlib/$wasm_target" ] && return
  command -v rustup >/dev/null || fail "the Rust target $wasm_target is missing and rustup is not there to add it."
  say "Adding the Rust target $wasm_target (seconds)"
  rustup target add "$wasm_target"
}

# For the standard library that is compiled with the release page.
std_sources() {
  RUSTC_BOOTSTRAP=1 rustc -Zunstable-options -Cpanic=immediate-abort --print cfg >/dev/null 2>&1 ||
    fail "$(rustc --version) is too old to build the page. Run: rustup update stable"
  [ -d "$(rustc --print sysroot)/lib/rustlib/src/rust/library" ] && return
  command -v rustup >/dev/null || fail "the sources of the standard library are missing and rustup is not there to add them."
  say "Adding the sources of the standard library (seconds)"
  rustup component add rust-src
}

component() {
  cargo "$1" --version >/dev/null 2>&1 && return
  say "Adding $2 (seconds)"
  rustup component add "$2"
}

cargo_tool() {
  local binary=$1 crate=$2 version=$3 minutes=$4
  shift 4
  has_version "$binary" "$version" && return
  grep -qs "\"$crate $version " .tools/.crates.toml && return
  say "Building $crate $version into .tools, once: about $minutes minutes on two cores"
  cargo install "$crate" --version "$version" --root .tools "$@"
}

npm_packages() {
  [ "$1/node_modules/.package-lock.json" -nt "$1/package-lock.json" ] && return
  say "Installing $2 (seconds)"
  (cd "$1" && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund --loglevel=error)
  touch "$1/node_modules/.package-lock.json"
}

# Python packages in the versions of a list, in an environment of their own.
python_packages() {
  local environment=$1 list=$2
  cmp -s "$list" "$environment/installed.txt" && return
  command -v python3 >/dev/null || fail "python3 is not on PATH. Install Python 3.10 or newer and run this again."
  say "Installing $3 into $environment (seconds)"
  python3 -m venv --clear "$environment" || fail "python3 cannot make a virtual environment. On Debian: apt-get install python3-venv"
  "$environment/bin/pip" install --quiet --disable-pip-version-check --requirement "$list"
  cp "$list" "$environment/installed.txt"
}

case "${1:-}" in
  page)
    need_cargo
    need_node
    wasm_target
    std_sources
    npm_packages tools "wasm-opt"
    cargo_tool wasm-bindgen wasm-bindgen-cli "$(locked_version wasm-bindgen)" 3
    cargo_tool wasm-split-cli wasm_split_cli_support "$wasm_split_version" 1 --locked --features build-binary
    cargo_tool trunk trunk "$trunk_version" 8 --locked
    ;;
  checkers)
    need_cargo
    wasm_target
    component fmt rustfmt
    component clippy clippy
    ;;
  browser-tests)
    need_node
    npm_packages tests/e2e "Playwright and axe"
    ;;
  validators)
    need_node
    npm_packages tools/validators "an OpenAPI validator"
    ;;
  conform)
    python_packages .tools/conform tools/conform/requirements.txt schemathesis
    ;;
  throughput)
    need_node
    npm_packages tools/throughput "json-server"
    ;;
  exports)
    need_node
    npm_packages tools/exports "newman, Prism, Mockoon, TypeScript, ajv, Spectral, httpYac and WireMock"
    python_packages .tools/httpie tools/exports/requirements.txt HTTPie
    ;;
  lighthouse)
    need_node
    npm_packages tools/lighthouse "Lighthouse"
    ;;
  linters)
    need_node
    npm_packages tools/linters "redocly spectral"
    ;;
  *) fail "say which part: page, checkers, browser-tests, validators, conform, exports, throughput or linters" ;;
esac
