"""Plays episodes of the task on the training's plant, alone and with critic and recovery policy.

    python3 evaluate.py /tmp/motor

The figures that count are those on the simulator (creance bench critic); these are to see whether a training came to something.
"""

import json
import pathlib
import sys

import torch

import networks
from critics import Gate
from networks import Recovery, own_observation, risk_observation
from task import PERIODS_PER_TICK, STEP_PERIODS, Drives
from train_critic import DWELL_PERIODS, OFF, ON

EPISODES = 1000
STEPS = 10
MET_A = 12.0
JUDGED_PERIODS = 16


def play(recovery, critic, on, seed, every=1):
    """Of as many episodes as there are rows: what was violated, and how many steps were met.

    every: periods from one rating of the critic to the next
    """
    drives = Drives(EPISODES, torch.Generator().manual_seed(seed))
    drives.age[:] = 0
    gate = Gate(EPISODES, on, OFF / ON * on, DWELL_PERIODS)
    out = torch.zeros(EPISODES, dtype=torch.bool)
    error = torch.zeros(EPISODES)
    met = torch.zeros(EPISODES)
    recovering = 0.0
    for period in range(STEPS * STEP_PERIODS):
        duty = drives.look()
        if critic is not None:
            seen = risk_observation(drives.seen, drives.speed, drives.supply, drives.reference, drives.duty)
            if period % every == 0:
                risk = critic(seen, duty).amax(1)
            recovers = gate.step(risk)
            recovering += (recovers & ~out).float().mean().item()
            duty = torch.where(recovers[:, None], recovery(own_observation(drives.seen, drives.speed, drives.supply)), duty)
        out |= drives.act(duty)
        left = STEP_PERIODS - period % STEP_PERIODS
        if left <= JUDGED_PERIODS:
            error += (drives.reference - drives.current).norm(dim=1) / JUDGED_PERIODS
        if left == 1:
            met += ((error < MET_A) & ~out).float()
            error[:] = 0
    return {
        "violated": round(out.float().mean().item(), 4),
        "steps_met": round((met.mean() / STEPS).item(), 4),
        "recovering": round(recovering / (STEPS * STEP_PERIODS), 4),
    }


def compare(recovery, critic):
    with torch.no_grad():
        results = {"task alone": play(recovery, None, ON, 99)}
        if critic is not None:
            for on in (0.15, ON, 0.5):
                results[f"task with critic on at {on}, each period"] = play(recovery, critic, on, 99)
            results[f"task with critic on at {ON}, each tick"] = play(recovery, critic, ON, 99, PERIODS_PER_TICK)
    return results


def load(folder):
    recovery = Recovery()
    recovery.load_state_dict(torch.load(folder / "recovery.pt")["policy"])
    critic = None
    if (folder / "critic.pt").exists():
        critic = networks.critic()
        critic.load_state_dict(torch.load(folder / "critic.pt")["critic"])
    return recovery, critic


if __name__ == "__main__":
    torch.set_num_threads(1)
    print(json.dumps(compare(*load(pathlib.Path(sys.argv[1]))), indent=1))
