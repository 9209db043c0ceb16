"""Layered networks in numpy, with the gradient by hand, and Adam (Kingma & Ba 2015)."""

import numpy as np

import onnx_file


def silu(x):
    return x / (1 + np.exp(-x))


def silu_slope(x):
    s = 1 / (1 + np.exp(-x))
    return s * (1 + x * (1 - s))


class Layers:
    """x W + b, then x · sigmoid(x) but for the last layer."""

    def __init__(self, sizes, random):
        self.weights = [random.normal(0, 1 / np.sqrt(m), (m, n)) for m, n in zip(sizes, sizes[1:])]
        self.biases = [np.zeros(n) for n in sizes[1:]]
        self.weights[-1] *= 0.1

    def parameters(self):
        return self.weights + self.biases

    def __call__(self, x):
        self.seen = []
        for i, (w, b) in enumerate(zip(self.weights, self.biases)):
            y = x @ w + b
            self.seen.append((x, y))
            x = y if i == len(self.weights) - 1 else silu(y)
        return x

    def gradient(self, up):
        """Of the loss by the parameters and by the input, from that by the output of the newest call."""
        by_weights, by_biases = [], []
        for i in reversed(range(len(self.weights))):
            x, y = self.seen[i]
            up = up if i == len(self.weights) - 1 else up * silu_slope(y)
            by_weights.insert(0, x.T @ up)
            by_biases.insert(0, up.sum(0))
            up = up @ self.weights[i].T
        return by_weights + by_biases, up

    def nodes(self, source, target):
        """For an ONNX file, with the tensors that they need."""
        nodes, tensors, last = [], {}, len(self.weights) - 1
        for i, (w, b) in enumerate(zip(self.weights, self.biases)):
            tensors[f"w{i}"], tensors[f"b{i}"] = w.astype(np.float32), b.astype(np.float32)
            out = target if i == last else f"y{i}"
            nodes.append(onnx_file.node("Gemm", [source, f"w{i}", f"b{i}"], [out]))
            if i < last:
                nodes.append(onnx_file.node("Sigmoid", [out], [f"s{i}"]))
                nodes.append(onnx_file.node("Mul", [out, f"s{i}"], [f"h{i}"]))
                source = f"h{i}"
        return nodes, tensors


class Adam:
    def __init__(self, parameters, rate):
        self.parameters, self.rate, self.count = parameters, rate, 0
        self.mean = [np.zeros_like(each) for each in parameters]
        self.square = [np.zeros_like(each) for each in parameters]

    def step(self, gradients):
        self.count += 1
        for p, m, v, g in zip(self.parameters, self.mean, self.square, gradients):
            m += 0.1 * (g - m)
            v += 0.001 * (g * g - v)
            p -= self.rate * (m / (1 - 0.9**self.count)) / (np.sqrt(v / (1 - 0.999**self.count)) + 1e-8)
