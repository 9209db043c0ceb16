"""Flights of the task under way, a row each, in wind, with RAPTOR at the controls or near them."""

import torch

import plant
from plant import BODY_RATE, ORIENTATION, POSITION, ROTOR, TICK_S, VELOCITY
from policy import ACTION, risk_observation, task_observation
from raptor import Raptor
from scene import Courses, margin, uniform

STEADY_WIND = 0.6  # m/s2, the most of it
GUST = 2.0
GUST_CHANCE = TICK_S / 2.0
GUST_S = 0.3
NOISE = ((POSITION, 0.001), (ORIENTATION, 0.001), (VELOCITY, 0.01), (BODY_RATE, 0.0033))


class Flights:
    def __init__(self, size, random, **course):
        self.size = size
        self.random = random
        self.courses = Courses(size, random, **course)
        self.raptor = Raptor(size)
        self.state = torch.zeros(size, plant.SIZE)
        self.previous = torch.zeros(size, ACTION)
        self.wind = torch.zeros(size, 3)
        self.gust = torch.zeros(size, 3)
        self.left = torch.zeros(size)
        self.restart(torch.ones(size, dtype=torch.bool))

    def _normal(self, *shape):
        return torch.randn(*shape, generator=self.random)

    def restart(self, rows):
        """Where the course starts, nearly at rest and nearly level."""
        count = int(rows.sum())
        if count == 0:
            return
        state = torch.zeros(count, plant.SIZE)
        state[:, POSITION] = self.courses.restart(rows)
        q = torch.cat([torch.ones(count, 1), 0.05 * self._normal(count, 3)], 1)
        state[:, ORIENTATION] = q / q.norm(dim=1, keepdim=True)
        state[:, VELOCITY] = 0.2 * self._normal(count, 3)
        state[:, BODY_RATE] = 0.2 * self._normal(count, 3)
        state[:, ROTOR] = plant.HOVER
        self.state[rows] = state
        self.previous[rows] = 2 * plant.HOVER - 1
        self.raptor.restart(rows)
        direction = self._normal(count, 3) * torch.tensor([1.0, 1.0, 0.3])
        self.wind[rows] = uniform(0, STEADY_WIND, (count, 1), self.random) * direction / direction.norm(dim=1, keepdim=True)
        self.left[rows] = 0

    def _blow(self):
        begins = (torch.rand(self.size, generator=self.random) < GUST_CHANCE) & (self.left <= 0)
        if begins.any():
            count = int(begins.sum())
            direction = self._normal(count, 3) * torch.tensor([1.0, 1.0, 0.3])
            strength = uniform(0.3 * GUST, GUST, (count, 1), self.random)
            self.gust[begins] = strength * direction / direction.norm(dim=1, keepdim=True)
            self.left[begins] = GUST_S
        self.left -= TICK_S
        return self.wind + (self.left > 0).float()[:, None] * self.gust

    def look(self):
        """What is sensed, what RAPTOR asks for, and what a critic is fed. Once a tick, before act."""
        seen = self.state.clone()
        for columns, deviation in NOISE:
            part = seen[:, columns]
            seen[:, columns] = part + deviation * self._normal(*part.shape)
        position, velocity, self.over = self.courses.advance(TICK_S)
        self.task = self.raptor.act(task_observation(seen, position, velocity, self.previous)).clamp(-1, 1)
        self.seen = seen
        self.observation = risk_observation(seen, position, velocity)
        return self.task

    def act(self, action):
        """A tick passes; where it got out of the scene."""
        action = action.clamp(-1, 1)
        self.state = plant.step(self.state, action, self._blow())
        self.previous = action
        return margin(self.state[:, POSITION]) < 0
