#!/usr/bin/env bash
# The long proof, one stage after the other: a stage that passed for this state
# of the sources is not run again, so an interrupted soak goes on where it was.
set -euo pipefail
cd "$(dirname "$0")/../.."
state=$(git ls-files -z -c -o --exclude-standard | sort -z | xargs -0 sha256sum | sha256sum | cut -c1-16)
done_dir="build/soak/$state"
mkdir -p "$done_dir"

stage() { # stage NAME COMMAND...
  local name=$1
  shift
  if [ -e "$done_dir/$name" ]; then
    echo "soak: $name passed before"
    return
  fi
  echo "soak: $name"
  local from=$SECONDS
  "$@"
  echo "soak: $name passed in $((SECONDS - from)) s"
  touch "$done_dir/$name"
}

# fuzz keeps one core busy; as many targets run side by side as there are cores.
fuzz() { go test -run '^$' -fuzz "^$1\$" -fuzztime "${FUZZTIME:-2m}" -parallel 1 "$2"; }
export done_dir
export -f stage fuzz

stage server env SOAK=1 go test -count=1 -run Server ./web
stage worker env SOAK=1 go test -count=1 -run Worker ./web
stage twice bash web/check/twice.sh
stage headers make -s audit
stage engines make -s test-engines
stage memory env SOAK=1 go test -count=1 -v -timeout 20m -run '^TestDayMemoryStaysFlat$' ./web/e2e
stage faults env SOAK=1 go test -count=1 -timeout 40m -run 'RightOnEveryScreen|Vectors|PanicInAny|BrokenUpdate|RapidInputs|NothingLeaves|EachWayOut|LeakOfAnyField|ManyVisits|ClearsInTwoTaps|StartsWhatever|PatientJourneys' ./web/e2e
stage browser env TALLY_BROWSER=chromium go test -count="${ROUNDS:-10}" -timeout 60m ./web/e2e
stage year bash web/check/year.sh
stage alone env SOAK=1 go test -count=1 -timeout 20m -run 'OtherGoReleases|LeavesItsHostAlone' ./web/e2e
stage triples env SOAK=1 go test -count=1 -v -run '^TestTriples$' ./rules
stage visits env SOAK="${VISITS:-1000000}" go test -count=1 -timeout 90m -run 'AgainstOracle$' ./rules
grep -rn '^func Fuzz' --include='*_test.go' rules app | sed -E 's#^([^:]+)/[^/]+:[0-9]+:func (Fuzz[A-Za-z0-9]+).*#\2 ./\1#' | sort |
  xargs -P "$(nproc)" -L 1 bash -euc 'stage "$0-$(basename "$1")" fuzz "$0" "$1"'
stage mutation bash web/check/mutation.sh
echo 'soak: 1 passed, 0 failed'
