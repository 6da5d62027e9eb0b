#!/usr/bin/env bash
# The tests of the client and of the browser, in a copy of the repository to
# which a made-up year was added as rules/data/README.md says.
set -euo pipefail
cd "$(dirname "$0")/../.."
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
RECIPE_KEEP=$copy go test -count=1 -timeout 30m -run '^TestRecipes$' ./rules/cmd/release
cd "$copy"
npm ci --prefix web/e2e
RECIPE_COPY=1 go test -count=1 -timeout 60m ./web ./web/e2e
