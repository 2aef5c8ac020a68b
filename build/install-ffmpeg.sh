#!/usr/bin/env bash
# Installs ffmpeg, which decodes videos, where the system's packages can be installed; never fails. Only videos need it: tests of them are skipped without.
set -uo pipefail

if command -v ffmpeg >/dev/null && command -v ffprobe >/dev/null; then exit 0; fi

hint() {
  echo "ffmpeg is not installed; what needs videos is left out. To install it: $1" >&2
  exit 0
}

# The packages' list may be older than the packages.
install_by_apt() {
  "$@" apt-get install -y --no-install-recommends ffmpeg >&2 || { "$@" apt-get update >&2 && "$@" apt-get install -y --no-install-recommends ffmpeg >&2; }
}

ask() {
  [ -t 0 ] && [ -t 2 ] || return 1
  read -r -p "$1 [y/N] " answer
  [[ "$answer" =~ ^[Yy] ]]
}

if command -v apt-get >/dev/null; then
  if [ "$(id -u)" = 0 ]; then install_by_apt env DEBIAN_FRONTEND=noninteractive || hint "apt-get install ffmpeg"
  elif command -v sudo >/dev/null && ask "Install ffmpeg with sudo apt-get?"; then install_by_apt sudo || hint "sudo apt-get install ffmpeg"
  else hint "sudo apt-get install ffmpeg"
  fi
elif command -v brew >/dev/null; then
  if ask "Install ffmpeg with brew?"; then brew install ffmpeg >&2 || hint "brew install ffmpeg"; else hint "brew install ffmpeg"; fi
else
  hint "your system's package 'ffmpeg', or https://ffmpeg.org/download.html"
fi
exit 0
