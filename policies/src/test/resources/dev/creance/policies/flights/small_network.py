"""Small networks of Gemm and Elu: trained on random observations to do what a teacher does, exported, and evaluated. Numpy."""

import math

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper


def train(teacher, sizes, seed):
    """Least squares by Adam; seconds on one core. Weights, then biases."""
    random = np.random.default_rng(seed)
    layers = len(sizes) - 1
    weights = [random.normal(0, 1 / math.sqrt(a), (a, b)) for a, b in zip(sizes, sizes[1:])]
    weights += [np.zeros(b) for b in sizes[1:]]
    first, second = [np.zeros_like(w) for w in weights], [np.zeros_like(w) for w in weights]
    for step in range(1, 4001):
        x = random.normal(0, 0.7, (256, sizes[0]))
        seen = [x]
        for k in range(layers):
            z = seen[-1] @ weights[k] + weights[layers + k]
            seen.append(z if k == layers - 1 else np.where(z > 0, z, np.expm1(np.minimum(z, 0))))
        back = 2 * (seen[layers] - teacher(x)) / len(x)
        gradients = [None] * (2 * layers)
        for k in reversed(range(layers)):
            gradients[k], gradients[layers + k] = seen[k].T @ back, back.sum(axis=0)
            back = back @ weights[k].T * np.where(seen[k] > 0, 1, seen[k] + 1)
        for k, gradient in enumerate(gradients):
            first[k] = 0.9 * first[k] + 0.1 * gradient
            second[k] = 0.999 * second[k] + 0.001 * gradient**2
            rate = 3e-3 * min(1, 4 * (1 - step / 4001))
            weights[k] = weights[k] - rate * first[k] / (1 - 0.9**step) / (np.sqrt(second[k] / (1 - 0.999**step)) + 1e-8)
    print("mean square error", float(np.mean((seen[layers] - teacher(x)) ** 2)))
    return [w.astype(np.float32) for w in weights]


def export(path, weights):
    layers = len(weights) // 2
    nodes, initial = [], []
    name = "obs"
    for k in range(layers):
        initial += [numpy_helper.from_array(weights[k], f"w{k}"), numpy_helper.from_array(weights[layers + k], f"b{k}")]
        nodes.append(helper.make_node("Gemm", [name, f"w{k}", f"b{k}"], ["action" if k == layers - 1 else f"z{k}"]))
        if k < layers - 1:
            nodes.append(helper.make_node("Elu", [f"z{k}"], [f"h{k}"]))
        name = f"h{k}"
    graph = helper.make_graph(
        nodes,
        path.stem,
        [helper.make_tensor_value_info("obs", TensorProto.FLOAT, [1, weights[0].shape[0]])],
        [helper.make_tensor_value_info("action", TensorProto.FLOAT, [1, weights[-1].shape[0]])],
        initial,
    )
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8), path)


def stored(path):
    """The weights as they are in an exported file."""
    arrays = {each.name: numpy_helper.to_array(each) for each in onnx.load(path).graph.initializer}
    layers = len(arrays) // 2
    return [arrays[f"w{k}"] for k in range(layers)] + [arrays[f"b{k}"] for k in range(layers)]


def answer(weights, x):
    """In float64, of an observation in float32."""
    layers = len(weights) // 2
    x = x.astype(np.float32).astype(float)
    for k in range(layers):
        x = x @ weights[k].astype(float) + weights[layers + k].astype(float)
        x = np.where(x > 0, x, np.expm1(np.minimum(x, 0))) if k < layers - 1 else x
    return x
