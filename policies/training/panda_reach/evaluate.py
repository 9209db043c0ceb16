"""Holds the trained policy against the baseline, on arms whose servos have their published gains.

    python3 evaluate.py /tmp/panda/checkpoint.pt

Random targets every 3 s from the home posture on; both see the same. The baseline is asked at 1 kHz, the policy at 50 Hz.
"""

import json
import sys

import torch

import train
from baseline import ToolFollower
from chain import JOINTS, Panda
from plant import Servos
from policy import HOME, RATE_HZ, SPEED_RAD_PER_S, ReachPolicy, observation

ARMS = 200
TARGETS = 3
TICKS = 3 * RATE_HZ
FASTER = 20


def goals(random):
    box = train.BOX
    return torch.stack(
        [torch.stack([train.uniform(low, high, (ARMS,), random) for low, high in box], 1) for _ in range(TARGETS)]
    ).double()


class Course:
    """What happens to the arms."""

    def __init__(self, panda):
        self.panda = panda
        self.servos = Servos(panda, ARMS, 1 / RATE_HZ, dtype=torch.float64)
        self.position = torch.tensor(HOME, dtype=torch.float64).expand(ARMS, JOINTS).clone()
        self.velocity = torch.zeros_like(self.position)
        self.target = self.position.clone()
        self.errors, self.tilts, self.lows, self.speeds, self.set_points = [], [], [], [], []
        self.place, _ = panda.tool_pose(self.position)

    def advance(self, target, goal):
        self.position, self.velocity = self.servos.advance(self.position, self.velocity, self.target, target)
        self.set_points.append((target - self.target) * RATE_HZ)
        self.target = target
        place, point = self.panda.tool_pose(self.position)
        self.errors.append((goal - place).norm(dim=1))
        self.tilts.append(torch.rad2deg(torch.arccos(torch.clamp(-point[:, 2], -1, 1))))
        self.lows.append(place[:, 2])
        self.speeds.append((place - self.place).norm(dim=1) * RATE_HZ)
        self.place = place

    def figures(self):
        errors = torch.stack(self.errors).reshape(TARGETS, TICKS, ARMS)
        outside = (errors > 0.01).double() * torch.arange(1, TICKS + 1, dtype=torch.float64)[None, :, None]
        settling = outside.max(1).values / RATE_HZ
        last = errors[:, -1].reshape(-1)
        joints = (self.panda.upper - self.position) < 0.05, (self.position - self.panda.lower) < 0.05
        accelerations = torch.stack(self.set_points).diff(dim=0).abs().max() * RATE_HZ
        return {
            "final_error_mm_median": round(1e3 * last.median().item(), 3),
            "final_error_mm_p95": round(1e3 * last.quantile(0.95).item(), 3),
            "final_error_mm_max": round(1e3 * last.max().item(), 3),
            "settling_to_1cm_s_median": round(settling.median().item(), 3),
            "settling_to_1cm_s_p95": round(settling.reshape(-1).quantile(0.95).item(), 3),
            "rmse_m": round((errors**2).mean().sqrt().item(), 4),
            "tilt_deg_p95": round(torch.stack(self.tilts).reshape(-1)[::7].quantile(0.95).item(), 2),
            "lowest_tool_m": round(torch.stack(self.lows).min().item(), 3),
            "fastest_tool_m_per_s": round(torch.stack(self.speeds).max().item(), 3),
            "greatest_set_point_rad_per_s2": round(accelerations.item(), 2),
            "arms_at_a_joint_limit": int((joints[0] | joints[1]).any(1).sum()),
        }


def compare(policy):
    policy = policy.double()
    panda = Panda(torch.float64)
    wanted = goals(torch.Generator().manual_seed(99))
    with torch.no_grad():
        ours = Course(panda)
        previous = torch.zeros(ARMS, JOINTS, dtype=torch.float64)
        low, high = panda.lower + train.RANGE_MARGIN, panda.upper - train.RANGE_MARGIN
        for goal in wanted:
            for _ in range(TICKS):
                place, _ = panda.tool_pose(ours.position)
                previous = policy(observation(ours.position, ours.velocity, ours.target, place, goal, previous))
                moved = ours.target + SPEED_RAD_PER_S / RATE_HZ * previous
                ours.advance(torch.minimum(torch.maximum(moved, low), high), goal)
        theirs = Course(panda)
        follower = ToolFollower(panda, theirs.position, 1 / RATE_HZ / FASTER)
        for goal in wanted:
            for _ in range(TICKS):
                for _ in range(FASTER):
                    target = follower(goal)
                theirs.advance(target, goal)
    return {"random targets": {"policy": ours.figures(), "baseline": theirs.figures()}}


if __name__ == "__main__":
    torch.set_num_threads(1)
    trained = ReachPolicy()
    trained.load_state_dict(torch.load(sys.argv[1])["policy"])
    print(json.dumps(compare(trained), indent=1))
