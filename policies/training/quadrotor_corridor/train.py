"""FISOR (Zheng et al. 2024, arXiv 2401.10700) on recorded flights: where is it feasible to keep clear, what pays there, and an actor.

    python3 train.py --minutes 30 --out /tmp/corridor        goes on where it stopped

No vehicle is flown after the data is there. h is 25 for a decision in which the vehicle came too near to a wall, else -1:

    Qh(s, a) <- (1 - g) h + g max(h, Vh(s'))     Vh <- least Qh that the data holds, by a reversed expectile of 0.9
    Qr(s, a) <- r + g Vr(s')                     Vr <- expectile of 0.9
    weight of an action in the actor's loss:     exp(3 (Qr - Vr)) where Vh <= 0 and Qh <= 0;  exp(5 (Vh - Qh)) where Vh > 0
"""

import argparse
import copy
import json
import pathlib
import time

import torch

import flights
from policy import ACTIONS, STEPS, Actor, Critic, Value, betas

FLIGHTS = 6_000
UPDATES = 14_000
BATCH = 256
DISCOUNT = 0.99
COST_DISCOUNT = 0.9
VIOLATED, KEPT = 25.0, -1.0
EXPECTILE = 0.9
REWARD_SCALE = 10.0
REWARD_TEMPERATURE, MOST_REWARD_WEIGHT = 3.0, 100.0
COST_TEMPERATURE, MOST_COST_WEIGHT = 5.0, 200.0
TARGET_RATE, ACTOR_RATE = 0.005, 0.001
RATE = 1e-3


class Learner:
    NETWORKS = ("cost", "feasibility", "reward", "value", "actor")

    def __init__(self):
        self.cost, self.feasibility = Critic(), Value()
        self.reward, self.value = Critic(), Value()
        self.actor = Actor()
        self.targets = {name: copy.deepcopy(getattr(self, name)) for name in ("cost", "reward", "actor")}
        parameters = [each for name in self.NETWORKS for each in getattr(self, name).parameters()]
        self.adam = torch.optim.Adam(parameters, lr=RATE)
        self.schedule = torch.optim.lr_scheduler.CosineAnnealingLR(self.adam, UPDATES, RATE / 50)
        self.kept = torch.cumprod(1 - betas(), 0).float()

    def state(self):
        found = {name: getattr(self, name).state_dict() for name in self.NETWORKS}
        found.update({f"target {name}": each.state_dict() for name, each in self.targets.items()})
        return {**found, "adam": self.adam.state_dict(), "schedule": self.schedule.state_dict()}

    def load(self, state):
        for name in (*self.NETWORKS, "adam", "schedule"):
            getattr(self, name).load_state_dict(state[name])
        for name, each in self.targets.items():
            each.load_state_dict(state[f"target {name}"])

    def update(self, seen, action, violated, reward, after, random):
        h = torch.where(violated, VIOLATED, KEPT)[:, None]
        with torch.no_grad():
            best = (1 - COST_DISCOUNT) * h + COST_DISCOUNT * torch.maximum(h, self.feasibility(after))
            gain = REWARD_SCALE * reward[:, None] + DISCOUNT * self.value(after)
            danger = self.targets["cost"](seen, action).max(1, keepdim=True).values
            worth = self.targets["reward"](seen, action).min(1, keepdim=True).values
        feasibility, value = self.feasibility(seen), self.value(seen)
        above = danger - feasibility
        below = worth - value
        cost = (torch.where(above < 0, EXPECTILE, 1 - EXPECTILE) * above**2).mean()
        cost = cost + ((self.cost(seen, action) - best) ** 2).sum(1).mean()
        gained = (torch.where(below > 0, EXPECTILE, 1 - EXPECTILE) * below**2).mean()
        gained = gained + ((self.reward(seen, action) - gain) ** 2).sum(1).mean()
        with torch.no_grad():
            for_reward = torch.clamp(torch.exp(REWARD_TEMPERATURE * below), max=MOST_REWARD_WEIGHT)
            for_cost = torch.clamp(torch.exp(-COST_TEMPERATURE * above), max=MOST_COST_WEIGHT)
            weight = torch.where(feasibility > 0, for_cost, torch.where(danger <= 0, for_reward, torch.zeros(1)))
        step = torch.randint(0, STEPS, (len(seen), 1), generator=random)
        noise = torch.randn(action.shape, generator=random)
        kept = self.kept[step]
        noisy = torch.sqrt(kept) * action + torch.sqrt(1 - kept) * noise
        missed = ((self.actor(seen, noisy, step.float()) - noise) ** 2).sum(1, keepdim=True)
        imitation = (weight * missed).mean()
        self.adam.zero_grad()
        (cost + gained + imitation).backward()
        for name in self.NETWORKS:
            torch.nn.utils.clip_grad_norm_(getattr(self, name).parameters(), 10.0)
        self.adam.step()
        self.schedule.step()
        with torch.no_grad():
            for name, each in self.targets.items():
                rate = ACTOR_RATE if name == "actor" else TARGET_RATE
                for old, new in zip(each.parameters(), getattr(self, name).parameters()):
                    old.lerp_(new, rate)
        return [cost.item(), gained.item(), imitation.item(), (feasibility > 0).float().mean().item()]


def save(path, learner, random, record):
    state = {**learner.state(), "random": random.get_state(), "record": record}
    torch.save(state, path.with_suffix(".new"))
    path.with_suffix(".new").replace(path)


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--minutes", type=float, default=30)
    arguments.add_argument("--out", type=pathlib.Path, required=True)
    arguments.add_argument("--seed", type=int, default=1)
    options = arguments.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    random = torch.Generator().manual_seed(options.seed)
    started = time.monotonic()
    flown = options.out / "flights.pt"
    if not flown.exists():
        torch.save(flights.record(FLIGHTS, torch.Generator().manual_seed(options.seed)), flown)
    data, facts = torch.load(flown)
    print(facts, f"{time.monotonic() - started:.0f} s", flush=True)
    learner = Learner()
    record = {"updates": 0, "seconds": 0.0, "curve": [], "data": facts}
    saved = options.out / "checkpoint.pt"
    if saved.exists():
        state = torch.load(saved)
        learner.load(state)
        random.set_state(state["random"])
        record = state["record"]
    before = record["seconds"]
    size = len(data["cost"])
    while record["updates"] < UPDATES and time.monotonic() - started < 60 * options.minutes:
        rows = torch.randint(0, size, (BATCH,), generator=random)
        names = ("seen", "action", "cost", "reward", "next")
        losses = learner.update(*(data[name][rows] for name in names), random)
        record["updates"] += 1
        if record["updates"] % 500 == 0:
            record["curve"].append([record["updates"], *(round(each, 4) for each in losses)])
            record["seconds"] = before + time.monotonic() - started
            print(record["curve"][-1], f"{record['seconds']:.0f} s", flush=True)
            save(saved, learner, random, record)
    record["seconds"] = before + time.monotonic() - started
    save(saved, learner, random, record)


if __name__ == "__main__":
    main()
