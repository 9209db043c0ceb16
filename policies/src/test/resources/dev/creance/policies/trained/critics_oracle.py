"""What is to be said of the critics' distributions, in float64: critics.json.        python critics_oracle.py        numpy"""

import numpy as np

import flights
import onnx_file
from diffusion_oracle import FLIGHT, HERE, ROWS, float32, layers, write
from train_critics import ATOMS, GREATEST, LEAST


def tail_mean(values, weights, tail):
    """The mean of the lowest part of a distribution, by the area under its inverse (Rockafellar & Uryasev 2000)."""
    order = np.argsort(values)
    ends = np.concatenate([[0], np.cumsum(weights[order])])
    inside = np.minimum(ends[1:], tail) - np.minimum(ends[:-1], tail)
    return float((inside * values[order]).sum() / tail)


def signals(values, weights, tail):
    weights = weights / weights.sum()
    mean = float((weights * values).sum())
    deviation = float(np.sqrt((weights * (values - mean) ** 2).sum()))
    return [mean, deviation, tail_mean(values, weights, tail), -tail_mean(-values, weights, tail)]


def main():
    obs = float32(flights.observations(flights.QUADROTOR / "closedloop" / f"{FLIGHT}.csv")[ROWS])
    action = layers(onnx_file.weights(HERE / "actor.onnx"), obs)
    judged = np.hstack([obs, float32(action)])
    quantiles = layers(onnx_file.weights(HERE / "quantiles.onnx"), judged)
    logits = layers(onnx_file.weights(HERE / "atoms.onnx"), obs)
    support = np.linspace(LEAST, GREATEST, ATOMS)
    write(
        "critics.json",
        action=action,
        ofAction=[signals(row, np.ones(len(row)), 0.2) for row in quantiles],
        ofState=[signals(support, np.exp(row - row.max()), 0.1) for row in logits],
    )


if __name__ == "__main__":
    main()
