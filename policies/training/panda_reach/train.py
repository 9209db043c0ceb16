"""Trains the Panda's reach policy by back-propagation through kinematics and joint servos.

    python3 train.py --minutes 8 --out /tmp/panda        goes on where it stopped
"""

import argparse
import json
import pathlib
import time

import torch

from chain import JOINTS, Panda
from plant import Servos
from policy import HOME, RATE_HZ, SPEED_RAD_PER_S, ReachPolicy, observation

PERIOD_S = 1 / RATE_HZ
BATCH = 128
STRETCH = 50
STRETCHES_PER_TARGET = 3
UPDATES = 1_400
BOX = [[0.3, 0.62], [-0.4, 0.4], [0.12, 0.65]]
RANGE_MARGIN = 0.1
FAST_M_PER_S = 0.7


def uniform(low, high, size, random):
    return low + (high - low) * torch.rand(size, generator=random)


class Flock:
    """Arms under way."""

    def __init__(self, panda, size, random):
        self.panda, self.random = panda, random
        self.servos = Servos(
            panda,
            size,
            PERIOD_S,
            uniform(0.7, 1.4, (size, JOINTS), random),
            uniform(0.7, 1.4, (size, JOINTS), random),
        )
        self.low, self.high = panda.lower + RANGE_MARGIN, panda.upper - RANGE_MARGIN
        spread = uniform(-0.6, 0.6, (size, JOINTS), random)
        self.position = torch.minimum(torch.maximum(torch.tensor(HOME) + spread, self.low), self.high)
        self.velocity = torch.zeros(size, JOINTS)
        self.target = self.position.clone()
        self.previous = torch.zeros(size, JOINTS)
        self.stretches = torch.randint(0, STRETCHES_PER_TARGET, (size,), generator=random)
        self.goal = torch.zeros(size, 3)
        self.draw_goals(torch.ones(size, dtype=torch.bool))

    def draw_goals(self, which):
        size = len(which)
        drawn = torch.stack([uniform(low, high, (size,), self.random) for low, high in BOX], 1)
        self.goal = torch.where(which[:, None], drawn, self.goal)

    def stretch(self):
        """Before each stretch: new goals where their time is over, and no gradient from before."""
        self.stretches += 1
        self.draw_goals(self.stretches % STRETCHES_PER_TARGET == 0)
        for name in ("position", "velocity", "target", "previous"):
            setattr(self, name, getattr(self, name).detach())

    def tick(self, policy):
        size = len(self.position)
        noise = lambda: torch.randn(size, JOINTS, generator=self.random)
        seen = self.position + 2e-4 * noise()
        place, _ = self.panda.tool_pose(seen)
        speed = policy(observation(seen, self.velocity + 5e-3 * noise(), self.target, place, self.goal, self.previous))
        before = self.target
        self.target = torch.minimum(torch.maximum(before + PERIOD_S * SPEED_RAD_PER_S * speed, self.low), self.high)
        self.position, self.velocity = self.servos.advance(self.position, self.velocity, before, self.target)
        moved = speed - self.previous
        self.previous = speed
        return moved


def loss(flock, policy):
    """Metres from the goal, bent round at 1 mm; a tool that points away from the floor, haste, restlessness, far postures."""
    total = 0.0
    place_before, _ = flock.panda.tool_pose(flock.position)
    for _ in range(STRETCH):
        moved = flock.tick(policy)
        place, point = flock.panda.tool_pose(flock.position)
        away = flock.goal - place
        tool_speed = (place - place_before).norm(dim=1) / PERIOD_S
        place_before = place
        middle = (flock.low + flock.high) / 2
        beyond = torch.relu((flock.position - middle).abs() - (flock.high - flock.low) / 2 + 0.1)
        posture = flock.position - torch.tensor(HOME)
        total = (
            total
            + torch.sqrt((away * away).sum(1) + 1e-6).mean()
            + 0.02 * (1 + point[:, 2]).mean()
            + 0.004 * (moved * moved).sum(1).mean()
            + 0.002 * (flock.velocity * flock.velocity).sum(1).mean()
            + 0.002 * (posture * posture).sum(1).mean()
            + 0.3 * torch.relu(tool_speed - FAST_M_PER_S).mean()
            + 0.5 * torch.relu(0.08 - place[:, 2]).mean()
            + 0.5 * beyond.sum(1).mean()
        )
    return total / STRETCH


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--minutes", type=float, default=8)
    arguments.add_argument("--out", type=pathlib.Path, required=True)
    arguments.add_argument("--seed", type=int, default=1)
    options = arguments.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    random = torch.Generator().manual_seed(options.seed)
    panda, policy = Panda(), ReachPolicy()
    with torch.no_grad():
        policy.body[-1].weight.mul_(0.1)
    adam = torch.optim.Adam(policy.parameters(), lr=1e-3)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(adam, UPDATES, 1e-5)
    record = {"updates": 0, "seconds": 0.0, "curve": []}
    saved = options.out / "checkpoint.pt"
    if saved.exists():
        state = torch.load(saved)
        policy.load_state_dict(state["policy"])
        adam.load_state_dict(state["adam"])
        schedule.load_state_dict(state["schedule"])
        random.set_state(state["random"])
        record = state["record"]
    started = time.monotonic()
    flock = Flock(panda, BATCH, random)
    while record["updates"] < UPDATES and time.monotonic() - started < 60 * options.minutes:
        if record["updates"] % 12 == 0:
            flock = Flock(panda, BATCH, random)
        flock.stretch()
        adam.zero_grad()
        value = loss(flock, policy)
        value.backward()
        torch.nn.utils.clip_grad_norm_(policy.parameters(), 0.5)
        adam.step()
        schedule.step()
        record["updates"] += 1
        if record["updates"] % 50 == 0:
            record["curve"].append([record["updates"], round(value.item(), 5)])
            print(record["curve"][-1], f"{time.monotonic() - started:.0f} s", flush=True)
    record["seconds"] += time.monotonic() - started
    torch.save(
        {
            "policy": policy.state_dict(),
            "adam": adam.state_dict(),
            "schedule": schedule.state_dict(),
            "random": random.get_state(),
            "record": record,
        },
        saved,
    )
    (options.out / "record.json").write_text(json.dumps(record))


if __name__ == "__main__":
    main()
