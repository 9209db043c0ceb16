"""Drives of the task under way, a row each: zoo/pmsm-current follows steps of the current of up to 228 A, on machines that are off their
parameters, with commands about a tick late, noise and a supply that sags. What violates is a current above 240 A, the nominal one.

Time goes in periods of the converter, of which two make a tick of the policy; a critic is asked in each.
"""

import pathlib
import sys

import torch

TRAINING = pathlib.Path(__file__).parents[1]
ZOO = pathlib.Path(__file__).parents[2] / "zoo"
sys.path.append(str(TRAINING / "pmsm_current"))
sys.path.append(str(TRAINING))

from onnx_weights import initializers  # noqa: E402
from plant import GEM, NOMINAL_A, PERIODS_PER_TICK, SUPPLY_V, Machines, Plant, steady_duty  # noqa: E402
from policy import RATE_HZ, CurrentPolicy, observation  # noqa: E402

PERIOD_S = 1 / RATE_HZ / PERIODS_PER_TICK
LIMIT_A = 240.0
LEAST_A = 150.0
MOST_A = 228.0
MOST_SPEED = 300.0
OFF = 0.25  # inductances and flux are within this share of their nominal values
STEP_PERIODS = 80  # 10 ms
SAG = 0.2
SAG_CHANCE = PERIOD_S / 30e-3
SAG_PERIODS = 24
NOISE_A = 1.0


def uniform(low, high, size, random):
    return low + (high - low) * torch.rand(size, generator=random, dtype=torch.float64)


def draw_machines(size, random):
    off = lambda: uniform(1 - OFF, 1 + OFF, size, random)
    return Machines(
        pole_pairs=GEM["pole_pairs"],
        resistance=GEM["resistance"] * uniform(0.8, 1.6, size, random),
        direct=GEM["direct"] * off(),
        quadrature=GEM["quadrature"] * off(),
        flux=GEM["flux"] * off(),
        speed=uniform(-MOST_SPEED, MOST_SPEED, size, random),
        supply=SUPPLY_V * uniform(0.85, 1.1, size, random),
    )


def draw_references(machines, random):
    """Long vectors in the half disc of negative i_d, shortened along it to what the converter can keep up."""
    size = len(machines.speed)
    radius = uniform(LEAST_A, MOST_A, size, random)
    angle = uniform(torch.pi / 2, 3 * torch.pi / 2, size, random)
    reference = torch.stack([radius * torch.cos(angle), radius * torch.sin(angle)], 1)
    for _ in range(8):
        too_much = steady_duty(machines, reference).norm(dim=1) > 0.85
        reference = torch.where(too_much[:, None], reference * torch.tensor([1.0, 0.75]), reference)
    return reference.float()


def task_policy():
    policy = CurrentPolicy()
    policy.load_state_dict(initializers(ZOO / "pmsm-current/pmsm_current.onnx"))
    return policy


class Drives:
    """Machines under way; each row has its own parameters until it is drawn anew."""

    def __init__(self, size, random):
        self.size = size
        self.random = random
        self.task = task_policy()
        self.redraw()

    def redraw(self):
        """All rows anew: at rest currents of an earlier step, on a first step of its own."""
        self.machines = draw_machines(self.size, self.random)
        self.plant = Plant(self.machines, PERIOD_S)
        self.sagged = Plant(self.sagging(), PERIOD_S)
        self.current = draw_references(self.machines, self.random) * torch.rand(self.size, 1, generator=self.random)
        duty = steady_duty(self.machines, self.current.double()).float()
        self.duty = duty / torch.clamp(duty.norm(dim=1, keepdim=True), min=1.0)
        self.waiting = [self.duty] * PERIODS_PER_TICK
        self.late = 1 + torch.randint(0, PERIODS_PER_TICK, (self.size, 1), generator=self.random)
        self.reference = draw_references(self.machines, self.random)
        self.sag = torch.zeros(self.size)
        self.age = torch.randint(0, STEP_PERIODS, (self.size,), generator=self.random)
        self.held = self.duty
        self.period = 0

    def restart(self, rows):
        """Rows that got out go on at a current that is small."""
        count = int(rows.sum())
        if count:
            self.current = torch.where(rows[:, None], 0.3 * self.current, self.current)
            steady = steady_duty(self.machines, self.current.double()).float()
            steady = steady / torch.clamp(steady.norm(dim=1, keepdim=True), min=1.0)
            self.duty = torch.where(rows[:, None], steady, self.duty)
            self.held = torch.where(rows[:, None], steady, self.held)
            self.waiting = [torch.where(rows[:, None], steady, each) for each in self.waiting]

    def sagging(self):
        m = self.machines
        return Machines(m.pole_pairs, m.resistance, m.direct, m.quadrature, m.flux, m.speed, m.supply * (1 - SAG))

    def _normal(self, columns):
        return torch.randn(self.size, columns, generator=self.random)

    def look(self):
        """What is sensed and what the policy asks for; in every other period that is what it asked for before."""
        self.sag = torch.where(
            (self.sag <= 0) & (torch.rand(self.size, generator=self.random) < SAG_CHANCE), float(SAG_PERIODS), self.sag - 1
        )
        step = self.age >= STEP_PERIODS
        if step.any():
            self.reference = torch.where(step[:, None], draw_references(self.machines, self.random), self.reference)
        self.age = torch.where(step, 0, self.age + 1)
        supply = self.machines.supply.float() * torch.where(self.sag > 0, 1 - SAG, 1.0)
        self.seen = self.current + NOISE_A * self._normal(2)
        self.speed = self.machines.speed.float()[:, None] + 1.5 * self._normal(1)
        self.supply = supply[:, None] + self._normal(1)
        if self.period % PERIODS_PER_TICK == 0:
            self.held = self.task(observation(self.seen, self.reference, self.speed, self.supply, self.duty))
        self.period += 1
        return self.held

    def act(self, duty):
        """A period passes; where the current got above the limit."""
        duty = duty / torch.clamp(duty.norm(dim=1, keepdim=True), min=1.0)
        self.waiting = [duty] + self.waiting[: PERIODS_PER_TICK]
        self.duty = duty
        applied = self.waiting[-1]
        for late in range(len(self.waiting) - 1):
            applied = torch.where(self.late == late, self.waiting[late], applied)
        normal = self.plant.period(self.current, applied)
        self.current = torch.where((self.sag > 0)[:, None], self.sagged.period(self.current, applied), normal)
        return self.current.norm(dim=1) > LIMIT_A
