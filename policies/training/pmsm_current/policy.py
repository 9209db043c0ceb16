"""The network: what it is fed, and what its answer means. The same numbers stand in zoo/pmsm-current/policy.yaml."""

import torch

RATE_HZ = 4000
ERROR_A = 240.0
SMALL_ERROR_A = 20.0
SMALL_CLIP_A = 40.0
CURRENT_A = 240.0
SPEED_RAD_S = 300.0
SUPPLY_V = 300.0
OBSERVATIONS = 10


def observation(current, reference, speed, supply, previous):
    """Terms as the manifest has them; speed and supply are columns."""
    error = reference - current
    return torch.cat(
        [
            error / ERROR_A,
            torch.clamp(error, -SMALL_CLIP_A, SMALL_CLIP_A) / SMALL_ERROR_A,
            current / CURRENT_A,
            speed / SPEED_RAD_S,
            (supply - SUPPLY_V) / (0.2 * SUPPLY_V),
            previous,
        ],
        1,
    )


class CurrentPolicy(torch.nn.Module):
    """The duty vector of the tick before plus a change of at most 1 along each axis, shortened to the converter's circle.

    The sum makes it integrate: at rest, the change must be zero, whatever the machine's true parameters are.
    """

    def __init__(self, width=64):
        super().__init__()
        self.body = torch.nn.Sequential(
            torch.nn.Linear(OBSERVATIONS, width),
            torch.nn.Tanh(),
            torch.nn.Linear(width, width),
            torch.nn.Tanh(),
            torch.nn.Linear(width, 2),
        )

    def forward(self, observation):
        duty = observation[:, 8:10] + torch.tanh(self.body(observation))
        length = torch.sqrt((duty * duty).sum(1, keepdim=True) + 1e-12)
        return duty / torch.clamp(length, min=1.0)
