"""The network: what it is fed, and what its answer means. The same numbers stand in zoo/panda-reach/policy.yaml."""

import torch

from chain import JOINTS

RATE_HZ = 50
SPEED_RAD_PER_S = 1.0
CHANGE = 0.12
HOME = [0.0, -0.785, 0.0, -2.356, 0.0, 1.571, 0.785]
POSITION_RAD = 1.0
VELOCITY_RAD_PER_S = 1.0
LAG_RAD = 0.1
ERROR_M = 0.3
SMALL_ERROR_M = 0.03
SMALL_CLIP_M = 0.06
OBSERVATIONS = 4 * JOINTS + 6


def observation(position, velocity, target, place, goal, previous):
    """Terms as the manifest has them."""
    error = goal - place
    return torch.cat(
        [
            (position - torch.tensor(HOME, dtype=position.dtype)) / POSITION_RAD,
            velocity / VELOCITY_RAD_PER_S,
            (position - target) / LAG_RAD,
            error / ERROR_M,
            torch.clamp(error, -SMALL_CLIP_M, SMALL_CLIP_M) / SMALL_ERROR_M,
            previous,
        ],
        1,
    )


class ReachPolicy(torch.nn.Module):
    """Speeds of the joints' set points over the greatest: those of the period before, and a change of at most 0.12.

    So a set point accelerates by no more than 0.12 x 1 rad/s per 20 ms = 6 rad/s^2, whatever the network says.
    """

    def __init__(self, width=96):
        super().__init__()
        self.body = torch.nn.Sequential(
            torch.nn.Linear(OBSERVATIONS, width),
            torch.nn.Tanh(),
            torch.nn.Linear(width, width),
            torch.nn.Tanh(),
            torch.nn.Linear(width, JOINTS),
        )

    def forward(self, observation):
        speed = observation[:, -JOINTS:] + CHANGE * torch.tanh(self.body(observation))
        return torch.clamp(speed, -1.0, 1.0)
