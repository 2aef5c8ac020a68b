#!/usr/bin/env python3
"""Numbers of SciPy and NumPy for the tests of statistics of evaluation.

    python3 tests/generators/statistics.py tests/MultiEmo.Tests/Evaluation/Statistics/statistics.json

The bootstrap is written a second time, with whole predictions and without counts, on the same draws: SplitMix64 in Python's integers.
Made with Debian 12's python3-scipy 1.10.1 and python3-numpy 1.24.2.
"""
import sys

sys.path.pop(0)  # this file's own name is that of a module of Python, which NumPy's neighbours import

import json

import numpy as np
from scipy import stats

MASK = 2**64 - 1


def mixed(z):
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return z ^ (z >> 31)


class Draws:
    def __init__(self, seed, stream):
        self.state = mixed((seed << 32) | stream)

    def sample(self, n):
        drawn = []
        for _ in range(n):
            self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
            drawn.append((mixed(self.state) * n) >> 64)
        return drawn


def scores(truth, predicted, classes):
    """Weighted F1, macro F1 and accuracy by their definitions."""
    f1, support, occurs = np.zeros(classes), np.zeros(classes), np.zeros(classes, bool)
    for c in range(classes):
        hits = np.sum((truth == c) & (predicted == c))
        support[c] = np.sum(truth == c)
        whole = support[c] + np.sum(predicted == c)
        occurs[c] = whole > 0
        f1[c] = 2 * hits / whole if whole else 0
    return [float(np.sum(f1 * support) / len(truth)), float(np.mean(f1[occurs])), float(np.mean(truth == predicted))]


def bootstrap(truth, units, systems, classes, resamples, seed):
    """(systems, measures, resamples)"""
    members = [np.flatnonzero(units == unit) for unit in range(units.max() + 1)]
    of_units = Draws(seed, 0)
    of_seeds = [Draws(seed, 1 + i) for i in range(len(systems))]
    replicates = np.zeros((len(systems), 3, resamples))
    for b in range(resamples):
        rows = np.concatenate([members[unit] for unit in of_units.sample(len(members))])
        for s, system in enumerate(systems):
            drawn = of_seeds[s].sample(len(system))
            replicates[s, :, b] = np.mean([scores(truth[rows], system[i][rows], classes) for i in drawn], axis=0)
    return replicates


def bootstrap_case():
    chance = np.random.default_rng(5)
    classes, resamples, seed = 4, 400, 3
    units = np.repeat(np.arange(25), chance.integers(1, 9, 25))
    truth = chance.integers(0, classes, len(units))
    systems = [
        [np.where(chance.random(len(truth)) < skill, truth, chance.integers(0, classes, len(truth))) for _ in range(seeds)]
        for seeds, skill in ((3, 0.4), (2, 0.55))
    ]
    replicates = bootstrap(truth, units, systems, classes, resamples, seed)
    means = np.array([np.mean([scores(truth, p, classes) for p in system], axis=0) for system in systems])
    deviations = [np.std([scores(truth, p, classes) for p in system], axis=0, ddof=1).tolist() for system in systems]
    difference, observed = replicates[1] - replicates[0], means[1] - means[0]
    beyond = np.sum(np.abs(difference - observed[:, None]) >= np.abs(observed)[:, None] - 1e-12, axis=1)
    return {
        "classes": classes, "resamples": resamples, "seed": seed,
        "units": units.tolist(), "truths": truth.tolist(), "systems": [[p.tolist() for p in system] for system in systems],
        "means": means.tolist(), "deviations": deviations,
        "intervals": np.percentile(replicates, [2.5, 97.5], axis=2).transpose(1, 2, 0).tolist(),
        "differences": observed.tolist(),
        "difference_intervals": np.percentile(difference, [2.5, 97.5], axis=1).T.tolist(),
        "p": ((beyond + 1) / (resamples + 1)).tolist(),
    }


def mcnemar_cases():
    pairs = [(0, 0), (1, 0), (0, 5), (3, 3), (10, 2), (7, 17), (12, 12), (13, 12), (40, 21), (100, 101), (150, 90), (900, 700), (2000, 1200)]
    cases = []
    for b, c in pairs:
        n = b + c
        chi = max(0, abs(b - c) - 1) ** 2 / n if n else 0.0
        cases.append({
            "first": b, "second": c, "exact": stats.binomtest(b, n, 0.5).pvalue if n else 1.0,
            "chi_square": chi, "chi_square_p": float(stats.chi2.sf(chi, 1)),
        })
    return cases


def holm(p):
    p = np.array(p)
    order = np.argsort(p, kind="stable")
    adjusted = np.empty(len(p))
    adjusted[order] = np.minimum(1, np.maximum.accumulate(p[order] * np.arange(len(p), 0, -1)))
    return adjusted.tolist()


def holm_cases():
    chance = np.random.default_rng(6)
    lists = [[0.5], [0.01, 0.04, 0.03, 0.005], [0.2, 0.2, 0.2], [1.0, 0.0, 1.0], chance.random(12).round(4).tolist(), (chance.random(9) ** 6).tolist()]
    return [{"p": p, "corrected": holm(p)} for p in lists]


def calibration_case():
    chance = np.random.default_rng(7)
    classes, count, bins = 5, 200, 15
    probabilities = chance.dirichlet(np.full(classes, 0.4), count).astype(np.float32)
    labels = np.array([chance.choice(classes, p=row / row.sum()) for row in probabilities.astype(np.float64) ** 0.6])
    confidence, right = probabilities.max(axis=1).astype(np.float64), probabilities.argmax(axis=1) == labels
    place = np.digitize(confidence, np.linspace(0, 1, bins + 1), right=True) - 1
    error = sum(abs(right[place == i].sum() - confidence[place == i].sum()) for i in range(bins)) / count
    return {
        "classes": classes, "bins": bins, "probabilities": [float(value) for value in probabilities.reshape(-1)], "labels": labels.tolist(),
        "counts": [int(np.sum(place == i)) for i in range(bins)],
        "accuracies": [float(right[place == i].mean()) if np.any(place == i) else 0.0 for i in range(bins)],
        "error": float(error),
    }


numbers = {"bootstrap": bootstrap_case(), "mcnemar": mcnemar_cases(), "holm": holm_cases(), "calibration": calibration_case()}
with open(sys.argv[1], "w", encoding="utf-8") as file:
    json.dump(numbers, file, separators=(",", ":"))
    file.write("\n")
