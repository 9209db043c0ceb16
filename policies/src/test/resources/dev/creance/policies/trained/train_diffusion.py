"""Trains the diffusion actors and the network that rates their draws: denoiser.onnx, chunks.onnx, critic.onnx.

    python train_diffusion.py        numpy; half a minute
"""

import pathlib

import numpy as np

import flights
import onnx_file
from networks import Adam, Layers

HERE = pathlib.Path(__file__).parent
STEPS, EMBEDDING = 20, 8
CHUNK, CHUNK_STEPS = 8, 50
WAVES = np.pi * 2.0 ** np.arange(4)


def cosine(count, offset=0.008, most=0.999):
    """Nichol & Dhariwal 2021, equation 17."""
    part = np.cos((np.arange(count + 1) / count + offset) / (1 + offset) * np.pi / 2) ** 2
    return np.minimum(1 - part[1:] / part[:-1], most)


def waves(part):
    return np.hstack([np.sin(part * WAVES), np.cos(part * WAVES)])


def denoiser(random):
    """Predicts the noise in an action; the step is looked up in a table."""
    seen, done = flights.pairs(flights.LEARNING_TO_FLY)
    left = np.cumprod(1 - cosine(STEPS))
    table = random.normal(0, 1, (STEPS, EMBEDDING))
    net = Layers([18 + 4 + EMBEDDING, 64, 64, 4], random)
    adam = Adam(net.parameters() + [table], 2e-3)
    for _ in range(4000):
        rows, t = random.integers(0, len(seen), 256), random.integers(0, STEPS, 256)
        noise = random.normal(0, 1, (256, 4))
        noisy = np.sqrt(left[t])[:, None] * done[rows] + np.sqrt(1 - left[t])[:, None] * noise
        error = net(np.hstack([seen[rows], noisy, table[t]])) - noise
        gradients, by_input = net.gradient(2 * error / error.size)
        by_table = np.zeros_like(table)
        np.add.at(by_table, t, by_input[:, 22:])
        adam.step(gradients + [by_table])
    print("denoiser: squared error", (error**2).mean())
    nodes, tensors = net.nodes("x", "noise")
    first = [
        onnx_file.node("Gather", ["table", "step"], ["embedding"], axis=0),
        onnx_file.node("Concat", ["obs", "sample", "embedding"], ["x"], axis=1),
    ]
    onnx_file.write(
        HERE / "denoiser.onnx",
        [("obs", "float", ["n", 18]), ("sample", "float", ["n", 4]), ("step", "int64", ["n"])],
        [("noise", "float", ["n", 4])],
        first + nodes,
        {"table": table.astype(np.float32), **tensors},
    )


def chunks(random):
    """Predicts the velocity v of a chunk of actions; the step is fed as a part of the whole and seen in waves."""
    seen, done = flights.chunks(flights.RAPTOR, CHUNK)
    left = np.cumprod(1 - np.linspace(1e-3, 0.2, CHUNK_STEPS))
    net = Layers([18 + 4 * CHUNK + 2 * len(WAVES), 64, 64, 4 * CHUNK], random)
    adam = Adam(net.parameters(), 2e-3)
    for _ in range(4000):
        rows, t = random.integers(0, len(seen), 256), random.integers(0, CHUNK_STEPS, 256)
        signal, spread = np.sqrt(left[t])[:, None], np.sqrt(1 - left[t])[:, None]
        noise = random.normal(0, 1, (256, 4 * CHUNK))
        noisy = signal * done[rows] + spread * noise
        error = net(np.hstack([seen[rows], noisy, waves(t[:, None] / CHUNK_STEPS)])) - (signal * noise - spread * done[rows])
        adam.step(net.gradient(2 * error / error.size)[0])
    print("chunks: squared error", (error**2).mean())
    nodes, tensors = net.nodes("x", "velocity")
    first = [
        onnx_file.node("Mul", ["part", "waves"], ["angles"]),
        onnx_file.node("Sin", ["angles"], ["sines"]),
        onnx_file.node("Cos", ["angles"], ["cosines"]),
        onnx_file.node("Concat", ["obs", "sample", "sines", "cosines"], ["x"], axis=1),
    ]
    onnx_file.write(
        HERE / "chunks.onnx",
        [("obs", "float", [1, 18]), ("sample", "float", [1, 4 * CHUNK]), ("part", "float", [1, 1])],
        [("velocity", "float", [1, 4 * CHUNK])],
        first + nodes,
        {"waves": WAVES[None, :].astype(np.float32), **tensors},
    )


def critic(random):
    """Estimates what an action costs: what is lost from then on."""
    seen, done = flights.pairs(flights.LEARNING_TO_FLY)
    cost = -flights.returns(flights.LEARNING_TO_FLY)[:, None]
    net = Layers([18 + 4, 32, 32, 1], random)
    adam = Adam(net.parameters(), 2e-3)
    for _ in range(2000):
        rows = random.integers(0, len(seen), 256)
        error = net(np.hstack([seen[rows], done[rows]])) - cost[rows]
        adam.step(net.gradient(2 * error / error.size)[0])
    print("critic: squared error", (error**2).mean(), "of", cost.var())
    nodes, tensors = net.nodes("x", "cost")
    first = [onnx_file.node("Concat", ["obs", "action"], ["x"], axis=1)]
    onnx_file.write(
        HERE / "critic.onnx",
        [("obs", "float", ["n", 18]), ("action", "float", ["n", 4])],
        [("cost", "float", ["n", 1])],
        first + nodes,
        tensors,
    )


if __name__ == "__main__":
    for seed, train in enumerate([denoiser, chunks, critic], start=7):
        train(np.random.default_rng(seed))
