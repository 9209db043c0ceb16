"""The networks: what they are fed, and what their answers mean. The same numbers stand in zoo/quadrotor-corridor/policy.yaml.

At 10 Hz the actor draws velocities; at 100 Hz the tracker, which is a controller written as a network, makes throttles of the one chosen.
"""

import math

import torch

import plant

NATIVE_HZ = 100
EVERY = 10
SPEED_MPERS = 1.5
ACTIONS = 2
SEEN = 9
STEPS = 5
WIDTH = 128
TIMES = 16


def rotation(q):
    """Row-major, body to world."""
    w, x, y, z = q.unbind(-1)
    return torch.stack(
        [
            1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y),
            2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x),
            2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y),
        ],
        -1,
    )  # fmt: skip


def observation(x):
    """What actor, critics and values see: position, velocity, and down in body axes."""
    down = -rotation(x[:, 3:7])[:, 6:9]
    return torch.cat([x[:, 0:3], x[:, 7:10], down], 1)


def tracked(x, height, wanted):
    """What the tracker sees."""
    return torch.cat([x[:, 2:3] - height, x[:, 7:10], rotation(x[:, 3:7]), x[:, 10:13], x[:, 13:17], wanted], 1)


class Tracker(torch.nn.Module):
    """From a velocity, over the greatest, to throttles: proportional controllers in a row, each with its bounds.

        a* = sat(3/s (v* - v))     tilt error e = a*/g - R z     w* = sat(8/s e)     torque = J 20/s (w* - w)

    It takes the heading for 0, and holds it there. Thrust is linear about hovering; rotors are led to follow in 30 ms.
    """

    HOVER = (-plant.THRUST_N[1] + math.sqrt(plant.THRUST_N[1] ** 2 + 4 * plant.THRUST_N[2] * (plant.MASS_KG * plant.GRAVITY_MPERS2 / 4 - plant.THRUST_N[0]))) / (2 * plant.THRUST_N[2])
    SLOPE_N = plant.THRUST_N[1] + 2 * plant.THRUST_N[2] * HOVER
    FOLLOW_S = 0.03

    def __init__(self):
        super().__init__()
        a = torch.zeros(3, 22)
        g, speed = plant.GRAVITY_MPERS2, 3.0
        for axis in range(2):
            a[axis, 20 + axis] = speed * SPEED_MPERS
            a[axis, 1 + axis] = -speed
        a[2, 0] = -2.0  # wanted climb
        self.register_buffer("wanted", a)
        self.register_buffer("most", torch.tensor([4.0, 4.0, 0.6]))
        tilt = torch.zeros(4, 3)  # rates about x, y, z and acceleration upwards, from what is wanted
        tilt[0, 1], tilt[1, 0], tilt[3, 2] = -8 / g, 8 / g, 4.0
        self.register_buffer("tilt", tilt)
        level = torch.zeros(4, 22)
        level[0, 4 + 5], level[1, 4 + 2], level[2, 4 + 3], level[3, 3] = 8.0, -8.0, -2.0, -4.0
        self.register_buffer("level", level)
        self.register_buffer("fastest", torch.tensor([5.0, 5.0, 1.0, 3.0]))
        share = torch.zeros(4, 4)
        j = plant.INERTIA_KGM2
        for i in range(4):
            share[i, 0] = plant.LEFT[i] * 20 * j[0] / (4 * plant.ARM_M)
            share[i, 1] = -plant.AHEAD[i] * 20 * j[1] / (4 * plant.ARM_M)
            share[i, 2] = plant.SPIN[i] * 4 * j[2] / (4 * plant.TORQUE_M)
            share[i, 3] = plant.MASS_KG / 4
        damp = torch.zeros(4, 22)
        damp[:, 13:16] = -share[:, :3]
        self.register_buffer("share", share / self.SLOPE_N)
        self.register_buffer("damp", damp / self.SLOPE_N)

    def forward(self, seen):
        most = self.most
        wanted = torch.minimum(torch.maximum(seen @ self.wanted.T, -most), most)
        fastest = self.fastest
        rates = torch.minimum(torch.maximum(wanted @ self.tilt.T + seen @ self.level.T, -fastest), fastest)
        goal = self.HOVER + rates @ self.share.T + seen @ self.damp.T
        rotor = seen[:, 16:20]
        ahead = torch.clamp(goal, 0.1, 1.0) - rotor
        lead = plant.RISING_S / self.FOLLOW_S * torch.relu(ahead) - plant.FALLING_S / self.FOLLOW_S * torch.relu(-ahead)
        return torch.clamp(rotor + lead, 0.0, 1.0)


