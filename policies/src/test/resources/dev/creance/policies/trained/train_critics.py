"""Trains an actor and two critics that return distributions: actor.onnx, quantiles.onnx, atoms.onnx.

    python train_critics.py        numpy; half a minute
"""

import pathlib

import numpy as np

import flights
import onnx_file
from networks import Adam, Layers

HERE = pathlib.Path(__file__).parent
QUANTILES = 16
ATOMS, LEAST, GREATEST = 21, -1.0, 0.0
FLIGHTS = flights.LEARNING_TO_FLY + flights.RAPTOR


def export(net, name, inputs, target):
    nodes, tensors = net.nodes("x" if len(inputs) > 1 else inputs[0][0], target)
    if len(inputs) > 1:
        nodes.insert(0, onnx_file.node("Concat", [each[0] for each in inputs], ["x"], axis=1))
    size = net.biases[-1].size
    onnx_file.write(HERE / f"{name}.onnx", inputs, [(target, "float", [1, size])], nodes, tensors)


def actor(random, seen, done):
    net = Layers([18, 32, 4], random)
    adam = Adam(net.parameters(), 2e-3)
    for _ in range(2000):
        rows = random.integers(0, len(seen), 256)
        error = net(seen[rows]) - done[rows]
        adam.step(net.gradient(2 * error / error.size)[0])
    print("actor: squared error", (error**2).mean())
    export(net, "actor", [("obs", "float", [1, 18])], "action")


def quantiles(random, seen, done, returns):
    """Quantile regression with a Huber loss (Dabney et al. 2018, equation 10)."""
    net = Layers([18 + 4, 32, 32, QUANTILES], random)
    adam = Adam(net.parameters(), 2e-3)
    middle, width = (np.arange(QUANTILES) + 0.5) / QUANTILES, 0.01
    for _ in range(3000):
        rows = random.integers(0, len(seen), 256)
        off = returns[rows][:, None] - net(np.hstack([seen[rows], done[rows]]))
        slope = np.abs(middle - (off < 0)) * np.clip(off / width, -1, 1)
        adam.step(net.gradient(-slope / slope.size)[0])
    print("quantiles: below each", (off < 0).mean(0).round(2))
    export(net, "quantiles", [("obs", "float", [1, 18]), ("action", "float", [1, 4])], "quantiles")


def atoms(random, seen, returns):
    """Cross entropy to the return, split between the atoms beside it (Bellemare et al. 2017, algorithm 1)."""
    net = Layers([18, 32, ATOMS], random)
    adam = Adam(net.parameters(), 2e-3)
    for _ in range(3000):
        rows = random.integers(0, len(seen), 256)
        place = (np.clip(returns[rows], LEAST, GREATEST) - LEAST) / (GREATEST - LEAST) * (ATOMS - 1)
        below = np.minimum(place.astype(int), ATOMS - 2)
        wanted = np.zeros((256, ATOMS))
        wanted[np.arange(256), below] = 1 - (place - below)
        wanted[np.arange(256), below + 1] = place - below
        logits = net(seen[rows])
        shares = np.exp(logits - logits.max(1, keepdims=True))
        shares /= shares.sum(1, keepdims=True)
        adam.step(net.gradient((shares - wanted) / 256)[0])
    print("atoms: cross entropy", -(wanted * np.log(shares + 1e-12)).sum(1).mean())
    export(net, "atoms", [("obs", "float", [1, 18])], "logits")


def main():
    random = np.random.default_rng(3)
    seen, done = flights.pairs(FLIGHTS)
    returns = flights.returns(FLIGHTS)
    actor(random, seen, done)
    quantiles(random, seen, done, returns)
    atoms(random, seen, returns)


if __name__ == "__main__":
    main()
