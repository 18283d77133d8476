#!/usr/bin/env bash
# Installs what builds naranhi for Windows and runs it here: Rust's libraries for it, MinGW-w64 and Wine (900 MB).
# Silent when all is there. Prints one line and exits with 1 when something is missing and cannot be installed.
set -uo pipefail

give_up() {
  echo "cannot build for Windows: $1"
  exit 1
}

target=x86_64-pc-windows-gnu
libraries=$(rustc --print target-libdir --target "$target") || give_up "rustc does not know $target"
if [ ! -d "$libraries" ]; then
  command -v rustup >/dev/null || give_up "there is no rustup"
  rustup target add "$target" >/dev/null 2>&1 || give_up "rustup target add $target failed"
fi

is_there() {
  command -v x86_64-w64-mingw32-gcc >/dev/null && command -v wine >/dev/null
}
is_there && exit 0
command -v apt-get >/dev/null || give_up "there is no apt-get"
[ "$EUID" -eq 0 ] || give_up "only root may install; run sudo tests/install-windows.sh"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
export DEBIAN_FRONTEND=noninteractive
apt-get update -q >"$log" 2>&1
apt-get install -q -y --no-install-recommends -o DPkg::Lock::Timeout=300 gcc-mingw-w64-x86-64 wine wine64 >>"$log" 2>&1 ||
  give_up "apt-get: $(grep '^E:' "$log" | tail -n 1)"
is_there || give_up "apt-get installed Wine, but it is not on the PATH"
