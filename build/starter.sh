#!/usr/bin/env bash
# Trains the model that ships with the program: bash build/starter.sh [DATA [TARGET]]
#   DATA    holds goemotions, which it is trained on, and meld and emorynlp, which it is only scored on (default: ../shared/data)
#   TARGET  where the run goes (default: src/MultiEmo/Starter)
# The same machine gives the same bytes. An interrupted training goes on where it was.
set -euo pipefail
cd "$(dirname "$0")/.."
data=${1:-../shared/data}
target=${2:-src/MultiEmo/Starter}
work=${STARTER_WORK:-artifacts/starter}

for corpus in goemotions meld emorynlp; do
  [ -d "$data/$corpus" ] && continue
  echo "error: $data/$corpus: there is no such folder; name the folder that holds it: bash build/starter.sh DATA" >&2
  exit 1
done

dotnet build -c Release -v quiet src/MultiEmo.Cli
multiemo() { dotnet src/MultiEmo.Cli/bin/Release/net10.0/MultiEmo.Cli.dll "$@"; }

# Comments in all 28 labels teach the encoder more than the seven that they are grouped into; the classifier learns the seven.
multiemo prepare goemotions --source "$data/goemotions" --output "$work/goemotions" --force
multiemo prepare goemotions --source "$data/goemotions" --labels 28 --output "$work/goemotions28" --force
multiemo finetune-text "$work/goemotions28" --encoder small --output "$work/encoder" --seed 1 --threads 1 --resume \
  --set small.hashing.words=12000 small.hashing.grams=12000
multiemo extract "$work/goemotions" --text "encoder:$work/encoder"
multiemo train "$work/goemotions" --recipe starter --output "$work/run" --seeds 1 --threads 1 --resume

# Scores, for the card: the only time that test splits are opened.
multiemo evaluate "$work/run" --threads 1 >"$work/goemotions.txt"
multiemo prepare meld --source "$data/meld" --output "$work/meld" --force
multiemo evaluate "$work/run" --corpus "$work/meld" --threads 1 >"$work/meld.txt"
multiemo prepare emorynlp --source "$data/emorynlp" --labels meld --output "$work/emorynlp" --force
multiemo evaluate "$work/run" --corpus "$work/emorynlp" --threads 1 >"$work/emorynlp.txt"

# The run without what differs from machine to machine and what nobody needs to use it.
new=$target.new
rm -rf "$new"
mkdir -p "$new/seed-1/features"
cp "$work/run/recipe.json" "$new"
for file in model.safetensors architecture.json calibration.json metrics-validation.json metrics-test.json history.csv card.md; do
  cp "$work/run/seed-1/$file" "$new/seed-1"
done
cp "$work/run/seed-1/features/data.json" "$work/run/seed-1/features/encoder.fitted.safetensors" "$new/seed-1/features"

# scores CORPUS HEADING: the heading, the command for who has the corpus, and what it printed here
scores() {
  printf '\n### %s\n\n`multiemo evaluate starter --corpus corpora/%s`\n\n```\n' "$2" "$1"
  grep -v '^kept in ' "$work/$1.txt"
  printf '```\n'
}
{
  cat build/starter-card.md
  scores goemotions 'GoEmotions, test: comments of the kind that it learnt from'
  scores meld 'MELD, test: a television series, never seen'
  scores emorynlp 'EmoryNLP, test: the same series in other labels, never seen'
} >"$new/card.md"

rm -rf "$target"
mv "$new" "$target"
du -sh "$target"
