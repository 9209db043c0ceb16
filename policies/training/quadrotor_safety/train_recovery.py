"""Trains the recovery policy by back-propagation through the plant.

    python3 train_recovery.py --minutes 12 --out /tmp/quadrotor        goes on where it stopped

Half of the vehicles of an update start from flights of the task, knocked about; half go on from where the last update left them. The
loss wants them off walls and pillars, then slow, then steady.
"""

import argparse
import json
import pathlib
import time

import torch

import plant
from flights import Flights
from plant import BODY_RATE, ORIENTATION, POSITION, ROTOR, VELOCITY
from policy import Recovery, own_observation
from scene import margin

BATCH = 192
STRETCH = 70
UPDATES = 1_400
KEEP_M = 0.4
TICKS_BETWEEN = 8


def knocked(state, random):
    """States as gusts and bad commands leave them."""
    size = len(state)
    hit = (torch.rand(size, 1, generator=random) < 0.5).float()
    state = state.clone()
    state[:, VELOCITY] += 0.7 * hit * torch.randn(size, 3, generator=random)
    state[:, BODY_RATE] += 2.0 * hit * torch.randn(size, 3, generator=random)
    q = state[:, ORIENTATION] + 0.15 * hit * torch.randn(size, 4, generator=random)
    state[:, ORIENTATION] = q / q.norm(dim=1, keepdim=True)
    state[:, ROTOR] = (state[:, ROTOR] + 0.15 * hit * torch.randn(size, 4, generator=random)).clamp(0, 1)
    return state


def fly(policy, state, wind):
    """The loss of a stretch, and where it ended."""
    total = 0.0
    before = None
    for _ in range(STRETCH):
        action = policy(own_observation(state))
        state = plant.step(state, action, wind)
        near = margin(state[:, POSITION])
        cost = 10 * torch.relu(KEEP_M - near) ** 2 + 5 * torch.relu(0.1 - near)
        cost = cost + 0.1 * (state[:, VELOCITY] ** 2).sum(1) + 0.01 * (state[:, BODY_RATE] ** 2).sum(1)
        cost = cost + 0.2 * (1 - plant.thrust_axis(state[:, ORIENTATION])[:, 2])
        if before is not None:
            cost = cost + 0.05 * ((action - before) ** 2).sum(1)
        before = action
        total = total + torch.clamp(cost, max=20).mean()
    return total / STRETCH, state


def save(saved, policy, adam, schedule, random, record):
    part = saved.with_suffix(".part")
    torch.save(
        {
            "policy": policy.state_dict(),
            "adam": adam.state_dict(),
            "schedule": schedule.state_dict(),
            "random": random.get_state(),
            "record": record,
        },
        part,
    )
    part.rename(saved)


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--minutes", type=float, default=12)
    arguments.add_argument("--out", type=pathlib.Path, required=True)
    arguments.add_argument("--seed", type=int, default=1)
    options = arguments.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    random = torch.Generator().manual_seed(options.seed)
    policy = Recovery()
    adam = torch.optim.Adam(policy.parameters(), lr=2e-3)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(adam, UPDATES, 5e-5)
    record = {"updates": 0, "seconds": 0.0, "curve": []}
    saved = options.out / "recovery.pt"
    if saved.exists():
        state = torch.load(saved)
        policy.load_state_dict(state["policy"])
        adam.load_state_dict(state["adam"])
        schedule.load_state_dict(state["schedule"])
        random.set_state(state["random"])
        record = state["record"]
    started = last = time.monotonic()
    flights = Flights(BATCH // 2, random)
    carried = flights.state
    while record["updates"] < UPDATES and last - started < 60 * options.minutes:
        with torch.no_grad():
            for _ in range(TICKS_BETWEEN):
                flights.restart(flights.act(flights.look() + 0.1 * torch.randn(flights.size, 4, generator=random)))
            out = margin(carried[:, POSITION]) < 0
            fresh = knocked(flights.state, random)
            carried = torch.where((out | (torch.rand(len(out), generator=random) < 0.2))[:, None], fresh, carried)
            start = torch.cat([fresh, carried])
            wind = torch.cat([flights.wind, flights.wind]) + 0.3 * torch.randn(BATCH, 3, generator=random)
        adam.zero_grad()
        value, end = fly(policy, start, wind)
        if torch.isfinite(value):
            value.backward()
            torch.nn.utils.clip_grad_norm_(policy.parameters(), 0.5)
            adam.step()
        schedule.step()
        carried = torch.nan_to_num(end.detach()[BATCH // 2 :])
        record["updates"] += 1
        now = time.monotonic()
        record["seconds"] += now - last
        last = now
        if record["updates"] % 50 == 0:
            lost = (margin(end.detach()[:, POSITION]) < 0).float().mean().item()
            record["curve"].append([record["updates"], round(value.item(), 4), round(lost, 4)])
            print(record["curve"][-1], f"{now - started:.0f} s", flush=True)
            save(saved, policy, adam, schedule, random, record)
    save(saved, policy, adam, schedule, random, record)
    (options.out / "recovery.json").write_text(json.dumps(record))


if __name__ == "__main__":
    main()
