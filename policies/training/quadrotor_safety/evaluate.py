"""Flies episodes of the task on the training's plant, alone and with critic and recovery policy.

    python3 evaluate.py /tmp/quadrotor

The figures that count are those on the simulator (creance bench critic); these are to see whether a training came to something.
"""

import json
import pathlib
import sys

import torch

import policy
from critics import Gate
from flights import Flights
from plant import POSITION, TICK_S, VELOCITY
from policy import Recovery, own_observation
from scene import GOAL_REACHED_M, margin
from train_critic import DWELL_TICKS, OFF, ON
from train_recovery import knocked

EPISODES = 500
LEGS = 3
MOST_TICKS = 2_000


def fly(recovery, critic, on, seed):
    """Of as many episodes as there are rows: what was violated, and how many goals were reached."""
    flights = Flights(EPISODES, torch.Generator().manual_seed(seed))
    gate = Gate(EPISODES, on, OFF / ON * on, DWELL_TICKS)
    legs = torch.zeros(EPISODES)
    out = torch.zeros(EPISODES, dtype=torch.bool)
    reached = torch.zeros(EPISODES)
    recovering = 0.0
    for _ in range(MOST_TICKS):
        goal = flights.courses.goal.clone()
        action = flights.look()
        under_way = (legs < LEGS) & ~out
        if not under_way.any():
            break
        near = (flights.state[:, POSITION] - goal).norm(dim=1) < GOAL_REACHED_M
        reached += (flights.over & under_way & near).float()
        legs += flights.over.float()
        if critic is not None:
            recovers = gate.step(critic(flights.observation, action).amax(1))
            recovering += (recovers & under_way).float().sum().item() * TICK_S
            action = torch.where(recovers[:, None], recovery(own_observation(flights.seen)), action)
        out |= flights.act(action) & under_way
    return {
        "violated": round(out.float().mean().item(), 4),
        "goals_reached": round((reached.sum() / (EPISODES * LEGS)).item(), 4),
        "recovering_s_per_episode": round(recovering / EPISODES, 3),
    }


def recover(recovery, seed):
    """From knocked flights of the task: what share stays inside for 2 s, and how slow it is then."""
    random = torch.Generator().manual_seed(seed)
    flights = Flights(EPISODES, random)
    for _ in range(100):
        flights.restart(flights.act(flights.look()))
    state = knocked(flights.state, random)
    out = torch.zeros(EPISODES, dtype=torch.bool)
    for tick in range(200):
        flights.state = state
        out |= flights.act(recovery(own_observation(state)))
        state = flights.state
    speed = state[~out, VELOCITY].norm(dim=1)
    return {
        "went_out": round(out.float().mean().item(), 4),
        "speed_after_2_s_p95": round(speed.quantile(0.95).item(), 3),
        "margin_after_2_s_p5": round(margin(state[~out, POSITION]).quantile(0.05).item(), 3),
    }


def compare(recovery, critic):
    with torch.no_grad():
        results = {"recovery from knocked flights": recover(recovery, 7)}
        if critic is not None:
            results["task alone"] = fly(recovery, None, ON, 99)
            for on in (0.15, ON, 0.5):
                results[f"task with critic on at {on}"] = fly(recovery, critic, on, 99)
    return results


def load(folder):
    recovery = Recovery()
    recovery.load_state_dict(torch.load(folder / "recovery.pt")["policy"])
    critic = None
    if (folder / "critic.pt").exists():
        critic = policy.critic()
        critic.load_state_dict(torch.load(folder / "critic.pt")["critic"])
    return recovery, critic


if __name__ == "__main__":
    torch.set_num_threads(1)
    print(json.dumps(compare(*load(pathlib.Path(sys.argv[1]))), indent=1))
