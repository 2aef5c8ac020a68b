"""RoBERTa in plain PyTorch, operation by operation as Hugging Face's RobertaModel computes it in evaluation (eager attention), for a comparison of
speed. benchmarks/roberta.cs starts it and asks for one measurement at a time; by itself it compares its numbers with those of a tiny network:

    python3 benchmarks/roberta_torch.py --check tests/golden/roberta
"""
import json
import math
import pathlib
import struct
import sys
import time

import numpy
import torch
from torch import nn


class Attention(nn.Module):
    def __init__(self, width, heads, epsilon):
        super().__init__()
        self.heads, self.size = heads, width // heads
        self.query, self.key, self.value = nn.Linear(width, width), nn.Linear(width, width), nn.Linear(width, width)
        self.dense, self.norm = nn.Linear(width, width), nn.LayerNorm(width, epsilon)

    def split(self, x):
        return x.view(x.shape[0], x.shape[1], self.heads, self.size).permute(0, 2, 1, 3)

    def forward(self, x, hidden):
        query, key, value = self.split(self.query(x)), self.split(self.key(x)), self.split(self.value(x))
        score = torch.matmul(query, key.transpose(-1, -2)) / math.sqrt(self.size) + hidden
        seen = torch.matmul(nn.functional.softmax(score, dim=-1), value).permute(0, 2, 1, 3).contiguous()
        return self.norm(self.dense(seen.view(x.shape)) + x)


class Layer(nn.Module):
    def __init__(self, width, heads, inner, epsilon):
        super().__init__()
        self.attention = Attention(width, heads, epsilon)
        self.up, self.down, self.norm = nn.Linear(width, inner), nn.Linear(inner, width), nn.LayerNorm(width, epsilon)

    def forward(self, x, hidden):
        x = self.attention(x, hidden)
        return self.norm(self.down(nn.functional.gelu(self.up(x))) + x)


class Roberta(nn.Module):
    def __init__(self, words, width, layers, heads, inner, places, epsilon, padding=1):
        super().__init__()
        self.padding = padding
        self.words, self.places, self.types = nn.Embedding(words, width), nn.Embedding(places, width), nn.Embedding(1, width)
        self.norm = nn.LayerNorm(width, epsilon)
        self.layers = nn.ModuleList([Layer(width, heads, inner, epsilon) for _ in range(layers)])

    def forward(self, ids):
        real = ids.ne(self.padding)
        places = torch.cumsum(real.int(), dim=1) * real.int() + self.padding
        x = self.norm(self.words(ids) + self.types(torch.zeros_like(ids)) + self.places(places.long()))
        hidden = (1.0 - real[:, None, None, :].to(x.dtype)) * torch.finfo(x.dtype).min
        for layer in self.layers:
            x = layer(x, hidden)
        return x


def read(path):
    data = pathlib.Path(path).read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    kinds = {"F32": numpy.float32, "F64": numpy.float64, "I64": numpy.int64}
    tensors = {}
    for name, place in json.loads(data[8:8 + length]).items():
        if name == "__metadata__" or place["dtype"] not in kinds:
            continue
        begin, end = (8 + length + offset for offset in place["data_offsets"])
        tensors[name] = torch.from_numpy(numpy.frombuffer(data[begin:end], kinds[place["dtype"]]).reshape(place["shape"]).copy())
    return tensors


def published(name):
    """The name that a published file has for a parameter of this module."""
    for mine, theirs in [("words.", "embeddings.word_embeddings."), ("places.", "embeddings.position_embeddings."),
                         ("types.", "embeddings.token_type_embeddings."), ("norm.", "embeddings.LayerNorm.")]:
        if name.startswith(mine):
            return theirs + name[len(mine):]
    _, number, part = name.split(".", 2)
    for mine, theirs in [("attention.query", "attention.self.query"), ("attention.key", "attention.self.key"),
                         ("attention.value", "attention.self.value"), ("attention.dense", "attention.output.dense"),
                         ("attention.norm", "attention.output.LayerNorm"), ("up", "intermediate.dense"), ("down", "output.dense"),
                         ("norm", "output.LayerNorm")]:
        if part.startswith(mine + "."):
            return f"encoder.layer.{number}.{theirs}{part[len(mine):]}"
    raise KeyError(name)


def check(folder):
    folder = pathlib.Path(folder)
    config = json.loads((folder / "manifest.json").read_text())["config"]
    weights, expected = read(folder / "tiny_roberta_model.safetensors"), read(folder / "tiny_roberta_io.safetensors")
    model = Roberta(config["vocab_size"], config["hidden_size"], config["num_hidden_layers"], config["num_attention_heads"],
                    config["intermediate_size"], config["max_position_embeddings"], config["layer_norm_eps"]).eval()
    model.load_state_dict({name: weights[published(name)] for name in model.state_dict()})
    with torch.no_grad():
        for name in ["batch", "long"]:
            difference = (model(expected[f"{name}/input_ids"]) - expected[f"f32/{name}/last_hidden_state"]).abs().max().item()
            print(f"{name}: the last state differs by {difference:.1e} at most")
            assert difference < 1e-5


def serve(cases, threads):
    """Reads the number of a case from standard input, runs it, and writes the seconds."""
    torch.set_num_threads(threads)
    batches = [[torch.tensor(ids) for ids in case] for case in json.loads(pathlib.Path(cases).read_text())]
    model = Roberta(50265, 768, 12, 12, 3072, 514, 1e-5).eval()
    print("ready", flush=True)
    with torch.no_grad():
        for line in sys.stdin:
            start = time.perf_counter()
            for ids in batches[int(line)]:
                model(ids)
            print(time.perf_counter() - start, flush=True)


if __name__ == "__main__":
    if sys.argv[1] == "--check":
        check(sys.argv[2])
    else:
        serve(sys.argv[1], int(sys.argv[2]))
