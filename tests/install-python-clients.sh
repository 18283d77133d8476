#!/usr/bin/env bash
# Makes a Python environment with translate-toolkit, hypomnema and python-hwpx in the folder given, unless it is there.
# Prints one line and exits with 1 when that cannot be done.
set -uo pipefail
folder=$1

give_up() {
  rm -rf "$folder"
  echo "cannot install translate-toolkit, hypomnema and python-hwpx: $1"
  exit 1
}

! "$folder/bin/python" -c "import hwpx, hypomnema, translate" 2>/dev/null || exit 0
# hypomnema needs Python 3.13; a machine may have several, and the newest need not be the first.
candidates=(python3.14 python3.13)
if command -v pyenv >/dev/null; then
  candidates+=("$(pyenv root)"/versions/3.1[3-9]*/bin/python3)
fi
candidates+=(python3)
for candidate in "${candidates[@]}"; do
  "$candidate" -c 'import sys, venv; sys.exit(sys.version_info < (3, 13))' 2>/dev/null || continue
  "$candidate" -m venv "$folder" >/dev/null 2>&1 || continue
  "$folder/bin/pip" install --quiet hypomnema==0.7 translate-toolkit python-hwpx==6.9.0 >/dev/null 2>&1 || give_up "pip failed"
  exit 0
done
give_up "there is no Python 3.13 or newer"
