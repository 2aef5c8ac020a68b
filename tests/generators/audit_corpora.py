#!/usr/bin/env python3
"""Prepared corpora for 'multiemo audit': clean ones, and ones with a fault planted weakly or strongly.

    python3 tests/generators/audit_corpora.py OUTPUT [CLEAN]

writes OUTPUT/clean-001 … (100, or CLEAN of them; the number is the seed) and OUTPUT/FAULT-weak and OUTPUT/FAULT-strong, where FAULT is the check
that should find it, a dot and a variant where it has several. Nothing but the standard library; it knows docs/data.md and nothing of the program.
"""
import array
import json
import pathlib
import random
import struct
import sys

SYLLABLES = ["ba", "ko", "ri", "ten", "mu", "sal", "vor", "di", "pel", "gan", "tu", "shi", "lor", "ne", "fra", "qui"]
STOCK = ["Yes.", "No!", "Oh my god.", "What?", "Okay.", "I do not know what to say to that.", "What are you talking about, my dear friend?"]
EMOTIONS = ["neutral", "joy", "anger", "sadness", "surprise", "fear", "disgust"]
FIRST = ["Ada", "Bo", "Cy", "Dee", "Eli", "Fay"]
SPLITS = ["train", "dev", "test"]


def person(number):
    """A name of its own for each number below 4096."""
    return "".join(SYLLABLES[number // 16**place % 16] for place in (0, 1, 2)).capitalize()


class Corpus:
    """Conversations as lists of dicts, and features by name as [modality, rows, present, settings]."""

    def __init__(self, seed, sizes=None, naming=None):
        self.chance = chance = random.Random(seed)
        self.emotions = EMOTIONS[:chance.randint(3, 7)]
        self.shares = [chance.uniform(0.5, 1.5) * (2 if i == 0 else 1) for i in range(len(self.emotions))]
        self.words = ["".join(chance.choice(SYLLABLES) for _ in range(chance.randint(1, 3))) for _ in range(1500)]
        self.weights = [1 / (i + 3) for i in range(1500)]
        self.naming = chance.randrange(6) if naming is None else naming
        self.people = 0
        sizes = sizes or [chance.randint(20, 150), chance.randint(8, 40), chance.randint(8, 60)]
        self.conversations = []
        for split, size in zip(SPLITS, sizes):
            for i in range(size):
                self.add(f"{split}/{i}", split)
        self.features = {}
        for name, modality, width in [("words", "text", 8), ("voice", "audio", 6), ("face", "visual", 5)]:
            self.extract(name, modality, width)

    def turns(self, split=None):
        return [turn for one in self.conversations if split in (None, one["split"]) for turn in one["turns"]]

    def text(self):
        if self.chance.random() < 0.1:
            return self.chance.choice(STOCK)
        return " ".join(self.chance.choices(self.words, self.weights, k=self.chance.randint(1, 18))).capitalize() + "."

    def names(self):
        count = self.chance.randint(2, 4)
        if self.naming == 0:
            return list("ABCD")[:count]
        if self.naming == 1:
            return [f"speaker {i + 1}" for i in range(count)]
        if self.naming == 2:
            return ["M", "F"]
        if self.naming == 3:
            return FIRST[:count]
        if self.naming == 4:
            return self.chance.sample(FIRST[:4], 2 + count % 2)
        self.people += count
        return [person(self.people - i) for i in range(count)]

    def add(self, identity, split):
        names, mood = self.names(), self.chance.choices(range(len(self.emotions)), self.shares)[0]
        turns = []
        for i in range(self.chance.randint(2, 18)):
            label = mood if self.chance.random() < 0.4 else self.chance.choices(range(len(self.emotions)), self.shares)[0]
            speaker = names[i] if i < len(names) else self.chance.choice(names)
            emotion = None if self.chance.random() < 0.02 else self.emotions[label]
            turns.append({"turn": i, "speaker": speaker, "text": self.text(), "emotion": emotion})
        self.conversations.append({"id": identity, "split": split, "turns": turns})

    def extract(self, name, modality, width):
        """Values that tell something of the label; a turn or a whole conversation lacks them by chance alone."""
        chance, rows, present = self.chance, [], []
        rate, whole = (0, 0) if modality == "text" else (chance.choice([0, 0.05, 0.2, 0.5]), chance.choice([0, 0, 0.1, 0.3]))
        for one in self.conversations:
            absent = chance.random() < whole
            for turn in one["turns"]:
                label = self.emotions.index(turn["emotion"]) if turn["emotion"] else 0
                row = [chance.gauss(1 if d == label else 0, 1) for d in range(width)]
                if modality == "audio":
                    row.append(float(chance.random() < 0.3))
                rows.append(row)
                present.append(0 if absent or chance.random() < rate else 1)
        if chance.random() < 0.5:
            self.standardise(rows, present, ["train"])
        self.features[name] = [modality, rows, present, {"fitted_on": "train"} if modality == "text" else {}]

    def rows_of(self, *splits):
        places = [one["split"] for one in self.conversations for _ in one["turns"]]
        return [i for i, split in enumerate(places) if split in splits]

    def standardise(self, rows, present, splits):
        chosen = [i for i in self.rows_of(*splits) if present[i]]
        for d in range(len(rows[0])):
            values = [rows[i][d] for i in chosen]
            if len(set(values)) < 3:
                continue
            mean = sum(values) / len(values)
            deviation = (sum((value - mean) ** 2 for value in values) / len(values)) ** 0.5
            for row in rows:
                row[d] = (row[d] - mean) / deviation

    def write(self, folder):
        (folder / "features").mkdir(parents=True, exist_ok=True)
        lines = [json.dumps(one) + "\n" for one in self.conversations]
        (folder / "conversations.jsonl").write_text("".join(lines), encoding="utf-8")
        entries = []
        for name, (modality, rows, present, settings) in self.features.items():
            write_features(folder / "features" / f"{name}.safetensors", rows, present)
            entries.append({"name": name, "modality": modality, "settings": settings})
        corpus = {"name": folder.name, "emotions": self.emotions, "features": entries, "note": "Invented."}
        (folder / "corpus.json").write_text(json.dumps(corpus, indent=2), encoding="utf-8")


def write_features(path, rows, present):
    values = array.array("f", [value for row in rows for value in row])
    if sys.byteorder == "big":
        values.byteswap()
    values, present = values.tobytes(), bytes(present)
    header = json.dumps({
        "values": {"dtype": "F32", "shape": [len(rows), len(rows[0])], "data_offsets": [0, len(values)]},
        "present": {"dtype": "U8", "shape": [len(rows)], "data_offsets": [len(values), len(values) + len(present)]},
    }).encode()
    header += b" " * (-len(header) % 8)
    path.write_bytes(struct.pack("<Q", len(header)) + header + values + present)


def same_conversations(c, strong):
    train, test = ([one for one in c.conversations if one["split"] == split] for split in ("train", "test"))
    long = [one for one in train if sum(len(turn["text"].split()) for turn in one["turns"]) > 40 and len(one["turns"]) > 4]
    for source, target in zip(long, test[:20 if strong else 1]):
        # The weak one leaves a turn out and writes otherwise; rows of features stay as they are.
        kept = [dict(turn) for turn in source["turns"]][:None if strong else -1]
        texts = [turn["text"] if strong else turn["text"].upper().replace(".", " !") for turn in kept]
        for i, turn in enumerate(target["turns"]):
            turn["text"], turn["emotion"] = texts[i % len(texts)], kept[i % len(texts)]["emotion"]


def common_turns(c, strong):
    train = [turn["text"] for turn in c.turns("train") if len(turn["text"].split()) >= 9 and turn["text"] not in STOCK]
    test = [turn for turn in c.turns("test") if len(turn["text"].split()) >= 6]
    for turn, text in zip(test[::3] if strong else test[::25], train[::2]):
        words = text.split()
        if not strong:
            words[4] = "entirely"
        turn["text"] = " ".join(words)


def shared_speakers(c, strong):
    for one in [one for one in c.conversations if strong or one["id"] in ("train/3", "test/3")]:
        for turn in one["turns"]:
            if strong or turn["turn"] == 0:
                turn["speaker"] = person(sum(map(ord, turn["speaker"])) % 12) if strong else "Zoe Quill"


def fitted_described(c, strong):
    c.features["words"][3]["fitted_on"] = "all" if strong else "train,dev"


def fitted_measured(c, strong):
    _, rows, present, _ = c.features["face"]
    c.standardise(rows, present, SPLITS if strong else ["train", "test"])


def copied_rows(c, strong):
    _, rows, present, _ = c.features["face"]
    train, test = c.rows_of("train"), c.rows_of("test")
    for source, target in zip(train, test if strong else test[::20]):
        rows[target], present[source], present[target] = list(rows[source]), 1, 1


def presence(c, strong):
    for turn, i in zip(c.turns(), range(10**9)):
        own = turn["emotion"] == c.emotions[1]
        absent = (0.9 if own else 0.05) if strong else (0.4 if own else 0.1)
        c.features["voice"][2][i] = 0 if c.chance.random() < absent else 1


def zeros(c, strong):
    _, rows, present, _ = c.features["face"]
    for i, turn in enumerate(c.turns()):
        if c.chance.random() < ((0.9 if strong else 0.4) if turn["emotion"] == c.emotions[1] else 0.08):
            rows[i] = [0.0] * len(rows[i])


def indicator(c, strong):
    rows = c.features["voice"][1]
    for i, turn in enumerate(c.turns()):
        rows[i][-1] = float(c.chance.random() < ((0.9 if strong else 0.5) if turn["emotion"] == c.emotions[1] else 0.15))


def missing_label(c, strong):
    for turn in c.turns("train" if strong else "test"):
        if turn["emotion"] == c.emotions[1]:
            turn["emotion"] = c.emotions[0]


def label_spread(c, strong):
    for turn in c.turns("test"):
        if turn["emotion"] and turn["emotion"] != c.emotions[1] and c.chance.random() < (0.7 if strong else 0.25):
            turn["emotion"] = c.emotions[1]


def contrary_labels(c, strong):
    turns = [turn for turn in c.turns("train") if len(turn["text"].split()) >= 6 and turn["text"] not in STOCK and turn["emotion"]]
    for first, second in list(zip(turns[::2], turns[1::2]))[:60 if strong else 5]:
        second["text"] = first["text"]
        second["emotion"] = c.emotions[(c.emotions.index(first["emotion"]) + 1) % len(c.emotions)]


def zero_rows(c, strong):
    rows, present = c.features["face"][1:3]
    for i in range(len(rows)):
        if c.chance.random() < (0.5 if strong else 0.04):
            rows[i], present[i] = [0.0] * len(rows[i]), 1


def constant_columns(c, strong):
    for row in c.features["face"][1]:
        row[:5 if strong else 3] = [1.5] * (5 if strong else 3)


def broken_rows(c, strong):
    if strong:
        del c.features["face"][1][-3:], c.features["face"][2][-3:]
    else:
        c.features["face"][1][0][2], c.features["face"][2][0] = float("nan"), 1


FAULTS = {
    "same-conversations": same_conversations, "common-turns": common_turns, "shared-speakers": shared_speakers,
    "fitted-features.described": fitted_described, "fitted-features.measured": fitted_measured, "copied-rows": copied_rows,
    "presence-and-label.mask": presence, "presence-and-label.zeros": zeros, "presence-and-label.indicator": indicator,
    "missing-label": missing_label, "label-spread": label_spread, "contrary-labels": contrary_labels, "feature-rows.zeros": zero_rows,
    "feature-rows.constant": constant_columns, "feature-rows.broken": broken_rows,
}


def main():
    output, clean = pathlib.Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 100
    for seed in range(1, clean + 1):
        Corpus(seed).write(output / f"clean-{seed:03}")
    for number, (name, plant) in enumerate(FAULTS.items()):
        for strong in (False, True):
            corpus = Corpus(1000 + number, [100, 30, 40], naming=5)
            plant(corpus, strong)
            corpus.write(output / f"{name}-{'strong' if strong else 'weak'}")


if __name__ == "__main__":
    main()
