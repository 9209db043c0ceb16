"""Trains the safety critic on machines that are led by all who may lead them.

    python3 train_critic.py --minutes 15 --out /tmp/motor        goes on where it stopped; after train_recovery.py

A step is a period of the converter, half a tick of the task's policy: the critic learns what a command risks at any moment between two
answers of the policy. Now and then all machines are drawn anew.
"""

import argparse
import pathlib

import torch

import networks
from critics import Crew, Gate, Learner, Memory
from networks import ACTION, SEEN, Recovery, own_observation, risk_observation
from task import Drives

DRIVES = 512
KEPT_PERIODS = 1_500
FIRST_PERIODS = 200
PERIODS_TO_A_DRAW = 200
BATCH = 1024
UPDATES_PER_PERIOD = 2
UPDATES = 24_000
GAMMA = 0.85  # of 125 us
AHEAD = 4
ON = 0.3
OFF = 0.2
DWELL_PERIODS = 4


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--minutes", type=float, default=15)
    arguments.add_argument("--out", type=pathlib.Path, required=True)
    arguments.add_argument("--seed", type=int, default=1)
    options = arguments.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    recovery = Recovery()
    recovery.load_state_dict(torch.load(options.out / "recovery.pt")["policy"])
    learner = Learner(networks.critic(), UPDATES, options.out / "critic.pt")
    random = torch.Generator().manual_seed(options.seed + learner.record["updates"])
    drives = Drives(DRIVES, random)
    crew = Crew(DRIVES, ACTION, Gate(DRIVES, ON, OFF, DWELL_PERIODS), 8, 80, 0.7, random)
    memory = Memory(KEPT_PERIODS, DRIVES, SEEN, ACTION, GAMMA, AHEAD)
    while learner.goes_on(options.minutes):
        with torch.no_grad():
            task = drives.look()
            seen = risk_observation(drives.seen, drives.speed, drives.supply, drives.reference, drives.duty)
            risk = learner.critic(seen, task).amax(1)
            done = crew.command(task, recovery(own_observation(drives.seen, drives.speed, drives.supply)), risk)
            done = done / torch.clamp(done.norm(dim=1, keepdim=True), min=1.0)
            out = drives.act(done)
            redraw = memory.steps % PERIODS_TO_A_DRAW == PERIODS_TO_A_DRAW - 1
            memory.add(seen, done, task, out, redraw)
            if redraw:
                drives.redraw()
            else:
                drives.restart(out)
        if memory.steps >= FIRST_PERIODS:
            for _ in range(UPDATES_PER_PERIOD):
                updates = learner.learn(memory.draw(BATCH, random))
            if updates % 1000 == 0:
                learner.tell(f"out {memory.violated():.2e} risk {risk.mean().item():.3f}")
    learner.save()


if __name__ == "__main__":
    main()
