#!/usr/bin/env bash
# Speed and memory of whole runs, start-up included: one article pair, as texts and as web pages; a book of 20,000
# segments a side; a sheet of 100,000 rows out and back, and a search in its memory; a folder of 2,400 pairs of pages; and
# 10,000 Korean and 10,000 English articles whose names do not tell which belong together.
#
# Usage: benches/speed.sh [RUNS]      RUNS of the pair (50); prints the means, and the peak memory of the book
#
# The book is made of the articles in pairs/, over and over. Machines are noisy: compare two builds in one sitting
# (NARANHI=other/naranhi benches/speed.sh), not two tables.
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${1:-50}
if [ -z "${NARANHI:-}" ]; then
  cargo build --release --quiet
  NARANHI=${CARGO_TARGET_DIR:-target}/release/naranhi
fi
timed() {
  if [ -x /usr/bin/time ]; then
    /usr/bin/time -f '  %e s, %M KiB at the peak' "$@" 2>&1 | tail -n 1
  else
    time "$@"
  fi
}

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

pair=pairs/film-festival
sentences=$("$NARANHI" align "$pair/ko.txt" "$pair/en.txt" -o "$folder/pair.jsonl" 2>&1 | head -1)
# What was run, and two articles: RUNS times to a translation memory.
mean() {
  local begin
  begin=$(date +%s%N)
  for _ in $(seq "$runs"); do
    "$NARANHI" align "$2" "$3" -o "$folder/pair.tmx" 2>/dev/null
  done
  awk -v nanoseconds="$(($(date +%s%N) - begin))" -v runs="$runs" -v what="$1" \
    'BEGIN { printf "%s: %.1f ms a run, mean of %d\n", what, nanoseconds / runs / 1e6, runs }'
}
# A text as the page of a newspaper: scripts, menus, 400 other headlines, and a comment for each.
page() {
  awk 'BEGIN {
    print "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>Naranhi</title><script>"
    for (i = 0; i < 800; i++) print "window.ads.push({slot: \"top-" i "\", size: [728, 90], lazy: true});"
    print "</script></head><body><header><nav><ul>"
    for (i = 0; i < 100; i++) print "<li class=\"menu\"><a href=\"/section/" i "\"><span>Section " i "</span></a></li>"
    print "</ul></nav></header><main><article class=\"article-body\">"
  }
  NF { print "<p class=\"text\">" $0 "</p>" }
  END {
    print "</article></main><aside><ul>"
    for (i = 0; i < 400; i++) print "<li><a href=\"/news/" i "\"><img src=\"/t/" i ".jpg\" alt=\"\"><strong>" \
      "Another headline of the day " i "</strong></a><div class=\"comment\"><b>reader" i "</b><p>I agree.</p></div></li>"
    print "</ul></aside><footer>Copyright by The Naranhi Daily.</footer></body></html>"
  }' "$1"
}
mean "pair ($pair)" "$pair/ko.txt" "$pair/en.txt"
echo "  ${sentences#naranhi: }"
for language in ko en; do
  page "$pair/$language.txt" >"$folder/$language.html"
done
mean "the same as web pages ($(wc -c <"$folder/ko.html") bytes)" "$folder/ko.html" "$folder/en.html"

for side in 1 2; do
  tail -qn +2 pairs/*/gold.tsv | cut -f "$side" | sed 's/ ‖ /\n/g' | grep -v '^$' >"$folder/once.$side"
  while [ "$(cat "$folder/book.$side" 2>/dev/null | wc -l)" -lt 20000 ]; do
    cat "$folder/once.$side" >>"$folder/book.$side"
  done
  head -n 20000 "$folder/book.$side" >"$folder/short.$side"
done
echo "book (20,000 Korean and 20,000 English segments):"
timed "$NARANHI" align --presegmented "$folder/short.1" "$folder/short.2" -o "$folder/book.tmx"

for _ in 1 2 3 4 5; do
  paste "$folder/short.1" "$folder/short.2"
done | grep -P '.\t.' >"$folder/many.tsv"
echo "a workbook of 100,000 rows, written:"
timed "$NARANHI" tmx convert "$folder/many.tsv" "$folder/many.xlsx"
echo "the same, applied to a new memory:"
timed "$NARANHI" review apply "$folder/many.xlsx" -o "$folder/many.tmx"
echo "a sentence, searched in that memory:"
timed "$NARANHI" tmx search "$(sed -n 5000p "$folder/short.1")" "$folder/many.tmx"

for copy in $(seq 100); do
  mkdir -p "$folder/pages/$copy"
  cp -r pairs/*/ "$folder/pages/$copy"
done
echo "2,400 pairs of pages in a folder, on all processors:"
timed "$NARANHI" align "$folder/pages" -o "$folder/pages.tmx" -o "$folder/pages.tsv"

mkdir -p "$folder/numbered/ko" "$folder/numbered/en"
# Each article is of nine beads that many have, and one of its own.
for _ in $(seq 250); do
  tail -qn +2 pairs/*/gold.tsv
done | cut -f 1,2 | sed 's/ ‖ / /g' | grep -P '.\t.' | shuf -n 90000 --random-source=<(yes) | awk -v OFS='\t' '{ print } NR % 9 == 0 {
  own = 20000 + NR / 9
  print "이날 행사에는 " own "명이 모였다.", "The event drew " own " people that day."
}' >"$folder/shuffled.tsv"
split -l 10 -a 4 --additional-suffix=.txt --filter='cut -f 1 | sed G >"$FILE"' "$folder/shuffled.tsv" "$folder/numbered/ko/a"
split -l 10 -a 4 --additional-suffix=.txt --filter='cut -f 2 | sed G >"$FILE"' "$folder/shuffled.tsv" "$folder/numbered/en/b"
echo "10,000 Korean and 10,000 English articles of ten beads, told by what they say, on all processors:"
timed "$NARANHI" align "$folder/numbered" -o "$folder/numbered.tsv"
