"""Flights through the chicane: the episodes themselves, and pilots between careful and reckless whose flights are the data."""

import torch

import corridor
import plant
from policy import ACTIONS, EVERY, NATIVE_HZ, SPEED_MPERS, Tracker, observation, tracked

PERIOD_S = 1 / NATIVE_HZ
HEIGHT_M = 1.0
DECISIONS = 100
WIND_MPERS2 = 0.5
BESIDE_M = 0.35


def uniform(low, high, size, random):
    return low + (high - low) * torch.rand(size, generator=random)


class Swarm:
    """Vehicles under way, each in a wind of its own that never turns."""

    def __init__(self, size, random):
        self.random, self.tracker = random, Tracker()
        x = torch.zeros(size, plant.STATES)
        x[:, 0] = uniform(-2.1, -1.1, size, random)
        x[:, 1] = uniform(-0.8, 0.8, size, random)
        x[:, 2] = uniform(0.6, 1.2, size, random)
        x[:, 3] = 1
        x[:, 7] = uniform(-0.3, 1.0, size, random)
        x[:, 8] = uniform(-0.6, 0.6, size, random)
        x[:, 13:] = Tracker.HOVER
        self.x = x
        self.wind = torch.zeros(size, 3)
        self.wind[:, :2] = uniform(-1, 1, (size, 2), random) * WIND_MPERS2

    def fly(self, wanted):
        """One decision's time; the least clearance meanwhile, at every sub-step."""
        least = torch.full((len(self.x),), 9.0)
        with torch.no_grad():
            for _ in range(EVERY):
                throttle = self.tracker(tracked(self.x, HEIGHT_M, wanted))
                for _ in range(round(PERIOD_S / plant.STEP_S)):
                    self.x = plant.step(self.x, throttle, self.wind)
                    least = torch.minimum(least, corridor.clearance(self.x[:, :2]))
        return least


class Pilots:
    """Each flies from turn to turn at a speed of its own; the reckless are fast, cut the corners, turn late and shake. Now and then one waits."""

    def __init__(self, size, random):
        self.random = random
        self.reckless = torch.rand(size, generator=random) ** 1.5
        self.speed = 0.4 + 0.4 * torch.rand(size, generator=random) + 0.7 * self.reckless
        self.cut = uniform(0.0, 0.45, size, random) * self.reckless
        self.side = uniform(-0.1, 0.1, (size, 2), random)
        self.late = uniform(-0.15, 0.15, size, random) * self.reckless
        self.slack = 0.15 + self.reckless
        self.shake = 0.05 + 0.25 * self.reckless * torch.rand(size, generator=random)
        self.noise = torch.zeros(size, ACTIONS)
        self.waiting = torch.zeros(size)

    def wanted(self, x):
        place = x[:, :2]
        first, second, goal = (torch.tensor(each).expand(len(x), 2).clone() for each in (*corridor.TURNS, corridor.GOAL))
        first, second = first + self.side, second - self.side
        first[:, 1] -= self.cut
        second[:, 1] += self.cut
        ahead = place[:, 0] + self.late
        final = ahead > second[:, 0] + BESIDE_M
        target = goal
        for turn in (second, first):
            beside = (place[:, 1] - turn[:, 1]).abs() < self.slack
            through = (ahead > turn[:, 0] - BESIDE_M - 0.1) & (beside | (ahead > turn[:, 0] - 0.15))
            shift = torch.where(through, BESIDE_M + 0.1, -BESIDE_M)
            point = turn + torch.stack([shift, torch.zeros(len(x))], 1)
            target = torch.where((ahead < turn[:, 0] + BESIDE_M)[:, None], point, target)
        away = target - place
        distance = away.norm(dim=1, keepdim=True)
        pace = torch.where(final[:, None], torch.minimum(self.speed[:, None], 1.5 * distance), self.speed[:, None])
        self.noise = 0.8 * self.noise + 0.6 * torch.randn(self.noise.shape, generator=self.random)
        begins = torch.rand(len(x), generator=self.random) < 0.008
        self.waiting = torch.where(begins, uniform(2, 8, len(x), self.random), self.waiting - 1)
        pace = torch.where((self.waiting > 0)[:, None], torch.zeros(1), pace)
        wanted = pace * away / (distance + 1e-6) + self.shake[:, None] * self.noise
        return torch.clamp(wanted / SPEED_MPERS, -1, 1)


def record(size, random):
    """Transitions of so many flights; each goes on for 0.8 s after it first came too near to a wall."""
    swarm, pilots = Swarm(size, random), Pilots(size, random)
    rows = {name: [] for name in ("seen", "action", "cost", "reward", "next", "kept")}
    since = torch.full((size,), -1)
    for _ in range(DECISIONS):
        seen, way = observation(swarm.x), corridor.way(swarm.x[:, :2])
        wanted = pilots.wanted(swarm.x)
        stray = torch.rand(size, generator=random) < 0.07  # now and then anything at all
        wanted = torch.where(stray[:, None], uniform(-1, 1, (size, 2), random), wanted)
        clear = swarm.fly(wanted)
        cost = clear < corridor.RADIUS_M
        rows["seen"].append(seen)
        rows["action"].append(wanted)
        rows["cost"].append(cost)
        rows["reward"].append(way - corridor.way(swarm.x[:, :2]))
        rows["next"].append(observation(swarm.x))
        rows["kept"].append(since < 8)
        since = torch.where((since >= 0) | cost, since + 1, since)
    kept = torch.cat(rows.pop("kept"))
    data = {name: torch.cat(each)[kept] for name, each in rows.items()}
    arrived = (corridor.way(swarm.x[:, :2]) < 0.3).float().mean().item()
    return data, {"flights": size, "transitions": int(kept.sum()), "too near": (since >= 0).float().mean().item(), "arrived": arrived}


if __name__ == "__main__":
    import sys, time

    torch.set_num_threads(1)
    started = time.time()
    data, facts = record(int(sys.argv[1]), torch.Generator().manual_seed(1))
    print(facts, time.time() - started, {k: v.shape for k, v in data.items()})
