#!/usr/bin/env python3
"""Numbers of scikit-learn's exact t-SNE for the tests of the layout of vectors.

    python3 tests/generators/neighbours.py tests/MultiEmo.Tests/Features/Transforms/neighbours.json

Made with Debian 12's python3-sklearn 1.2.1 and python3-numpy 1.24.2.
"""
import json
import sys

import numpy as np
from scipy.spatial.distance import pdist, squareform
from sklearn.manifold import TSNE
from sklearn.manifold._t_sne import _joint_probabilities, _kl_divergence

CLUSTERS, EACH, WIDTH, PERPLEXITY = 4, 18, 7, 12.0

chance = np.random.default_rng(20)
centres = chance.normal(0, 2.0, (CLUSTERS, WIDTH))
rows = np.round(np.concatenate([centre + chance.normal(0, 1, (EACH, WIDTH)) for centre in centres]), 4)

distances = squareform(pdist(rows, "sqeuclidean")).astype(np.float32)
joint = squareform(_joint_probabilities(distances, PERPLEXITY, 0))

layout = TSNE(method="exact", init="pca", learning_rate="auto", perplexity=PERPLEXITY, n_iter=1000)
points = layout.fit_transform(rows.astype(np.float64))
divergence, _ = _kl_divergence(points.ravel(), squareform(joint), 1.0, len(rows), 2)

with open(sys.argv[1], "w") as file:
    json.dump({"perplexity": PERPLEXITY, "rows": rows.tolist(), "joint": np.round(joint, 9).tolist(), "points": np.round(points.T.astype(float), 5).tolist(),
               "divergence": float(divergence), "reached": float(layout.kl_divergence_)}, file)
    file.write("\n")
print(divergence, layout.kl_divergence_)
