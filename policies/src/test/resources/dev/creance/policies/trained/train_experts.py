"""Trains three experts and the gate that chooses among them: expert_0.onnx to expert_2.onnx, gate.onnx.

    python train_experts.py        numpy; half a minute

The likelihood of the actions of two different controllers, which no single answer explains (Jacobs et al. 1991, equation 1.3).
"""

import pathlib

import numpy as np

import flights
import onnx_file
from networks import Adam, Layers

HERE = pathlib.Path(__file__).parent
EXPERTS = 3
PRECISION = 10.0
ROUNDS = 3000


def softmax(x):
    e = np.exp(x - x.max(1, keepdims=True))
    return e / e.sum(1, keepdims=True)


def export(net, name, target):
    nodes, tensors = net.nodes("obs", target)
    size = net.biases[-1].size
    onnx_file.write(
        HERE / f"{name}.onnx", [("obs", "float", [1, 18])], [(target, "float", [1, size])], nodes, tensors
    )


def main():
    random = np.random.default_rng(5)
    seen, done = flights.pairs(flights.LEARNING_TO_FLY + flights.RAPTOR)
    experts = [Layers([18, 24, 4], random) for _ in range(EXPERTS)]
    gate = Layers([18, 24, EXPERTS], random)
    for expert in experts:
        expert.biases[-1] += random.normal(0, 0.5, 4)
    adam = Adam(sum((net.parameters() for net in experts + [gate]), []), 2e-3)
    for step in range(ROUNDS):
        rows = random.integers(0, len(seen), 256)
        weights = softmax(gate(seen[rows]))
        errors = [expert(seen[rows]) - done[rows] for expert in experts]
        fits = np.stack([-0.5 * PRECISION * (error**2).sum(1) for error in errors], 1)
        blame = softmax(np.log(weights + 1e-12) + fits)
        if step < ROUNDS / 2:  # as long as nobody is good at anything, each is given as much to do
            blame = softmax(fits) / softmax(fits).mean(0)
            blame /= blame.sum(1, keepdims=True)
        gradients = []
        for k, expert in enumerate(experts):
            gradients += expert.gradient(PRECISION * blame[:, k : k + 1] * errors[k] / 256)[0]
        adam.step(gradients + gate.gradient((weights - blame) / 256)[0])
    weights = softmax(gate(seen))
    print("experts: shares", weights.mean(0), "of the chosen", weights.max(1).mean())
    for k, expert in enumerate(experts):
        export(expert, f"expert_{k}", "action")
    export(gate, "gate", "logits")


if __name__ == "__main__":
    main()
