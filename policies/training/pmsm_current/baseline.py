"""The baseline: RotorCurrentController.java with gains by the symmetrical optimum, for many machines at once."""

import torch

SPREAD = 4


class Foc:
    """Knows the nominal parameters, not those of the machine before it."""

    def __init__(self, nominal, period_s):
        self.m = nominal
        self.period_s = period_s
        self.gain = torch.tensor([nominal["direct"], nominal["quadrature"]], dtype=torch.float64) / (SPREAD * period_s)
        self.integral_gain = self.gain / (SPREAD**2 * period_s)
        self.integral = 0.0

    def __call__(self, current, reference, speed, supply):
        """Duty vectors for float64 rows; speed and supply are columns."""
        error = reference - current
        electrical = self.m["pole_pairs"] * speed
        voltage = self.gain * error + self.integral_gain * self.integral
        cross = torch.cat(
            [
                -electrical * self.m["quadrature"] * current[:, 1:],
                electrical * (self.m["direct"] * current[:, :1] + self.m["flux"]),
            ],
            1,
        )
        voltage = voltage + cross
        free = (voltage * voltage).sum(1, keepdim=True) < (supply / 2) ** 2
        self.integral = self.integral + free * error * self.period_s
        duty = voltage / (supply / 2)
        length = torch.sqrt((duty * duty).sum(1, keepdim=True))
        return duty / torch.clamp(length, min=1.0)
