"""The chicane: walls that stand on the floor, and how far it is to the goal round them. The bench in bench/ has the same numbers.

                y = +1  ───────────────────────────────────
                            gap       │
            start       │             │             goal
                        │       gap
                y = −1  ───────────────────────────────────
                     x = −0.7       +0.7
"""

import torch

RADIUS_M = 0.1
WALLS = [  # lower and upper corner, m
    [[-2.5, 1.0], [2.5, 1.2]],
    [[-2.5, -1.2], [2.5, -1.0]],
    [[-0.8, -1.0], [-0.6, 0.1]],
    [[0.6, -0.1], [0.8, 1.0]],
]
TURNS = [[-0.7, 0.55], [0.7, -0.55]]
GOAL = [1.6, 0.0]


def clearance(place):
    """Distance to the nearest wall, m; below 0 within one."""
    nearest = None
    for low, high in WALLS:
        low, high = torch.tensor(low).to(place), torch.tensor(high).to(place)
        beyond = (place - (low + high) / 2).abs() - (high - low) / 2
        outside = torch.clamp(beyond, min=0).norm(dim=-1)
        inside = torch.clamp(beyond.max(-1).values, max=0)
        away = outside + inside
        nearest = away if nearest is None else torch.minimum(nearest, away)
    return nearest


def way(place):
    """How far it is to the goal by the turns that are still ahead, m."""
    first, second, goal = (torch.tensor(each).to(place) for each in (*TURNS, GOAL))
    to = lambda target: (place - target).norm(dim=-1)
    behind_second = to(goal)
    behind_first = to(second) + (second - goal).norm()
    before = to(first) + (first - second).norm() + (second - goal).norm()
    x = place[..., 0]
    return torch.where(x > second[0], behind_second, torch.where(x > first[0], behind_first, before))
