"""The actor's first draw, and the one of 16 that a rule chooses, from the same starts, on this plant.

    python3 evaluate.py /tmp/corridor/checkpoint.pt
"""

import math
import sys

import torch

import corridor
from flights import Swarm
from policy import Actor, Critic, Value, draw, observation

DRAWS = 16
FLIGHTS = 1_000
DECISIONS = 150
ARRIVED_M = 0.3
RULES = {"first draw": None, "least Qh of 16": -math.inf, "least max(Qh, 0) of 16": 0.0}


def load(path):
    state = torch.load(path)
    networks = {"actor": Actor(), "cost": Critic(), "feasibility": Value()}
    networks["actor"].load_state_dict(state["target actor"])
    networks["cost"].load_state_dict(state["cost"])
    networks["feasibility"].load_state_dict(state["feasibility"])
    return networks, state


def choose(networks, seen, floor, random):
    """@param floor below which Qh says nothing any more, and the first of equals is taken; None for the first draw"""
    rows = seen.repeat_interleave(DRAWS, 0)
    actions = draw(networks["actor"], rows, random)
    danger = torch.zeros(len(rows))
    if floor is not None:
        danger = torch.clamp(networks["cost"](rows, actions).max(1).values, min=floor)
    danger = danger.reshape(-1, DRAWS)
    first = (danger <= danger.min(1, keepdim=True).values).float().argmax(1)
    return actions.reshape(-1, DRAWS, 2)[torch.arange(len(seen)), first]


def fly(networks, floor, size=FLIGHTS, seed=99):
    swarm, random = Swarm(size, torch.Generator().manual_seed(seed)), torch.Generator().manual_seed(seed + 1)
    hit, arrived = torch.zeros(size, dtype=torch.bool), torch.zeros(size, dtype=torch.bool)
    time = torch.full((size,), float("nan"))
    infeasible = torch.zeros(size, dtype=torch.bool)
    with torch.no_grad():
        infeasible |= networks["feasibility"](observation(swarm.x))[:, 0] > 0
        for decision in range(DECISIONS):
            wanted = choose(networks, observation(swarm.x), floor, random)
            hit |= swarm.fly(wanted) < corridor.RADIUS_M
            now = corridor.way(swarm.x[:, :2]) < ARRIVED_M
            time = torch.where(now & ~arrived, torch.tensor(decision / 10.0), time)
            arrived |= now
    share = lambda which: round(which.float().mean().item(), 4)
    return {
        "flights": size,
        "too near to a wall": share(hit),
        "arrived clear of walls": share(arrived & ~hit),
        "median time": round(time.nanmedian().item(), 2),
        "start infeasible": share(infeasible),
        "too near from a feasible start": share(hit[~infeasible]),
    }


def compare(networks):
    return {name: fly(networks, floor) for name, floor in RULES.items()}


if __name__ == "__main__":
    torch.set_num_threads(1)
    networks, state = load(sys.argv[1])
    print(state["record"]["updates"])
    for name, facts in compare(networks).items():
        print(name, facts)
