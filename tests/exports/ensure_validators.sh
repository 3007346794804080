#!/bin/sh
# Prints the folder of two validators of other people. With --find it only looks; without, it fetches
# what is missing into build/validators/: roc-validator, in an environment of its own because it
# needs older packages than claimline is tested with, and structured-data-testing-tool from npm.
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
folder="$root/build/validators"
crates="$folder/roc/bin/rocrate-validator"
pages="$folder/node_modules/structured-data-testing-tool/index.js"

ready() {
  [ -x "$crates" ] && [ -f "$pages" ] && command -v node >/dev/null
}

if ! ready && [ "${1:-}" != --find ]; then
  if [ ! -x "$crates" ]; then
    "${PYTHON:-python3}" -m venv --clear "$folder/roc" >&2
    "$folder/roc/bin/python" -m pip install -q --no-compile 'roc-validator>=0.13,<0.14' >&2
  fi
  if [ ! -f "$pages" ] && command -v npm >/dev/null; then
    npm install --silent --no-save --no-audit --no-fund --ignore-scripts \
      --prefix "$folder" structured-data-testing-tool@4 >&2
  fi
fi

if ready; then
  echo "$folder"
  exit 0
fi
echo "ensure_validators: the checks of exports need node and npm: install them (on Debian:" \
  "apt-get install npm) and run this again" >&2
exit 1
