"""Panda arms behind their joint servos: the twin of sim/arm with interface position, without what the servo's law cancels.

    M(q) q'' = K (set point - q) - D q' - f(q')

Gravity is carried by the firmware. Coriolis efforts are left out; what that costs, TrainingPlantTest in sim/ bounds.
M stays what it is for a period of the policy; within, steps of the implicit Euler rule in speed, which the stiffest joint cannot
shake. The set point goes straight from one to the next, as `between: linear` has it.
"""

import torch

from chain import JOINTS

STIFFNESS = [600.0, 600.0, 600.0, 600.0, 250.0, 150.0, 50.0]
DAMPING = [50.0, 50.0, 50.0, 20.0, 20.0, 20.0, 10.0]
VISCOUS = 0.003
COULOMB_NM = 0.2
CREEP_RAD_PER_S = 0.004
STEPS = 5


class Servos:
    """Stiffness and damping may be off by a factor for each arm."""

    def __init__(self, panda, size, period_s, stiffness=1.0, damping=1.0, dtype=torch.float32):
        self.panda = panda
        self.step_s = period_s / STEPS
        self.stiffness = torch.tensor(STIFFNESS, dtype=dtype) * torch.as_tensor(stiffness, dtype=dtype)
        self.damping = torch.tensor(DAMPING, dtype=dtype) * torch.as_tensor(damping, dtype=dtype) + VISCOUS
        self.stiffness = self.stiffness.expand(size, JOINTS)
        self.damping = self.damping.expand(size, JOINTS)

    def advance(self, position, velocity, before, target):
        """Positions and velocities after a period in which set points went from one to the next."""
        h = self.step_s
        with torch.no_grad():
            mass = self.panda.mass_matrix(position.detach())
            solver = torch.linalg.inv(mass + torch.diag_embed(h * self.damping + h * h * self.stiffness))
        for step in range(1, STEPS + 1):
            set_point = before + (target - before) * (step / STEPS)
            friction = COULOMB_NM * torch.clamp(velocity / CREEP_RAD_PER_S, -1, 1)
            impulse = h * (self.stiffness * (set_point - position) - friction)
            velocity = (solver @ ((mass @ velocity[:, :, None])[:, :, 0] + impulse)[:, :, None])[:, :, 0]
            position = position + h * velocity
        return position, velocity
