#!/bin/sh
# Prints the path of a Chromium for the browser tests. With --find it only looks; without, it
# installs one where that can be done without a question.
#
# CHROMIUM names a browser; otherwise the usual names are looked for in PATH. Chromium without its
# windows (the headless shell) comes first: it opens a page in half the time.
set -eu

find_chromium() {
  if [ -n "${CHROMIUM:-}" ]; then
    command -v "$CHROMIUM" && return 0
    echo "ensure_chromium: CHROMIUM names \"$CHROMIUM\", which cannot be run" >&2
    exit 1
  fi
  for name in $SHELLS chromium chromium-browser google-chrome; do
    command -v "$name" && return 0
  done
  return 1
}

has_shell() {
  for name in $SHELLS; do
    command -v "$name" >/dev/null && return 0
  done
  return 1
}

SHELLS="chromium-headless-shell chrome-headless-shell"
if [ -z "${CHROMIUM:-}" ] && [ "${1:-}" != --find ] && ! has_shell &&
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "ensure_chromium: installing Chromium's headless shell" >&2
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq >&2 || true
  apt-get install -y -qq --no-install-recommends chromium-headless-shell fonts-dejavu-core >&2 ||
    find_chromium >/dev/null ||
    apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >&2
fi

find_chromium && exit 0

echo "ensure_chromium: the browser tests need Chromium: install it (on Debian:" \
  "apt-get install chromium-headless-shell), or set CHROMIUM to the browser's path" >&2
exit 1
