#!/usr/bin/env bash
# Article pairs a second, whole runs, beside aligners that look at lengths alone.
#
# Usage: benches/throughput.sh FOLDER [PAIRS]
#   FOLDER   documents NAME.en, NAME.ko, NAME.gold, a segment a line, which are copied until there are PAIRS (10000)
#
# naranhi aligns all of them in one run of `evaluate`, on one core, which reads and scores them too. galechurch and nltk
# (Python packages, installed into a folder that is thrown away) align the same documents, and do nothing else.
set -euo pipefail
cd "$(dirname "$0")/.."
from=${1:?give a folder of documents, such as ../shared/eval/align/edited}
pairs=${2:-10000}
if [ -z "${NARANHI:-}" ]; then
  cargo build --release --quiet
  NARANHI=${CARGO_TARGET_DIR:-target}/release/naranhi
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

mkdir "$folder/documents"
made=0
copy=0
while [ "$made" -lt "$pairs" ]; do
  copy=$((copy + 1))
  for gold in "$from"/*.gold; do
    [ "$made" -lt "$pairs" ] || break
    made=$((made + 1))
    for ending in en ko gold; do
      cp "${gold%.gold}.$ending" "$folder/documents/$(basename "${gold%.gold}").$copy.$ending"
    done
  done
done

python3 -m venv "$folder/python"
"$folder/python/bin/pip" install --quiet galechurch nltk

measure() {
  local begin end name=$1
  shift
  begin=$(date +%s%N)
  taskset -c 0 "$@" >/dev/null 2>&1 || [ $? -eq 1 ]
  end=$(date +%s%N)
  awk -v name="$name" -v pairs="$pairs" -v nanoseconds="$((end - begin))" \
    'BEGIN { printf "%-10s %6.1f s  %7.0f pairs a second\n", name, nanoseconds / 1e9, pairs * 1e9 / nanoseconds }'
}
measure naranhi "$NARANHI" evaluate --align "$folder/documents"
measure galechurch "$folder/python/bin/python" benches/gale_church.py galechurch "$folder/documents"
measure nltk "$folder/python/bin/python" benches/gale_church.py nltk "$folder/documents"
