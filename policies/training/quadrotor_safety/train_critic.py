"""Trains the safety critic on flights of all who may be at the controls.

    python3 train_critic.py --minutes 24 --out /tmp/quadrotor        goes on where it stopped; after train_recovery.py

The flights are RAPTOR's, RAPTOR's with noise, the recovery policy's, and those of RAPTOR that is relieved by the recovery policy where
the critic says so. Courses ask for a little more than the task's, so that there is more to learn from.
"""

import argparse
import pathlib

import torch

import policy
from critics import Crew, Gate, Learner, Memory
from flights import Flights
from policy import ACTION, SEEN, Recovery, own_observation

FLIGHTS = 256
KEPT_TICKS = 3_000
FIRST_TICKS = 200
BATCH = 1024
UPDATES_PER_TICK = 2
UPDATES = 24_000
GAMMA = 0.985  # of 10 ms: 0.86 of 0.1 s
AHEAD = 10
ON = 0.3
OFF = 0.2
DWELL_TICKS = 20
CUT = 0.6
FASTEST_M_PER_S = 2.4


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--minutes", type=float, default=24)
    arguments.add_argument("--out", type=pathlib.Path, required=True)
    arguments.add_argument("--seed", type=int, default=1)
    options = arguments.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    recovery = Recovery()
    recovery.load_state_dict(torch.load(options.out / "recovery.pt")["policy"])
    learner = Learner(policy.critic(), UPDATES, options.out / "critic.pt")
    random = torch.Generator().manual_seed(options.seed + learner.record["updates"])
    flights = Flights(FLIGHTS, random, cut=CUT, fastest=FASTEST_M_PER_S)
    crew = Crew(FLIGHTS, ACTION, Gate(FLIGHTS, ON, OFF, DWELL_TICKS), 20, 180, 0.9, random)
    memory = Memory(KEPT_TICKS, FLIGHTS, SEEN, ACTION, GAMMA, AHEAD)
    while learner.goes_on(options.minutes):
        with torch.no_grad():
            task = flights.look()
            risk = learner.critic(flights.observation, task).amax(1)
            done = crew.command(task, recovery(own_observation(flights.seen)), risk).clamp(-1, 1)
            out = flights.act(done)
            memory.add(flights.observation, done, task, out, False)
            flights.restart(out)
            crew.left[out] = 0
        if memory.steps >= FIRST_TICKS:
            for _ in range(UPDATES_PER_TICK):
                updates = learner.learn(memory.draw(BATCH, random))
            if updates % 1000 == 0:
                learner.tell(f"out {memory.violated():.2e} risk {risk.mean().item():.3f}")
    learner.save()


if __name__ == "__main__":
    main()
