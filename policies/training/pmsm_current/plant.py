"""A permanent-magnet synchronous machine under held voltages, many at once: the twin of sim/drive at constant speed.

As the firmware of the simulated drive does, the voltage vector that a policy asks for in the rotor's axes stands still at the
machine's terminals during each of the converter's periods, turned half a period ahead. At constant speed the currents are linear
in it, so that one matrix exponential per machine gives the step without error:

    i' = A i + B w + e      w' = p omega (w_q, -w_d)      A, B, e as in PermanentMagnetSynchronous.java
"""

from dataclasses import dataclass

import torch

PERIODS_PER_TICK = 2


@dataclass
class Machines:
    """Parameters, one value for each machine; SI units."""

    pole_pairs: float
    resistance: torch.Tensor
    direct: torch.Tensor
    quadrature: torch.Tensor
    flux: torch.Tensor
    speed: torch.Tensor
    supply: torch.Tensor

    @property
    def electrical(self):
        return self.pole_pairs * self.speed


GEM = {"pole_pairs": 3, "resistance": 18e-3, "direct": 0.37e-3, "quadrature": 1.2e-3, "flux": 66e-3}
NOMINAL_A = 240.0
SUPPLY_V = 300.0


def gem(speed, supply=SUPPLY_V):
    """The machines of dynamics/drive/gem-pmsm.yaml at these speeds."""
    speed = torch.as_tensor(speed, dtype=torch.float64).reshape(-1)
    same = {name: torch.full_like(speed, value) for name, value in GEM.items() if name != "pole_pairs"}
    return Machines(pole_pairs=3, speed=speed, supply=torch.full_like(speed, supply), **same)


class Plant:
    """What one period of the converter makes of currents and voltages."""

    def __init__(self, machines, period_s, dtype=torch.float32):
        m = machines
        size = len(m.speed)
        rates = torch.zeros(size, 5, 5, dtype=torch.float64)
        rates[:, 0, 0] = -m.resistance / m.direct
        rates[:, 0, 1] = m.electrical * m.quadrature / m.direct
        rates[:, 1, 0] = -m.electrical * m.direct / m.quadrature
        rates[:, 1, 1] = -m.resistance / m.quadrature
        rates[:, 0, 2] = 1 / m.direct
        rates[:, 1, 3] = 1 / m.quadrature
        rates[:, 1, 4] = -m.electrical * m.flux / m.quadrature
        rates[:, 2, 3] = m.electrical
        rates[:, 3, 2] = -m.electrical
        step = torch.matrix_exp(rates * period_s)
        half = m.electrical * period_s / 2
        ahead = torch.stack([torch.cos(half), -torch.sin(half), torch.sin(half), torch.cos(half)], -1).reshape(-1, 2, 2)
        self.keep = step[:, :2, :2].to(dtype)
        self.drive = (step[:, :2, 2:4] @ ahead * (m.supply / 2)[:, None, None]).to(dtype)
        self.drift = step[:, :2, 4].to(dtype)

    def period(self, current, duty):
        """Currents after a period under a duty vector that is within the converter's circle."""
        moved = self.keep @ current[:, :, None] + self.drive @ duty[:, :, None]
        return moved[:, :, 0] + self.drift


def within_circle(duty):
    """What the firmware does with a vector that is too long."""
    length = torch.sqrt((duty * duty).sum(1, keepdim=True))
    return duty / torch.clamp(length, min=1.0)


def steady_duty(machines, current):
    """The duty vector that keeps currents as they are."""
    m = machines
    d = m.resistance * current[:, 0] - m.electrical * m.quadrature * current[:, 1]
    q = m.resistance * current[:, 1] + m.electrical * (m.direct * current[:, 0] + m.flux)
    return torch.stack([d, q], 1) / (m.supply / 2)[:, None]
