"""Writes the computation graphs of the carried model (ONNX): careerbot/models/sentence.onnx and hidden.onnx.

    python tests/tools/make_graph.py [FOLDER]

No weights are inside: every tensor is named as in the model's safetensors file (those of the reader with "tuned." before
it) and handed over when a session opens, memory-mapped and never transposed or copied. Same code, same bytes; a test holds
the files to it.
"""

from __future__ import annotations

import json
import math
import sys
from functools import cache
from pathlib import Path

from onnx import ModelProto, NodeProto, TensorProto, ValueInfoProto, helper

from careerbot.embeddings.encoder import find_model

SIZE, WIDE, HEADS, WORDS, PLACES, LAYERS, FROZEN = 384, 1536, 12, 30522, 512, 6, 3
OPSET, MICROSOFT, FORMAT = 17, 1, 8
"""Old enough for every onnxruntime that careerbot runs with."""
EPSILON = 1e-12


class Graph:
    """Nodes and the names of the weights they use."""

    def __init__(self) -> None:
        self.nodes: list[NodeProto] = []
        self.weights: dict[str, TensorProto] = {}
        self.places = places()

    def weight(self, name: str, *shape: int) -> str:
        tensor = TensorProto(name=name, data_type=TensorProto.FLOAT, dims=shape, data_location=TensorProto.EXTERNAL)
        start, end = self.places.get(name) or (0, 4 * math.prod(shape))
        for key, value in (("location", "model.safetensors"), ("offset", start), ("length", end - start)):
            tensor.external_data.add(key=key, value=str(value))
        self.weights[name] = tensor
        return name

    def node(self, kind: str, inputs: list[str], output: str, own: bool = True, **attributes: object) -> str:
        domain = "com.microsoft" if own else ""
        self.nodes.append(helper.make_node(kind, inputs, [output], name=output, domain=domain, **attributes))
        return output


@cache
def places() -> dict[str, tuple[int, int]]:
    """Where each tensor lies in the file of the carried weights, which never changes: its checksum is known."""
    with open(find_model().folder / "model.safetensors", "rb") as file:
        size = int.from_bytes(file.read(8), "little")
        head = json.loads(file.read(size))
    del head["__metadata__"]
    found = ((name, about["data_offsets"]) for name, about in head.items() if about["dtype"] == "F32")
    return {name: (8 + size + start, 8 + size + end) for name, (start, end) in found}


def embeddings(g: Graph) -> str:
    """Words, places and type (there is but one) added and normalised."""
    at = "embeddings."
    g.node("Sub", ["input_ids", "input_ids"], "types", own=False)
    inputs = [
        "input_ids", "types", g.weight(f"{at}word_embeddings.weight", WORDS, SIZE),
        g.weight(f"{at}position_embeddings.weight", PLACES, SIZE), g.weight(f"{at}token_type_embeddings.weight", 2, SIZE),
        g.weight(f"{at}LayerNorm.weight", SIZE), g.weight(f"{at}LayerNorm.bias", SIZE),
    ]  # fmt: skip
    g.nodes.append(
        helper.make_node(
            "EmbedLayerNormalization", inputs, ["embedded", "lengths"], domain="com.microsoft", epsilon=EPSILON
        )
    )
    return "embedded"


def layer(g: Graph, given: str, at: str) -> str:
    """Attention and the two dense layers, each added to what came in and normalised."""

    def dense(x: str, name: str, out: int, wide: int) -> str:
        return g.node("FusedMatMul", [x, g.weight(f"{at}{name}.weight", out, wide)], f"{at}{name}", transB=1)

    def normal(x: str, skip: str, name: str) -> str:
        weights = [g.weight(f"{at}{name}.{part}", SIZE) for part in ("LayerNorm.weight", "LayerNorm.bias", "dense.bias")]
        return g.node("SkipLayerNormalization", [x, skip, *weights], f"{at}{name}.out", epsilon=EPSILON)

    q, k, v = (dense(given, f"attention.self.{name}", SIZE, SIZE) for name in ("query", "key", "value"))
    parts = [g.weight(f"{at}attention.self.{name}.bias", SIZE) for name in ("query", "key", "value")]
    bias = g.node("Concat", parts, f"{at}attention.bias", own=False, axis=0)
    mixed = g.node("MultiHeadAttention", [q, k, v, bias, "attention_mask"], f"{at}attention.mixed", num_heads=HEADS)
    h = normal(dense(mixed, "attention.output.dense", SIZE, SIZE), given, "attention.output")
    wide = dense(h, "intermediate.dense", WIDE, SIZE)
    wide = g.node("BiasGelu", [wide, g.weight(f"{at}intermediate.dense.bias", WIDE)], f"{at}gelu")
    return normal(dense(wide, "output.dense", SIZE, WIDE), h, "output")


def sentence(g: Graph, h: str) -> None:
    """The sum over the words, of length one: the mean has the same direction."""
    g.node("Cast", ["attention_mask"], "shares", own=False, to=TensorProto.FLOAT)
    g.nodes.append(helper.make_node("Constant", [], ["one"], value_ints=[1]))
    g.node("Unsqueeze", ["shares", "one"], "row", own=False)
    g.node("MatMul", ["row", h], "sums", own=False)
    g.node("Squeeze", ["sums", "one"], "sum", own=False)
    g.node("LpNormalization", ["sum"], "sentence", own=False, axis=-1, p=2)


def model(g: Graph, name: str, output: ValueInfoProto) -> ModelProto:
    inputs = [helper.make_tensor_value_info(n, TensorProto.INT32, ["batch", "length"]) for n in ("input_ids", "attention_mask")]
    graph = helper.make_graph(g.nodes, name, inputs, [output], initializer=list(g.weights.values()))
    opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid("com.microsoft", MICROSOFT)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=FORMAT, producer_name="careerbot")


def made() -> dict[str, bytes]:
    """File name -> content."""
    whole, tuned = Graph(), Graph()
    h = embeddings(whole)
    for i in range(LAYERS):
        h = layer(whole, h, f"encoder.layer.{i}.")
    sentence(whole, h)
    h = embeddings(tuned)
    for i in range(LAYERS):
        h = layer(tuned, h, f"{'tuned.' if i >= FROZEN else ''}encoder.layer.{i}.")
    tuned.node("Identity", [h], "hidden", own=False)
    vector = helper.make_tensor_value_info("sentence", TensorProto.FLOAT, ["batch", SIZE])
    states = helper.make_tensor_value_info("hidden", TensorProto.FLOAT, ["batch", "length", SIZE])
    return {
        "sentence.onnx": model(whole, "sentence", vector).SerializeToString(deterministic=True),
        "hidden.onnx": model(tuned, "hidden", states).SerializeToString(deterministic=True),
    }


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[2] / "careerbot" / "models"
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in made().items():
        (folder / name).write_bytes(data)
        print(f"{folder / name}: {len(data):,} bytes")


if __name__ == "__main__":
    main()
