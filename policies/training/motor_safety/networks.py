"""The networks: what they are fed, and what their answers mean. The same numbers stand in the manifests of zoo/motor-recovery and
zoo/motor-critic.
"""

import pathlib
import sys

import torch

sys.path.append(str(pathlib.Path(__file__).parents[1]))

from critics import Critic

CURRENT_A = 240.0
SPEED_RAD_S = 300.0
SUPPLY_V = 300.0
STATE = 4
SEEN = STATE + 4
ACTION = 2
RECOVERY_WIDTH = 32
CRITIC_WIDTH = 64


def own_observation(current, speed, supply):
    """Of the recovery policy: nothing of what the task wants, and nothing of what was commanded, so that it may be asked at any rate."""
    return torch.cat([current / CURRENT_A, speed / SPEED_RAD_S, (supply - SUPPLY_V) / (0.2 * SUPPLY_V)], 1)


def risk_observation(current, speed, supply, reference, previous):
    """Of the critic: also where the task wants to go, and what is on its way to the machine."""
    return torch.cat([own_observation(current, speed, supply), (reference - current) / CURRENT_A, previous], 1)


class Recovery(torch.nn.Module):
    """A duty vector within the converter's circle."""

    def __init__(self):
        super().__init__()
        width = RECOVERY_WIDTH
        self.body = torch.nn.Sequential(
            torch.nn.Linear(STATE, width),
            torch.nn.Tanh(),
            torch.nn.Linear(width, width),
            torch.nn.Tanh(),
            torch.nn.Linear(width, ACTION),
        )

    def forward(self, observation):
        duty = self.body(observation)
        length = torch.sqrt((duty * duty).sum(1, keepdim=True) + 1e-12)
        return duty / torch.clamp(length, min=1.0)


def critic():
    return Critic(SEEN, ACTION, CRITIC_WIDTH)
