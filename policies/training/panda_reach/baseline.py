"""The baseline: ToolFollower.java's differential inverse kinematics, for many arms at once, asked at 1 kHz."""

import torch

from chain import JOINTS

DAMPING = 0.05
POSTURE_S = 2.0
SPEED_SHARE = 0.8
RANGE_MARGIN = 0.02
SPEEDS = [2.175, 2.175, 2.175, 2.175, 2.61, 2.61, 2.61]
ALONG = (0.5, 2.0, 0.1)
ABOUT = (1.0, 4.0, 0.1)
BRAKING_SHARE = 0.5


def frames(panda, q):
    """Tool place, rotation and Jacobian, rows x y z then about them."""
    size = len(q)
    turned, place = torch.eye(3, dtype=q.dtype).expand(size, 3, 3), torch.zeros(size, 3, dtype=q.dtype)
    axes, origins = [], []
    for i in range(JOINTS):
        place = place + turned @ panda.offset[i]
        s, c = torch.sin(q[:, i]), torch.cos(q[:, i])
        zero, one = torch.zeros_like(s), torch.ones_like(s)
        about = torch.stack([c, -s, zero, s, c, zero, zero, zero, one], 1).reshape(size, 3, 3)
        turned = turned @ panda.turn[i] @ about
        axes.append(turned[:, :, 2])
        origins.append(place)
    place = place + turned @ panda.tool
    axes, origins = torch.stack(axes, 1), torch.stack(origins, 1)
    linear = torch.cross(axes, place[:, None] - origins, dim=2)
    return place, turned, torch.cat([linear, axes], 2).transpose(1, 2)


class ToolFollower:
    """Set points that lead tools to their goals in the orientation that they began with."""

    def __init__(self, panda, position, period_s):
        self.panda, self.period_s = panda, period_s
        self.set_point, self.posture = position.clone(), position.clone()
        _, self.rotation, _ = frames(panda, position)
        self.velocity = torch.zeros(len(position), 6, dtype=position.dtype)

    def __call__(self, goal):
        place, turned, jacobian = frames(self.panda, self.set_point)
        difference = self.rotation @ turned.transpose(1, 2)
        skew = torch.stack(
            [
                difference[:, 2, 1] - difference[:, 1, 2],
                difference[:, 0, 2] - difference[:, 2, 0],
                difference[:, 1, 0] - difference[:, 0, 1],
            ],
            1,
        )
        trace = difference.diagonal(dim1=1, dim2=2).sum(1)
        half_cosine = torch.clamp(torch.sqrt(torch.clamp(1 + trace, min=0)) / 2, min=0.1)
        self.part(goal - place, slice(0, 3), ALONG)
        self.part(0.5 * skew / half_cosine[:, None], slice(3, 6), ABOUT)
        pull = (self.posture - self.set_point) / POSTURE_S
        task = self.velocity - (jacobian @ pull[:, :, None])[:, :, 0]
        damped = jacobian @ jacobian.transpose(1, 2) + DAMPING**2 * torch.eye(6, dtype=goal.dtype)
        speed = pull + (jacobian.transpose(1, 2) @ torch.linalg.solve(damped, task[:, :, None]))[:, :, 0]
        most = SPEED_SHARE * torch.tensor(SPEEDS, dtype=goal.dtype)
        slowed = torch.clamp((speed.abs() / most).max(1, keepdim=True).values, min=1)
        low, high = self.panda.lower + RANGE_MARGIN, self.panda.upper - RANGE_MARGIN
        moved = self.set_point + self.period_s * speed / slowed
        self.set_point = torch.minimum(torch.maximum(moved, low), high)
        return self.set_point

    def part(self, error, rows, limits):
        fastest, hardest, settling_s = limits
        far = error.norm(dim=1, keepdim=True)
        speed = torch.minimum(torch.clamp(far / settling_s, max=fastest), torch.sqrt(2 * BRAKING_SHARE * hardest * far))
        change = speed * error / torch.clamp(far, min=1e-12) - self.velocity[:, rows]
        length = torch.clamp(change.norm(dim=1, keepdim=True) / (hardest * self.period_s), min=1)
        self.velocity[:, rows] += change / length
