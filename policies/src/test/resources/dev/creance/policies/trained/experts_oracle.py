"""What the experts must return together, in float64: experts.json.        python experts_oracle.py        numpy"""

import numpy as np

import flights
import onnx_file
from diffusion_oracle import FLIGHT, HERE, ROWS, float32, layers, write
from normal_numbers import NormalNumbers

EXPERTS = 3


def main():
    obs = float32(flights.observations(flights.QUADROTOR / "closedloop" / f"{FLIGHT}.csv")[ROWS])
    gate = layers(onnx_file.weights(HERE / "gate.onnx"), obs)
    answers = [layers(onnx_file.weights(HERE / f"expert_{k}.onnx"), obs) for k in range(EXPERTS)]
    answers = np.stack(answers, 1)
    shares = np.exp(gate) / np.exp(gate).sum(1, keepdims=True)
    ordered = np.sort(shares, 1)
    assert (ordered[:, -1] - ordered[:, -2]).min() > 1e-5, "too close to call in float32"
    random, drawn = NormalNumbers(9), []
    for share in shares:
        u, sums = random.uniform(), np.cumsum(share)
        assert np.abs(sums[:-1] - u).min() > 1e-6, "too close to call in float32: take another seed"
        drawn.append(int(np.searchsorted(sums, u)))
    rows = np.arange(len(obs))
    assert len(set(drawn)) == EXPERTS and len(set(shares.argmax(1))) > 1, "an expert is never asked"
    write(
        "experts.json",
        best=answers[rows, shares.argmax(1)],
        mean=(shares[:, :, None] * answers).sum(1),
        sampled=answers[rows, drawn],
    )


if __name__ == "__main__":
    main()
