#!/usr/bin/env python3
"""Numbers of torchvision's ResNet-50 and facenet-pytorch's InceptionResnetV1, and orders of NumPy's argsort, for tests/golden/faces.

    python3 tests/generators/face_backbones.py FACENET OUTPUT

FACENET is a checkout of github.com/timesler/facenet-pytorch (v2.5.3) that lies in a folder called facenet_pytorch. Weights and
pictures come from an integer hash, so that only what the networks answer is stored. Made with Debian 12's python3-torch 1.13.1,
python3-torchvision 0.14.1 and python3-numpy 1.24.2.
"""
import json
import os
import struct
import sys

import numpy as np
import torch
import torchvision

INPUT = 1000001


def hashed(p, count):
    """x in [-1, 1) of tensor p at the flat indexes below count."""
    with np.errstate(over="ignore"):
        z = (np.uint64(p << 32) + np.arange(1, count + 1, dtype=np.uint64)) * np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z = z ^ (z >> np.uint64(31))
    return 2 * ((z >> np.uint64(40)).astype(np.float64) * 2.0**-24) - 1


def weight(name, shape, p):
    """A tensor in the range that its name and shape ask for, rounded to float32."""
    if name.endswith("num_batches_tracked"):
        return torch.zeros(shape, dtype=torch.int64)
    x = hashed(p, int(np.prod(shape))).reshape(shape)
    if name.endswith(".running_var"):
        values = 1 + 0.5 * x
    elif name.endswith((".running_mean", ".bias")):
        values = 0.0625 * x
    elif len(shape) == 1:
        values = 0.25 + 0.125 * x if "bn3" in name else 1 + 0.25 * x
    else:
        values = x * np.sqrt(6.0 / np.prod(shape[1:]))
    return torch.from_numpy(values.astype(np.float32))


def fill(network):
    """Puts hashed weights into a network; p is a name's place in ordinal order."""
    state = network.state_dict()
    network.load_state_dict({name: weight(name, tuple(state[name].shape), p) for p, name in enumerate(sorted(state))})
    return network.eval()


def answers(network, pictures, layers):
    """The output, and the mean over each picture of what the named layers give out."""
    seen, modules = {}, dict(network.named_modules())
    hooks = [modules[name].register_forward_hook(lambda _, __, out, name=name: seen.__setitem__(name, out.mean((2, 3)))) for name in layers]
    with torch.no_grad():
        seen["output"] = network(pictures)
    for hook in hooks:
        hook.remove()
    return seen


def both(prefix, network, sides, layers, tensors):
    """Adds a network's answers in both precisions for pictures of several sizes."""
    for precision, kind in (("f32", torch.float32), ("f64", torch.float64)):
        network.to(kind)
        for side in sides:
            x = hashed(INPUT, 2 * 3 * side * side).astype(np.float32).reshape(2, 3, side, side)
            for name, value in answers(network, torch.from_numpy(x).to(kind), layers).items():
                tensors[f"{prefix}/{precision}/{side}/{name}"] = value.numpy()


def orders(tensors):
    """Keys of few distinct values, and the order in which argsort leaves them."""
    for p, count in enumerate((1, 2, 9, 16, 17, 18, 34, 60, 257, 1500)):
        keys = np.floor(hashed(2000000 + p, count) * max(2, count // 4)).astype(np.float32)
        tensors[f"argsort/{count}/keys"] = keys
        tensors[f"argsort/{count}/order"] = np.argsort(keys)


def write(path, tensors):
    """Writes safetensors."""
    kinds = {"float32": "F32", "float64": "F64", "int64": "I64"}
    header, offset = {}, 0
    for name, value in tensors.items():
        header[name] = {"dtype": kinds[str(value.dtype)], "shape": list(value.shape), "data_offsets": [offset, offset + value.nbytes]}
        offset += value.nbytes
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for value in tensors.values():
            file.write(np.ascontiguousarray(value).tobytes())


def main(facenet, output):
    sys.path.insert(0, os.path.dirname(os.path.abspath(facenet)))
    from facenet_pytorch import InceptionResnetV1

    torch.set_num_threads(1)
    tensors = {}
    resnet, inception = fill(torchvision.models.resnet50()), fill(InceptionResnetV1())
    shapes = {kind: {name: ["F32", list(value.shape)] for name, value in network.state_dict().items()}
              for kind, network in (("resnet50", resnet), ("inception", inception))}
    both("resnet50", resnet, (224,), ["maxpool", "layer1.0", "layer1", "layer2", "layer3", "layer4"], tensors)
    both("inception", inception, (160, 224),
         ["conv2d_2b", "conv2d_4b", "repeat_1", "mixed_6a", "repeat_2", "mixed_7a", "repeat_3", "block8"], tensors)
    orders(tensors)
    os.makedirs(output, exist_ok=True)
    write(os.path.join(output, "backbones.safetensors"), tensors)
    manifest = {
        "made_by": "tests/generators/face_backbones.py",
        "versions": {"torch": torch.__version__, "torchvision": torchvision.__version__, "numpy": np.__version__, "facenet-pytorch": "2.5.3"},
        "resnet50": {"shapes": shapes["resnet50"]},
        "inception": {"shapes": shapes["inception"]},
    }
    with open(os.path.join(output, "manifest.json"), "w") as file:
        json.dump(manifest, file, indent=1)
        file.write("\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
