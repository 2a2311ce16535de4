#!/usr/bin/env bash
# Lets schemathesis read each sample's own OpenAPI and try it on `roundtrip serve`, with all of its checks:
#   tools/conform/run.sh [sample ...]      EXAMPLES=100 for more than a short run, SEED=2 for other requests
# What does not apply to a sample stands in <sample>.toml with its reason. Loopback only.
set -euo pipefail
cd "$(dirname "$0")"

export PYTHONDONTWRITEBYTECODE=1 HYPOTHESIS_STORAGE_DIRECTORY="$PWD/../../target/conform/hypothesis"
readonly command=../../target/release/roundtrip
readonly examples="${EXAMPLES:-10}"
readonly seed="${SEED:-1}"
readonly reports=../../target/conform
mkdir -p "$reports"

server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || true' EXIT

conforms() {
  local sample=$1 output="$reports/$1.serve" address="" status=0
  "$command" export "$sample" --format openapi-json -o "$reports/$sample.json" 2>/dev/null
  : >"$output" # Else the address of the last run could be read before the server writes its own.
  "$command" serve "$sample" --port 0 >>"$output" &
  server=$!
  for _ in $(seq 100); do
    address="$(sed -n 's/^Base URL //p' "$output")"
    [ -n "$address" ] && break
    sleep 0.1
  done
  [ -n "$address" ] || { echo "conform: $sample does not start" >&2; return 1; }
  ../../.tools/conform/bin/st --config-file "$sample.toml" run "$reports/$sample.json" --url "$address" --max-examples "$examples" \
    --seed "$seed" --workers 1 --continue-on-failure --no-color >"$reports/$sample.txt" 2>&1 || status=$?
  kill "$server" && wait "$server" 2>/dev/null || true
  server=
  if [ "$status" -ne 0 ]; then
    cat "$reports/$sample.txt"
    echo "conform: $sample has failures; the exchanges are in target/conform/$sample.serve" >&2
    return 1
  fi
  printf '%s: %s\n' "$sample" "$(grep -E 'generated' "$reports/$sample.txt" | tail -n 1 | sed 's/^ *//'), no failure"
}

samples=("$@")
[ "${#samples[@]}" -gt 0 ] || samples=(hotel-booking payments flawed)
failed=0
for sample in "${samples[@]}"; do
  conforms "$sample" || failed=1
done
exit "$failed"
