#!/usr/bin/env bash
# Installs what tests/clients.rs runs and this machine lacks: xmllint, OmegaT (400 MB with Java), unzip
# and LibreOffice Calc (300 MB).
# Silent when all is there. Prints one line and exits with 1 when something is missing and cannot be installed.
set -uo pipefail

missing() {
  local program
  for program in xmllint omegat unzip; do
    command -v "$program" >/dev/null || echo "$program"
  done
  # soffice may be there without the part that reads sheets.
  [ -e /usr/lib/libreoffice/program/libsclo.so ] || echo calc
}

package_of() {
  case $1 in
    xmllint) echo libxml2-utils ;;
    calc) echo libreoffice-calc-nogui ;;
    *) echo "$1" ;;
  esac
}

give_up() {
  echo "cannot install ${missing//$'\n'/, }: $1"
  exit 1
}

# Only builtins before the first line that can be printed, so that it is printed whatever else a machine lacks.
missing=$(missing)
[ -n "$missing" ] || exit 0
command -v apt-get >/dev/null || give_up "there is no apt-get"
[ "$EUID" -eq 0 ] || give_up "only root may; run sudo tests/install-clients.sh"

packages=()
for program in $missing; do
  packages+=("$(package_of "$program")")
done
log=$(mktemp)
trap 'rm -f "$log"' EXIT
export DEBIAN_FRONTEND=noninteractive
# One source that does not answer makes `update` fail; whether the packages can be had is for `install` to say.
apt-get update -q >"$log" 2>&1
apt-get install -q -y --no-install-recommends -o DPkg::Lock::Timeout=300 "${packages[@]}" >>"$log" 2>&1 ||
  give_up "apt-get: $(grep '^E:' "$log" | tail -n 1)"
missing=$(missing)
[ -z "$missing" ] || give_up "apt-get installed ${packages[*]}, but it is not on the PATH"
