#!/usr/bin/env bash
# Builds the committed state in two folders of different names, without a
# shared cache, and fails unless the exports are the same byte for byte.
set -euo pipefail
cd "$(dirname "$0")/../.."
unset GOFLAGS # it may name a go.mod of this folder
top=$(mktemp -d)
trap 'chmod -R u+w "$top"; rm -rf "$top"' EXIT
for name in one another/deeper; do
  mkdir -p "$(dirname "$top/$name")"
  git clone -q . "$top/$name"
  (cd "$top/$name" && GOCACHE="$top/cache-${name%%/*}" make -s export OUT="$top/out-${name%%/*}" >/dev/null)
done
diff -r "$top/out-one" "$top/out-another"
echo "two builds: $(find "$top/out-one" -type f | wc -l) files, all identical"
