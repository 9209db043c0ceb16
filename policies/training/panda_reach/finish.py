"""Puts the trained network into the zoo, with known answers, hashes and the record of its training.

    python3 finish.py /tmp/panda
"""

import pathlib
import sys

import torch

sys.path.insert(0, str(pathlib.Path(__file__).parents[1]))

import evaluate
import export
import train
from chain import Panda
from policy import OBSERVATIONS, ReachPolicy, observation

NAME = "panda-reach"


def observations(policy):
    """Zeros, and arms on their way."""
    found = {"zeros": {"observation": [0.0] * OBSERVATIONS}}
    random = torch.Generator().manual_seed(5)
    flock = train.Flock(Panda(), 3, random)
    with torch.no_grad():
        for tick in range(0, 60):
            flock.tick(policy)
            if tick % 20 == 5:
                place, _ = flock.panda.tool_pose(flock.position)
                seen = observation(flock.position, flock.velocity, flock.target, place, flock.goal, flock.previous)
                for i, row in enumerate(seen.tolist()):
                    found[f"arm {i} at tick {tick}"] = {"observation": row}
    return found


def main():
    folder = pathlib.Path(sys.argv[1])
    torch.set_num_threads(1)
    state = torch.load(folder / "checkpoint.pt")
    policy = ReachPolicy()
    policy.load_state_dict(state["policy"])
    files = [export.network(policy, {"observation": OBSERVATIONS}, "action", NAME)]
    files.append(export.known_answers(policy, observations(policy), "action", NAME))
    export.hashes(NAME, files)
    results = evaluate.compare(policy)
    export.record(NAME, state["record"], {"batch": train.BATCH, "ticks per update": train.STRETCH}, results)


if __name__ == "__main__":
    main()
