#!/usr/bin/env bash
# Makes ID.tmx, ID.csv and ID.jsonl for every pairs/ID, in the folder given or else in tm/, the same bytes every time.
# $NARANHI names the program to run; without it, cargo builds the release.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
out=${1:-$root/tm}
mkdir -p "$out"
out=$(cd "$out" && pwd)
naranhi=${NARANHI:-}
[[ $naranhi != */* ]] || naranhi=$(realpath "$naranhi")
cd "$root"
run=(cargo run --release --quiet --)
[ -z "$naranhi" ] || run=("$naranhi")

for pair in pairs/*/; do
  id=$(basename "$pair")
  date=$(sed -n 's/^date = "\(.*\)"$/\1/p' "pairs/$id/meta.toml")
  "${run[@]}" align "pairs/$id/ko.txt" "pairs/$id/en.txt" --document "$id" --date "$date" \
    -o "$out/$id.tmx" -o "$out/$id.csv" -o "$out/$id.jsonl"
done
