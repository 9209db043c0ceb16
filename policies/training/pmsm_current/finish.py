"""Puts the trained network into the zoo, with known answers, hashes and the record of its training.

    python3 finish.py /tmp/pmsm
"""

import pathlib
import sys

import torch

sys.path.insert(0, str(pathlib.Path(__file__).parents[1]))

import evaluate
import export
import train
from policy import OBSERVATIONS, CurrentPolicy, observation

NAME = "pmsm-current"


def observations():
    """Zeros, one of each term, and random ones such as training sees them."""
    found = {"zeros": {"observation": [0.0] * OBSERVATIONS}}
    random = torch.Generator().manual_seed(5)
    flock = train.Flock(6, random)
    seen = observation(
        flock.current,
        flock.reference,
        flock.column(flock.machines.speed),
        flock.column(flock.machines.supply),
        flock.duty,
    )
    for i, row in enumerate(seen.tolist()):
        found[f"machine {i}"] = {"observation": row}
    return found


def main():
    folder = pathlib.Path(sys.argv[1])
    torch.set_num_threads(1)
    state = torch.load(folder / "checkpoint.pt")
    policy = CurrentPolicy()
    policy.load_state_dict(state["policy"])
    files = [export.network(policy, {"observation": OBSERVATIONS}, "action", NAME), export.known_answers(policy, observations(), "action", NAME)]
    export.hashes(NAME, files)
    results = evaluate.compare(policy)
    export.record(NAME, state["record"], {"batch": train.BATCH, "ticks per update": train.STRETCH}, results)


if __name__ == "__main__":
    main()
