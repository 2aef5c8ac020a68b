#!/usr/bin/env bash
# Installs what decodes videos (ffmpeg) and what letters of figures are drawn with (a font), where the system's packages can be installed and these are not
# there yet; never fails. Tests of videos are skipped without ffmpeg.
set -uo pipefail

packages=()
command -v ffmpeg >/dev/null && command -v ffprobe >/dev/null || packages+=(ffmpeg)
if [ "$(uname)" = Linux ] && [ -z "$(find /usr/share/fonts /usr/local/share/fonts "$HOME/.fonts" "$HOME/.local/share/fonts" -name '*.[to]tf' -print -quit 2>/dev/null)" ]; then
  packages+=(fonts-dejavu-core)
fi
if [ ${#packages[@]} = 0 ]; then exit 0; fi

hint() {
  echo "${packages[*]} not installed; what needs videos or figures may be left out or fail. To install: $1" >&2
  exit 0
}

# The packages' list may be older than the packages.
install_by_apt() {
  "$@" apt-get install -y --no-install-recommends "${packages[@]}" >&2 ||
    { "$@" apt-get update >&2 && "$@" apt-get install -y --no-install-recommends "${packages[@]}" >&2; }
}

ask() {
  [ -t 0 ] && [ -t 2 ] || return 1
  read -r -p "$1 [y/N] " answer
  [[ "$answer" =~ ^[Yy] ]]
}

if command -v apt-get >/dev/null; then
  if [ "$(id -u)" = 0 ]; then install_by_apt env DEBIAN_FRONTEND=noninteractive || hint "apt-get install ${packages[*]}"
  elif command -v sudo >/dev/null && ask "Install ${packages[*]} with sudo apt-get?"; then install_by_apt sudo || hint "sudo apt-get install ${packages[*]}"
  else hint "sudo apt-get install ${packages[*]}"
  fi
elif command -v brew >/dev/null; then
  if ask "Install ${packages[*]} with brew?"; then brew install "${packages[@]}" >&2 || hint "brew install ${packages[*]}"
  else hint "brew install ${packages[*]}"
  fi
else
  hint "your system's package 'ffmpeg', or https://ffmpeg.org/download.html; a font such as DejaVu Sans"
fi
exit 0
