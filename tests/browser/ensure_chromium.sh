#!/bin/sh
# Prints the path of a Chromium for the browser tests. With --find it only looks; without, it
# installs one where that can be done without a question.
#
# CHROMIUM names a browser; otherwise the usual names are looked for in PATH.
set -eu

find_chromium() {
  if [ -n "${CHROMIUM:-}" ]; then
    command -v "$CHROMIUM" && return 0
    echo "ensure_chromium: CHROMIUM names \"$CHROMIUM\", which cannot be run" >&2
    exit 1
  fi
  for name in chromium chromium-browser google-chrome; do
    command -v "$name" && return 0
  done
  return 1
}

find_chromium && exit 0

if [ "${1:-}" != --find ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "ensure_chromium: no browser found; installing chromium" >&2
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq >&2
  apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >&2
  find_chromium && exit 0
fi

echo "ensure_chromium: the browser tests need Chromium: install it (on Debian:" \
  "apt-get install chromium), or set CHROMIUM to the browser's path" >&2
exit 1
