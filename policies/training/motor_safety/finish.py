"""Puts the trained networks into the zoo, with known answers, hashes and the record of their training.

    python3 finish.py /tmp/motor
"""

import pathlib
import sys

import torch

sys.path.append(str(pathlib.Path(__file__).parents[1]))

import evaluate
import export
import train_critic
import train_recovery
from networks import ACTION, SEEN, STATE, risk_observation
from task import Drives

RECOVERY = "motor-recovery"
CRITIC = "motor-critic"


def cases():
    """Zeros, and drives of the task under way; what of them the recovery policy is fed is the critic's first part."""
    drives = Drives(3, torch.Generator().manual_seed(5))
    found = {"zeros": {"observation": [0.0] * SEEN, "action": [0.0] * ACTION}}
    with torch.no_grad():
        for period in range(60):
            duty = drives.look()
            seen = risk_observation(drives.seen, drives.speed, drives.supply, drives.reference, drives.duty)
            if period % 20 == 15:
                for i in range(drives.size):
                    found[f"drive {i} in period {period}"] = {"observation": seen[i].tolist(), "action": duty[i].tolist()}
            drives.act(duty)
    return found


def main():
    folder = pathlib.Path(sys.argv[1])
    torch.set_num_threads(1)
    recovery, critic = evaluate.load(folder)
    results = evaluate.compare(recovery, critic)
    both = cases()
    own = {label: {"observation": each["observation"][:STATE]} for label, each in both.items()}
    files = [export.network(recovery, {"observation": STATE}, "action", RECOVERY)]
    files.append(export.known_answers(recovery, own, "action", RECOVERY))
    export.hashes(RECOVERY, files)
    settings = {"batch": train_recovery.BATCH, "periods per update": train_recovery.STRETCH}
    export.record(RECOVERY, torch.load(folder / "recovery.pt")["record"], settings, {})

    files = [export.network(critic, {"observation": SEEN, "action": ACTION}, "risk", CRITIC)]
    files.append(export.known_answers(critic, both, "risk", CRITIC))
    export.hashes(CRITIC, files, "guard.yaml")
    settings = {
        "batch": train_critic.BATCH,
        "drives": train_critic.DRIVES,
        "updates per period": train_critic.UPDATES_PER_PERIOD,
        "gamma per period": train_critic.GAMMA,
        "periods ahead": train_critic.AHEAD,
    }
    export.record(CRITIC, torch.load(folder / "critic.pt")["record"], settings, results)


if __name__ == "__main__":
    main()
