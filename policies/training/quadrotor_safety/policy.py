"""The networks: what they are fed, and what their answers mean. The same numbers stand in the manifests of zoo/quadrotor-recovery and
zoo/quadrotor-critic.
"""

import math
import pathlib
import sys

import torch

sys.path.append(str(pathlib.Path(__file__).parents[1]))

import plant
from critics import Critic
from plant import BODY_RATE, HOVER, ORIENTATION, POSITION, ROTOR, VELOCITY

CENTRE_M = (0.0, 0.0, 1.4)
REACH_M = (2.5, 2.5, 1.1)
SPEED_M_PER_S = 2.0
RATE_RAD_PER_S = 6.0
MOST_ERROR = 2.0
STATE = 22
SEEN = STATE + 6
ACTION = 4
RECOVERY_WIDTH = 64
CRITIC_WIDTH = 128


def task_observation(state, position, velocity, previous):
    """What RAPTOR is fed."""
    return torch.cat(
        [
            state[:, POSITION] - position,
            plant.rotation_matrix(state[:, ORIENTATION]),
            state[:, VELOCITY] - velocity,
            state[:, BODY_RATE],
            previous,
        ],
        1,
    )


def own_observation(state):
    """Of the recovery policy: where it is, and nothing of what the task wants."""
    centre = torch.tensor(CENTRE_M)
    reach = torch.tensor(REACH_M)
    return torch.cat(
        [
            (state[:, POSITION] - centre) / reach,
            plant.rotation_matrix(state[:, ORIENTATION]),
            state[:, VELOCITY] / SPEED_M_PER_S,
            state[:, BODY_RATE] / RATE_RAD_PER_S,
            2 * state[:, ROTOR] - 1,
        ],
        1,
    )


def risk_observation(state, position, velocity):
    """Of the critic: also how far the task has got from its set point, for that is where it will fly to."""
    return torch.cat(
        [
            own_observation(state),
            (state[:, POSITION] - position).clamp(-MOST_ERROR, MOST_ERROR),
            (state[:, VELOCITY] - velocity).clamp(-MOST_ERROR, MOST_ERROR),
        ],
        1,
    )


class Recovery(torch.nn.Module):
    """Motor commands of -1 to 1; at first those of a hovering vehicle."""

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
        with torch.no_grad():
            self.body[-1].weight.mul_(0.1)
            self.body[-1].bias.fill_(math.atanh(2 * HOVER - 1))

    def forward(self, observation):
        return torch.tanh(self.body(observation))


def critic():
    return Critic(SEEN, ACTION, CRITIC_WIDTH)
