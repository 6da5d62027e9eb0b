#!/usr/bin/env bash
# Changes the code of the rules one operator at a time: at least nine in ten
# such faults must fail a test. The survivors are printed.
set -euo pipefail
cd "$(dirname "$0")/../.."
bin=$PWD/build/bin
[ -x "$bin/gremlins" ] || GOBIN=$bin go install github.com/go-gremlins/gremlins/cmd/gremlins@v0.6.0
for pkg in timed therapy ncci mpfs costshare; do
  echo "mutation: rules/$pkg"
  "$bin/gremlins" unleash --workers 2 --timeout-coefficient 20 --threshold-efficacy 90 "./rules/$pkg" |
    grep -E 'LIVED|NOT COVERED|TIMED OUT|Killed|efficacy'
done