def layers(inputs, outputs, width=WIDTH):
    return torch.nn.Sequential(
        torch.nn.Linear(inputs, width),
        torch.nn.ReLU(),
        torch.nn.Linear(width, width),
        torch.nn.ReLU(),
        torch.nn.Linear(width, outputs),
    )


class Features(torch.nn.Module):
    """An observation in numbers of about 1, and waves over the corridor, so that narrow walls are easily learnt."""

    SIZE = SEEN + 8

    def __init__(self):
        super().__init__()
        self.register_buffer("middle", torch.tensor([0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, -1.0]))
        self.register_buffer("scale", torch.tensor([1.0, 1.0, 2.0, 1.0, 1.0, 2.0, 5.0, 5.0, 5.0]))
        waves = torch.zeros(4, SEEN)
        waves[0, 0] = waves[1, 1] = math.pi
        waves[2, 0] = waves[3, 1] = 2 * math.pi
        self.register_buffer("waves", waves)

    def forward(self, seen):
        angle = seen @ self.waves.T
        return torch.cat([(seen - self.middle) * self.scale, torch.sin(angle), torch.cos(angle)], 1)


class Value(torch.nn.Module):
    """Of a state."""

    def __init__(self):
        super().__init__()
        self.features, self.body = Features(), layers(Features.SIZE, 1)

    def forward(self, seen):
        return self.body(self.features(seen))


class Critic(torch.nn.Module):
    """Of a state and a velocity, two heads."""

    def __init__(self):
        super().__init__()
        self.features = Features()
        self.bodies = torch.nn.ModuleList([layers(Features.SIZE + ACTIONS, 1) for _ in range(2)])

    def forward(self, seen, action):
        both = torch.cat([self.features(seen), action], 1)
        return torch.cat([body(both) for body in self.bodies], 1)


class Actor(torch.nn.Module):
    """The noise in an action, at a step of its way back, 0 to 4."""

    def __init__(self):
        super().__init__()
        self.features = Features()
        frequency = torch.randn(1, TIMES // 2)
        self.register_buffer("frequency", frequency)
        self.body = torch.nn.Sequential(
            torch.nn.Linear(Features.SIZE + ACTIONS + TIMES, WIDTH),
            torch.nn.ReLU(),
            torch.nn.Linear(WIDTH, WIDTH),
            torch.nn.ReLU(),
            torch.nn.Linear(WIDTH, WIDTH),
            torch.nn.ReLU(),
            torch.nn.Linear(WIDTH, ACTIONS),
        )

    def forward(self, seen, action, time):
        angle = 2 * math.pi * time @ self.frequency
        return self.body(torch.cat([self.features(seen), action, torch.sin(angle), torch.cos(angle)], 1))


def betas():
    """The variance-preserving schedule of FISOR's five steps, 0.1 to 10."""
    t = torch.arange(1, STEPS + 1, dtype=torch.float64)
    return 1 - torch.exp(-0.1 / STEPS - 0.5 * 9.9 * (2 * t - 1) / STEPS**2)


def draw(actor, seen, random):
    """An action for each row, as DDPM with the variance beta goes back; each step is clipped to 1."""
    beta = betas().float()
    kept = torch.cumprod(1 - beta, 0)
    action = torch.randn(len(seen), ACTIONS, generator=random)
    for k in reversed(range(STEPS)):
        noise = actor(seen, action, torch.full((len(seen), 1), float(k)))
        action = (action - beta[k] / torch.sqrt(1 - kept[k]) * noise) / torch.sqrt(1 - beta[k])
        if k > 0:
            action = action + torch.sqrt(beta[k]) * torch.randn(action.shape, generator=random)
        action = torch.clamp(action, -1, 1)
    return action
