#!/usr/bin/env bash
# Prints the path of a Chromium to test with, and installs one if the machine has none.
# Prints nothing when Playwright's own browser is to be used.
set -euo pipefail
cd "$(dirname "$0")/.."

if [ -n "${CHROMIUM:-}" ]; then
  [ -x "$CHROMIUM" ] || { echo "chromium: \$CHROMIUM is $CHROMIUM, which cannot be run" >&2; exit 1; }
  echo "$CHROMIUM"
  exit
fi

find_chromium() {
  local name
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$name" && return
  done
  return 1
}

find_chromium && exit

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "== Installing Chromium with apt (about a minute)" >&2
  if { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium; } >&2 </dev/null; then
    find_chromium && exit
  fi
fi

echo "== Installing Playwright's Chromium (about a minute)" >&2
(cd tests/e2e && npx --no-install playwright install chromium) >&2
