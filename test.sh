#!/usr/bin/env bash
# Installs what the tests need and lack (where it may), builds, runs every test.
# Ends with one line: N passed, N failed, N skipped.
set -uo pipefail
cd "$(dirname "$0")"
configuration=${CONFIGURATION:-Release}

say() { printf '%s\n' "$*"; }

install_packages() {
  local missing=()
  [ -x /usr/lib/rabbitmq/bin/rabbitmq-server ] || missing+=(rabbitmq-server)
  /usr/bin/python3 -c 'import pymongo' 2>/dev/null || missing+=(python3-pymongo)
  [ -d /usr/include/libmongoc-1.0 ] || missing+=(libmongoc-dev)
  [ -x /usr/bin/gcc ] || missing+=(gcc libc6-dev)
  [ -x /usr/bin/pkg-config ] || missing+=(pkg-config)
  [ ${#missing[@]} -eq 0 ] && return
  if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    say "Installing ${missing[*]} with apt-get"
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
  else
    say "Not installed: ${missing[*]}. Tests that need them are skipped; as root on Debian this script installs them."
  fi
}

command -v dotnet >/dev/null || { say "The .NET SDK is missing: install version $(sed -n 's/.*"version": *"\([^"]*\)".*/\1/p' global.json) or newer."; exit 1; }
install_packages

say "Building ($configuration)"
dotnet build IbmPlatform.sln -c "$configuration" --nologo -v quiet || { say "The build failed."; say "0 passed, 1 failed, 0 skipped"; exit 1; }

log=$(mktemp)
trap 'rm -f "$log"' EXIT
dotnet test --solution IbmPlatform.sln -c "$configuration" --no-build --no-progress "$@" 2>&1 | tee "$log"
status=${PIPESTATUS[0]}

count() { sed -n "s/^ *$1: *\([0-9][0-9]*\).*/\1/p" "$log" | tail -n 1; }
passed=$(count succeeded); failed=$(count failed); skipped=$(count skipped)
if [ -z "$passed" ]; then
  say "The test run ended without a summary (exit code $status)."
  passed=0; failed=1; skipped=0
fi
[ "$status" -ne 0 ] && [ "$failed" = 0 ] && { say "The test runner ended with exit code $status though no test failed."; failed=1; }
say "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ]
