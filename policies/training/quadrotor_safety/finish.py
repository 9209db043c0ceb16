"""Puts the trained networks into the zoo, with known answers, hashes and the record of their training.

    python3 finish.py /tmp/quadrotor
"""

import pathlib
import sys

import torch

sys.path.append(str(pathlib.Path(__file__).parents[1]))

import evaluate
import export
import train_critic
import train_recovery
from flights import Flights
from policy import ACTION, SEEN, STATE

RECOVERY = "quadrotor-recovery"
CRITIC = "quadrotor-critic"


def cases():
    """Zeros, and flights of the task under way; what of them the recovery policy is fed is the critic's first part."""
    flights = Flights(3, torch.Generator().manual_seed(5))
    found = {"zeros": {"observation": [0.0] * SEEN, "action": [0.0] * ACTION}}
    with torch.no_grad():
        for tick in range(200):
            task = flights.look()
            if tick % 60 == 50:
                for i in range(flights.size):
                    found[f"flight {i} at tick {tick}"] = {
                        "observation": flights.observation[i].tolist(),
                        "action": task[i].tolist(),
                    }
            flights.restart(flights.act(task))
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
    settings = {"batch": train_recovery.BATCH, "ticks per update": train_recovery.STRETCH}
    fate = {name: each for name, each in results.items() if name.startswith("recovery")}
    export.record(RECOVERY, torch.load(folder / "recovery.pt")["record"], settings, fate)

    files = [export.network(critic, {"observation": SEEN, "action": ACTION}, "risk", CRITIC)]
    files.append(export.known_answers(critic, both, "risk", CRITIC))
    export.hashes(CRITIC, files, "guard.yaml")
    settings = {
        "batch": train_critic.BATCH,
        "flights": train_critic.FLIGHTS,
        "updates per tick": train_critic.UPDATES_PER_TICK,
        "gamma per tick": train_critic.GAMMA,
        "ticks ahead": train_critic.AHEAD,
    }
    export.record(CRITIC, torch.load(folder / "critic.pt")["record"], settings, results)


if __name__ == "__main__":
    main()
