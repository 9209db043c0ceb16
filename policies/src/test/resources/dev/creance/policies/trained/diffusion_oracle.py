"""What the diffusion actors must return, in float64 from the papers' equations: diffusion.json.

    python diffusion_oracle.py        numpy

Each sampler is written as its paper has it, not as the product does: DDPM adds noise to the posterior's mean, DDIM goes through
the noise that a prediction implies. Networks are fed float32.
"""

import json
import pathlib

import numpy as np

import flights
import onnx_file
from networks import silu
from normal_numbers import NormalNumbers
from train_diffusion import CHUNK, CHUNK_STEPS, STEPS, cosine

HERE = pathlib.Path(__file__).parent
ROWS = range(0, 300, 5)
FLIGHT = "l2f_own_350k_hover_offset"


def float32(x):
    return np.asarray(x, np.float64).astype(np.float32).astype(np.float64)


def layers(weights, x):
    count = sum(name[0] == "b" for name in weights)
    for i in range(count):
        x = x @ weights[f"w{i}"] + weights[f"b{i}"]
        x = x if i == count - 1 else silu(x)
    return x


def drawn(random, rows, size):
    return np.array([[random.normal() for _ in range(size)] for _ in range(rows)])


class Denoiser:
    def __init__(self):
        self.weights = onnx_file.weights(HERE / "denoiser.onnx")

    def __call__(self, obs, x, t):
        table = self.weights["table"][np.full(len(x), t)]
        return layers(self.weights, np.hstack([np.tile(obs, (len(x), 1)), float32(x), table]))


class Chunks:
    def __init__(self):
        self.weights = onnx_file.weights(HERE / "chunks.onnx")

    def __call__(self, obs, x, t):
        angles = np.tile(float32(t / CHUNK_STEPS) * self.weights["waves"], (len(x), 1))
        seen = [np.tile(obs, (len(x), 1)), float32(x), np.sin(angles), np.cos(angles)]
        return layers(self.weights, np.hstack(seen))


def ddpm(network, obs, random, betas, rows, size, clip, variance="posterior", clip_sample=np.inf):
    """Ho et al. 2020, algorithm 2, with the posterior of equations 6 and 7."""
    left = np.cumprod(1 - betas)
    x = drawn(random, rows, size)
    for t in reversed(range(len(betas))):
        noise = network(obs, x, t)
        before = left[t - 1] if t else 1.0
        clean = np.clip((x - np.sqrt(1 - left[t]) * noise) / np.sqrt(left[t]), -clip, clip)
        mean = np.sqrt(before) * betas[t] * clean + np.sqrt(1 - betas[t]) * (1 - before) * x
        x = mean / (1 - left[t])
        if t:
            spread = betas[t] * (1 - before) / (1 - left[t]) if variance == "posterior" else betas[t]
            x = x + np.sqrt(spread) * drawn(random, rows, size)
        x = np.clip(x, -clip_sample, clip_sample)
    return x


def ddim(network, obs, random, betas, rows, size, steps, eta, clip=np.inf):
    """Song et al. 2021, equation 12, with v of Salimans & Ho 2022."""
    left = np.cumprod(1 - betas)
    x = drawn(random, rows, size)
    for i, t in enumerate(steps):
        after = left[steps[i + 1]] if i + 1 < len(steps) else 1.0
        v = network(obs, x, t)
        clean = np.sqrt(left[t]) * x - np.sqrt(1 - left[t]) * v
        noise = np.sqrt(1 - left[t]) * x + np.sqrt(left[t]) * v
        sigma = eta * np.sqrt((1 - after) / (1 - left[t])) * np.sqrt(1 - left[t] / after)
        x = np.sqrt(after) * np.clip(clean, -clip, clip) + np.sqrt(max(1 - after - sigma**2, 0)) * noise
        if sigma > 0:
            x = x + sigma * drawn(random, rows, size)
    return x


def one_action(seen):
    network, random = Denoiser(), NormalNumbers(7)
    return [ddpm(network, obs, random, cosine(STEPS), 1, 4, clip=1)[0] for obs in seen]


def least_costly(seen):
    network, random = Denoiser(), NormalNumbers(11)
    weights = onnx_file.weights(HERE / "critic.onnx")
    flown = []
    for obs in seen:
        x = ddpm(network, obs, random, cosine(STEPS), 8, 4, np.inf, variance="beta", clip_sample=1)
        cost = layers(weights, np.hstack([np.tile(obs, (8, 1)), float32(x)]))[:, 0]
        best = x[np.argmin(cost)]
        close = x[cost < cost.min() + 2e-6]  # actions at their bounds may be the same
        assert np.allclose(close, best, atol=1e-6), "too close to call in float32: take another seed"
        flown.append(best)
    return flown


def a_chunk(seen, eta):
    network, random = Chunks(), NormalNumbers(3)
    betas, steps = np.linspace(1e-3, 0.2, CHUNK_STEPS), list(range(45, -1, -5))
    return [ddim(network, obs, random, betas, 1, 4 * CHUNK, steps, eta)[0] for obs in seen]


def write(name, **golden):
    rounded = {key: [[round(float(v), 8) for v in row] for row in rows] for key, rows in golden.items()}
    text = json.dumps({"flight": FLIGHT, "rows": list(ROWS), **rounded})
    (HERE / name).write_text(text.replace("]], ", "]],\n").replace("], [", "],\n [") + "\n")


def main():
    path = HERE.parent / "quadrotor" / "closedloop" / f"{FLIGHT}.csv"
    seen = [float32(flights.observations(path)[row]) for row in ROWS]
    write(
        "diffusion.json",
        one_action=one_action(seen),
        least_costly=least_costly(seen),
        a_chunk=a_chunk(seen, 0),
        a_noisy_chunk=a_chunk(seen, 0.5),
    )


if __name__ == "__main__":
    main()
