#!/usr/bin/env bash
# Builds everything with warnings as errors, checks the formatting, runs all tests and samples; ends with one line of counts.
set -uo pipefail
cd "$(dirname "$0")/.."
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1

if ! command -v dotnet >/dev/null || ! dotnet --list-sdks | grep -q '^10\.'; then
  echo "The .NET 10 SDK is needed; Microsoft's installation page tells how to get it: https://dotnet.microsoft.com/download" >&2
  exit 1
fi

bash build/install-packages.sh

log=$(mktemp)
trap 'rm -f "$log"' EXIT
status=0

dotnet build MultiEmo.slnx -c Release || exit 1
dotnet format MultiEmo.slnx --verify-no-changes --no-restore || { echo "The formatting differs: run 'dotnet format MultiEmo.slnx'." >&2; status=1; }

for project in MultiEmo.Tests MultiEmo.Parity.Tests MultiEmo.EndToEnd.Tests; do
  dotnet test --project "tests/$project" -c Release --no-build --no-progress --output Normal | tee -a "$log" || status=1
done

awk '/^ *succeeded:/{p+=$2} /^ *failed:/{f+=$2} /^ *skipped:/{s+=$2} END{printf "%d passed, %d failed, %d skipped\n", p, f, s; exit p == 0}' "$log" || status=1
exit "$status"
