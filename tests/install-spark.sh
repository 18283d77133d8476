#!/usr/bin/env bash
# Makes a Python environment with Spark (500 MB) in the folder given, unless it is there. Java is what OmegaT brings.
# Prints one line and exits with 1 when that cannot be done.
set -uo pipefail
folder=$1

give_up() {
  rm -rf "$folder"
  echo "cannot install Spark: $1"
  exit 1
}

[ ! -x "$folder/bin/pyspark" ] || exit 0
command -v java >/dev/null || give_up "there is no Java"
python3 -m venv "$folder" >/dev/null 2>&1 || give_up "python3 makes no environment"
"$folder/bin/pip" install --quiet pyspark==4.3.0 >/dev/null 2>&1 || give_up "pip failed"
