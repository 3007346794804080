#!/bin/sh
# Prints the path of the Nu HTML checker's jar. With --find it only looks; without, it fetches what
# is missing: the jar from its npm package into build/nu/, and, where that can be done without a
# question, Java and npm.
#
# VNU_JAR names a jar that is there already.
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
jar=${VNU_JAR:-"$root/build/nu/node_modules/vnu-jar/build/dist/vnu.jar"}

ready() {
  command -v java >/dev/null && [ -f "$jar" ]
}

if ! ready && [ "${1:-}" != --find ]; then
  missing=
  command -v java >/dev/null || missing=default-jre-headless
  [ -f "$jar" ] || command -v npm >/dev/null || missing="$missing npm"
  if [ -n "$missing" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "ensure_nu: installing $missing" >&2
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq >&2
    # shellcheck disable=SC2086
    apt-get install -y -qq --no-install-recommends $missing >&2
  fi
  if [ ! -f "$jar" ] && command -v npm >/dev/null; then
    npm install --silent --no-save --no-audit --no-fund --ignore-scripts \
      --prefix "$root/build/nu" vnu-jar@26 >&2
  fi
fi

if ready; then
  echo "$jar"
  exit 0
fi
echo "ensure_nu: the check of the HTML needs Java and the Nu checker: install both (on Debian:" \
  "apt-get install default-jre-headless npm) and run this again, or set VNU_JAR to its vnu.jar" >&2
exit 1
