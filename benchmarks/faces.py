#!/usr/bin/env python3
"""The other side of benchmarks/faces.cs, which starts it: facenet-pytorch's MTCNN and torchvision's ResNet-101, one timed step a line.

    python3 benchmarks/faces.py FACENET IMAGES

FACENET is a checkout of github.com/timesler/facenet-pytorch (v2.5.3) in a folder called facenet_pytorch, IMAGES a safetensors file of
uint8 pictures [Y, X, 3]. Lines: "threads N", "detect NAME", "network COUNT", "visextnet NAME". Each answer is the seconds it took.
"""
import json
import os
import struct
import sys
import time

import numpy as np
import torch
import torchvision


def read(path):
    """Pictures by name."""
    with open(path, "rb") as file:
        header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
        data = file.read()
    return {name: np.frombuffer(data, np.uint8, count=end - begin, offset=begin).reshape(entry["shape"])
            for name, entry in header.items() if name != "__metadata__" for begin, end in [entry["data_offsets"]]}


def main(facenet, images):
    sys.path.insert(0, os.path.dirname(os.path.abspath(facenet)))
    from facenet_pytorch import MTCNN

    pictures = read(images)
    detector = MTCNN(image_size=224, keep_all=True)
    network = torchvision.models.resnet101().eval()
    with torch.no_grad():
        for line in sys.stdin:
            verb, argument = line.split()
            if verb == "threads":
                torch.set_num_threads(int(argument))
            faces = torch.zeros(int(argument), 3, 224, 224) + 0.1 if verb == "network" else None
            start = time.perf_counter()
            if verb == "detect":
                detector.detect(pictures[argument], landmarks=True)
            elif verb == "network":
                network(faces)
            elif verb == "visextnet":
                network(detector(torch.from_numpy(pictures[argument].copy()))).mean(0)
            print(time.perf_counter() - start, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
