"""Trains the recovery policy by back-propagation through the plant.

    python3 train_recovery.py --minutes 4 --out /tmp/motor        goes on where it stopped

From currents of up to 1.1 times the limit it is to bring the current below half of the nominal one, quickly and never further out.
"""

import argparse
import json
import pathlib
import time

import torch

from networks import Recovery, own_observation
from task import LIMIT_A, NOISE_A, NOMINAL_A, PERIOD_S, PERIODS_PER_TICK, Plant, draw_machines, steady_duty

BATCH = 256
STRETCH = 16
UPDATES = 4_000
REST_A = 0.5 * NOMINAL_A


class Drives:
    def __init__(self, random):
        self.random = random
        self.machines = draw_machines(BATCH, random)
        self.plant = Plant(self.machines, PERIOD_S)
        self.speed = self.machines.speed.float()[:, None]
        self.supply = self.machines.supply.float()[:, None]

    def start(self):
        length = 1.1 * LIMIT_A * torch.rand(BATCH, generator=self.random).sqrt()
        angle = 2 * torch.pi * torch.rand(BATCH, generator=self.random)
        current = torch.stack([length * torch.cos(angle), length * torch.sin(angle)], 1)
        duty = steady_duty(self.machines, current.double()).float() + 0.4 * torch.randn(BATCH, 2, generator=self.random)
        duty = duty / torch.clamp(duty.norm(dim=1, keepdim=True), min=1.0)
        late = torch.randint(0, PERIODS_PER_TICK + 1, (BATCH, 1), generator=self.random)
        return current, [duty] * PERIODS_PER_TICK, late

    def loss(self, policy):
        current, waiting, late = self.start()
        total = 0.0
        before = None
        for _ in range(STRETCH):
            seen = current + NOISE_A * torch.randn(BATCH, 2, generator=self.random)
            duty = policy(own_observation(seen, self.speed, self.supply))
            waiting = [duty] + waiting[:PERIODS_PER_TICK]
            applied = waiting[-1]
            for each in range(len(waiting) - 1):
                applied = torch.where(late == each, waiting[each], applied)
            current = self.plant.period(current, applied)
            length = torch.sqrt((current * current).sum(1) + 1.0)
            total = total + (torch.relu(length - REST_A) / NOMINAL_A + 10 * torch.relu(length / LIMIT_A - 1)).mean()
            if before is not None:
                total = total + 0.01 * ((duty - before) ** 2).sum(1).mean()
            before = duty
        return total / STRETCH


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--minutes", type=float, default=4)
    arguments.add_argument("--out", type=pathlib.Path, required=True)
    arguments.add_argument("--seed", type=int, default=1)
    options = arguments.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    policy = Recovery()
    adam = torch.optim.Adam(policy.parameters(), lr=2e-3)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(adam, UPDATES, 2e-5)
    record = {"updates": 0, "seconds": 0.0, "curve": []}
    saved = options.out / "recovery.pt"
    if saved.exists():
        state = torch.load(saved)
        policy.load_state_dict(state["policy"])
        adam.load_state_dict(state["adam"])
        schedule.load_state_dict(state["schedule"])
        record = state["record"]
    random = torch.Generator().manual_seed(options.seed + record["updates"])
    started = last = time.monotonic()
    while record["updates"] < UPDATES and last - started < 60 * options.minutes:
        if record["updates"] % 5 == 0:
            drives = Drives(random)
        adam.zero_grad()
        value = drives.loss(policy)
        value.backward()
        torch.nn.utils.clip_grad_norm_(policy.parameters(), 0.3)
        adam.step()
        schedule.step()
        record["updates"] += 1
        now = time.monotonic()
        record["seconds"] += now - last
        last = now
        if record["updates"] % 100 == 0:
            record["curve"].append([record["updates"], round(value.item(), 5)])
            print(record["curve"][-1], f"{now - started:.0f} s", flush=True)
            state = {"policy": policy.state_dict(), "adam": adam.state_dict(), "schedule": schedule.state_dict(), "record": record}
            torch.save(state, saved)
    (options.out / "recovery.json").write_text(json.dumps(record))


if __name__ == "__main__":
    main()
