"""Writes what this plant does, for the test that holds it against the simulator's (TrainingPlantTest in sim/).

    python3 record.py
"""

import pathlib

import torch

from chain import JOINTS, Panda
from plant import Servos
from policy import HOME, RATE_HZ

OUT = pathlib.Path(__file__).parents[3] / "sim/src/test/resources/dev/creance/sim/arm/training_panda.csv"
TICKS = 100


def main():
    dtype = torch.float64
    panda = Panda(dtype)
    servos = Servos(panda, 1, 1 / RATE_HZ, dtype=dtype)
    home = torch.tensor([HOME], dtype=dtype)
    position, velocity, before = home.clone(), torch.zeros_like(home), home.clone()
    names = ["set_point", "position", "mass"]
    columns = [f"{name}_{i}" for name in names for i in range(JOINTS)]
    columns += [f"{name}_{axis}" for name in ("tool", "direction") for axis in "xyz"]
    rows = [",".join(columns)]
    phase = torch.arange(JOINTS, dtype=dtype)
    for tick in range(1, TICKS + 1):
        # half a turn of a smooth swing, its own for each joint, at up to 0.9 rad/s
        share = torch.tensor(tick / TICKS, dtype=dtype)
        target = home + 0.3 * torch.sin(phase + torch.pi * share) - 0.3 * torch.sin(phase)
        position, velocity = servos.advance(position, velocity, before, target)
        before = target
        place, point = panda.tool_pose(position)
        mass = panda.mass_matrix(position)[0].diagonal()
        values = [*target[0], *position[0], *mass, *place[0], *point[0]]
        rows.append(",".join(f"{each.item():.17g}" for each in values))
    OUT.write_text("\n".join(rows) + "\n")


if __name__ == "__main__":
    main()
