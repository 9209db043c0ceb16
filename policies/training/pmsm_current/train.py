"""Trains the PMSM's current policy by back-propagation through the plant.

    python3 train.py --minutes 8 --out /tmp/pmsm        goes on where it stopped

Every update runs a batch of machines, each with its own true parameters, speed, supply, delay and sensor noise, for some ticks and
descends along the gradient of their tracking error. The plant has no memory beyond its currents and the last duty vectors, so
these are carried from one stretch to the next, without gradient.
"""

import argparse
import json
import pathlib
import time

import torch

from plant import GEM, NOMINAL_A, PERIODS_PER_TICK, SUPPLY_V, Machines, Plant, steady_duty
from policy import RATE_HZ, CurrentPolicy, observation

PERIOD_S = 1 / RATE_HZ / PERIODS_PER_TICK
BATCH = 256
STRETCH = 20
STEP_CHANCE = 1 / 60
UPDATES = 8_000
MOST_SPEED = 300.0


def uniform(low, high, size, random):
    return low + (high - low) * torch.rand(size, generator=random, dtype=torch.float64)


def draw_machines(size, random):
    """Resistance 80 to 160 % (a hot winding has 150), inductances and flux ±20 %, supply from −20 % to +10 %."""
    return Machines(
        pole_pairs=GEM["pole_pairs"],
        resistance=GEM["resistance"] * uniform(0.8, 1.6, size, random),
        direct=GEM["direct"] * uniform(0.8, 1.2, size, random),
        quadrature=GEM["quadrature"] * uniform(0.8, 1.2, size, random),
        flux=GEM["flux"] * uniform(0.8, 1.2, size, random),
        speed=uniform(-MOST_SPEED, MOST_SPEED, size, random),
        supply=SUPPLY_V * uniform(0.8, 1.1, size, random),
    )


def draw_references(machines, random):
    """In the half disc of negative i_d, shortened to what the converter can keep up; three of ten are small."""
    size = len(machines.speed)
    radius = NOMINAL_A * torch.sqrt(uniform(0, 1, size, random))
    angle = uniform(torch.pi / 2, 3 * torch.pi / 2, size, random)
    reference = torch.stack([radius * torch.cos(angle), radius * torch.sin(angle)], 1)
    reference = reference * torch.where(uniform(0, 1, size, random) < 0.3, 0.2, 1.0)[:, None]
    for _ in range(8):
        too_much = steady_duty(machines, reference).norm(dim=1) > 0.92
        reference = torch.where(too_much[:, None], reference * torch.tensor([1.0, 0.75]), reference)
    return reference


class Flock:
    """Machines under way."""

    def __init__(self, size, random):
        self.random = random
        self.machines = draw_machines(size, random)
        self.plant = Plant(self.machines, PERIOD_S)
        self.reference = draw_references(self.machines, random).float()
        self.current = draw_references(self.machines, random).float()
        duty = steady_duty(self.machines, self.current.double()).float()
        self.duty = duty / torch.clamp(duty.norm(dim=1, keepdim=True), min=1.0)
        self.late = torch.randint(0, PERIODS_PER_TICK + 1, (size, 1), generator=random)
        self.noise = uniform(0, 1.0, (size, 1), random).float()

    def column(self, values):
        return values.float()[:, None]

    def tick(self, policy):
        size = len(self.current)
        step = torch.rand(size, generator=self.random) < STEP_CHANCE
        if step.any():
            self.reference = torch.where(step[:, None], draw_references(self.machines, self.random).float(), self.reference)
        normal = lambda columns: torch.randn(size, columns, generator=self.random)
        seen = self.current + self.noise * normal(2)
        speed = self.column(self.machines.speed) + 1.5 * normal(1)
        supply = self.column(self.machines.supply) + 1.0 * normal(1)
        duty = policy(observation(seen, self.reference, speed, supply, self.duty))
        for period in range(PERIODS_PER_TICK):
            self.current = self.plant.period(self.current, torch.where(self.late > period, self.duty, duty))
        moved = duty - self.duty
        self.duty = duty
        return moved

    def detach(self):
        self.current = self.current.detach()
        self.duty = self.duty.detach()


def loss(flock, policy):
    """Mean of the error's length, in nominal currents, bent round at 0.2 %, and a little of the duty vector's jerk."""
    total = 0.0
    for _ in range(STRETCH):
        moved = flock.tick(policy)
        error = (flock.reference - flock.current) / NOMINAL_A
        total = total + torch.sqrt((error * error).sum(1) + 2e-3**2).mean() + 2e-3 * (moved * moved).sum(1).mean()
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
    policy = CurrentPolicy()
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
    flock = Flock(BATCH, random)
    while record["updates"] < UPDATES and time.monotonic() - started < 60 * options.minutes:
        if record["updates"] % 20 == 0:
            flock = Flock(BATCH, random)
        flock.detach()
        adam.zero_grad()
        value = loss(flock, policy)
        value.backward()
        torch.nn.utils.clip_grad_norm_(policy.parameters(), 0.3)
        adam.step()
        schedule.step()
        record["updates"] += 1
        if record["updates"] % 100 == 0:
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
