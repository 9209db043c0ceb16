"""The task: goals one after the other between two pillars in a fence, along lines that cut close; and what violates.

The same numbers stand in bench's QuadrotorScene.java. Radii are what the vehicle's centre must keep.
"""

import torch

FENCE_M = 2.5
FLOOR_M = 0.3
CEILING_M = 2.5
PILLARS = ((-0.8, 0.5, 0.35), (0.9, -0.5, 0.35))
GOAL_REACH_M = 2.3
GOAL_LOW_M = 0.5
GOAL_HIGH_M = 2.3
GOAL_OFF_PILLAR_M = 0.25
CUT = 0.9  # lines come as near to an axis as this share of the radius
SLOW_M_PER_S = 0.8
FAST_M_PER_S = 2.0
REST_S = 1.0
GOAL_REACHED_M = 0.3
DRAWS = 12


def margin(position):
    """Distance to the nearest of what must not be touched; negative outside."""
    x, y, z = position.unbind(1)
    walls = [FENCE_M - x.abs(), FENCE_M - y.abs(), z - FLOOR_M, CEILING_M - z]
    pillars = [torch.sqrt((x - a) ** 2 + (y - b) ** 2 + 1e-9) - r for a, b, r in PILLARS]
    return torch.stack(walls + pillars, 1).amin(1)


def uniform(low, high, size, random):
    return low + (high - low) * torch.rand(size, generator=random)


def draw_points(size, random, reach=GOAL_REACH_M):
    low, high = GOAL_LOW_M, GOAL_HIGH_M
    points = torch.cat([uniform(-reach, reach, (size, 2), random), uniform(low, high, (size, 1), random)], 1)
    for _ in range(DRAWS):
        inside = torch.zeros(size, dtype=torch.bool)
        for a, b, r in PILLARS:
            inside |= (points[:, 0] - a) ** 2 + (points[:, 1] - b) ** 2 < (r + GOAL_OFF_PILLAR_M) ** 2
        again = uniform(-reach, reach, (size, 2), random)
        points = torch.where(inside[:, None], torch.cat([again, points[:, 2:]], 1), points)
    return points


def cuts(origin, goal, share_of_radius):
    """Whether a line goes too far through a pillar: a task that nobody could do."""
    way = goal - origin
    long = (way[:, :2] ** 2).sum(1).clamp(min=1e-6)
    found = torch.zeros(len(origin), dtype=torch.bool)
    for a, b, r in PILLARS:
        axis = torch.tensor([a, b])
        share = (((axis - origin[:, :2]) * way[:, :2]).sum(1) / long).clamp(0, 1)
        nearest = origin[:, :2] + share[:, None] * way[:, :2]
        found |= ((nearest - axis) ** 2).sum(1) < (share_of_radius * r) ** 2
    return found


def draw_goals(origin, random, cut):
    goal = draw_points(len(origin), random)
    for _ in range(DRAWS):
        goal = torch.where(cuts(origin, goal, cut)[:, None], draw_points(len(origin), random), goal)
    return goal


class Courses:
    """Set points on their way from goal to goal, a row each."""

    def __init__(self, size, random, cut=CUT, fastest=FAST_M_PER_S):
        self.random = random
        self.cut = cut
        self.fastest = fastest
        self.origin = draw_points(size, random)
        self.goal = draw_goals(self.origin, random, cut)
        self.speed = uniform(SLOW_M_PER_S, fastest, size, random)
        self.elapsed = torch.zeros(size)

    def restart(self, rows):
        """New courses where rows says; where they start."""
        count = int(rows.sum())
        if count:
            self.origin[rows] = draw_points(count, self.random)
            self._go_on(rows, count)
        return self.origin[rows]

    def _go_on(self, rows, count):
        self.goal[rows] = draw_goals(self.origin[rows], self.random, self.cut)
        self.speed[rows] = uniform(SLOW_M_PER_S, self.fastest, count, self.random)
        self.elapsed[rows] = 0

    def advance(self, tick_s):
        """Position and velocity of the set points now; a tick passes. Also where a leg just ended."""
        way = self.goal - self.origin
        length = way.norm(dim=1)
        done = self.elapsed * self.speed
        share = (done / length).clamp(max=1)
        position = self.origin + share[:, None] * way
        moving = (done < length).float() * self.speed / length
        velocity = moving[:, None] * way
        self.elapsed += tick_s
        over = self.elapsed > length / self.speed + REST_S
        count = int(over.sum())
        if count:
            self.origin[over] = self.goal[over]
            self._go_on(over, count)
        return position, velocity, over
