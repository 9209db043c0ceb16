"""Writes what this plant does, for the test that holds it against the simulator's (QuadrotorTrainingPlantTest in sim/).

    python3 record.py
"""

import pathlib

import torch

import plant

OUT = pathlib.Path(__file__).parents[3] / "sim/src/test/resources/dev/creance/sim/quadrotor/training_crazyflie.csv"
FLIGHTS = 3
TICKS = 80


def main():
    random = torch.Generator().manual_seed(3)
    state = torch.zeros(FLIGHTS, plant.SIZE, dtype=torch.float64)
    state[:, plant.POSITION] = torch.tensor([0.0, 0.0, 1.4], dtype=torch.float64)
    q = torch.randn(FLIGHTS, 4, generator=random, dtype=torch.float64) * 0.2 + torch.tensor([1.0, 0, 0, 0])
    state[:, plant.ORIENTATION] = q / q.norm(dim=1, keepdim=True)
    state[:, plant.VELOCITY] = torch.randn(FLIGHTS, 3, generator=random, dtype=torch.float64)
    state[:, plant.BODY_RATE] = torch.randn(FLIGHTS, 3, generator=random, dtype=torch.float64)
    state[:, plant.ROTOR] = plant.HOVER
    wind = torch.randn(FLIGHTS, 3, generator=random, dtype=torch.float64)
    rows = ["flight," + ",".join(f"{name}{i}" for name, n in (("action", 4), ("wind", 3), ("state", plant.SIZE)) for i in range(n))]
    rows += [line(i, torch.zeros(4), wind[i], state[i]) for i in range(FLIGHTS)]
    for tick in range(TICKS):
        if tick % 5 == 0:
            common = torch.rand(FLIGHTS, 1, generator=random, dtype=torch.float64) - 0.5
            action = 2 * plant.HOVER - 1 + 0.6 * common + 0.02 * torch.randn(FLIGHTS, 4, generator=random, dtype=torch.float64)
        state = plant.step(state, action, wind)
        rows += [line(i, action[i], wind[i], state[i]) for i in range(FLIGHTS)]
    OUT.write_text("\n".join(rows) + "\n")


def line(flight, action, wind, state):
    return ",".join([str(flight)] + [f"{each:.10g}" for each in [*action.tolist(), *wind.tolist(), *state.tolist()]])


if __name__ == "__main__":
    main()
