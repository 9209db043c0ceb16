"""What trainings of safety critics share: the networks' shape, memory, the update, and the rule by which the run-time listens to them.

What a command risks is what comes of it if the task goes on: c + (1 - c) gamma max(q1', q2'), the heads of a slower copy at the next
state and the command that the task's policy asks for there (Thananjeyan et al., Recovery RL, arXiv 2010.15920). The greater of two guesses
is too high on average, and at the rate of a control loop that adds up over hundreds of steps; so where it was the task that flew on, several
steps are taken before the guess.
"""

import copy
import json
import time

import torch

SLOWNESS = 0.02


class Critic(torch.nn.Module):
    """Two heads that never see each other, each a risk of 0 to 1."""

    def __init__(self, seen, action, width):
        super().__init__()
        self.first = head(seen + action, width)
        self.second = head(seen + action, width)

    def logits(self, observation, action):
        both = torch.cat([observation, action], 1)
        return torch.cat([self.first(both), self.second(both)], 1)

    def forward(self, observation, action):
        return torch.sigmoid(self.logits(observation, action))


def head(inputs, width):
    """At first it sees little risk anywhere: what is too high takes long to come down from target to target."""
    layers = torch.nn.Sequential(
        torch.nn.Linear(inputs, width),
        torch.nn.ReLU(),
        torch.nn.Linear(width, width),
        torch.nn.ReLU(),
        torch.nn.Linear(width, 1),
    )
    with torch.no_grad():
        layers[-1].bias.fill_(-4.0)
    return layers


class Gate:
    """The run-time's rule, a row each: recovery at once at on, back when the risk has been at most off for a while."""

    def __init__(self, size, on, off, dwell):
        self.on, self.off, self.dwell = on, off, dwell
        self.recovering = torch.zeros(size, dtype=torch.bool)
        self.calm = torch.zeros(size)

    def step(self, risk):
        self.calm = torch.where(risk <= self.off, self.calm + 1, 0.0)
        self.recovering = (risk >= self.on) | (self.recovering & (self.calm < self.dwell))
        return self.recovering


RECOVERING, NOISY, GUARDED = 1, 2, 3  # 0 is the task alone
MODES = torch.tensor([0.35, 0.1, 0.3, 0.25])


class Crew:
    """Who is at the controls of which row, for a while each: the task's policy, that with noise, the recovery policy, or both by the gate."""

    def __init__(self, size, action, gate, least, more, kept, random):
        """least and more: a shift's least steps, and how many more it may have; kept: share of the noise from step to step"""
        self.random = random
        self.least, self.more, self.kept = least, more, kept
        self.mode = torch.zeros(size, dtype=torch.long)
        self.left = torch.zeros(size)
        self.noise = torch.zeros(size, action)
        self.gate = gate

    def command(self, task, recovery, risk):
        """Not limited yet."""
        change = self.left <= 0
        count = int(change.sum())
        if count:
            self.mode[change] = torch.multinomial(MODES, count, replacement=True, generator=self.random)
            self.left[change] = self.least + self.more * torch.rand(count, generator=self.random)
        self.left -= 1
        self.noise = self.kept * self.noise + 0.15 * torch.randn(self.noise.shape, generator=self.random)
        relieved = self.gate.step(risk)
        recovers = (self.mode == RECOVERING) | ((self.mode == GUARDED) & relieved)
        noisy = (self.mode == NOISY).float()[:, None]
        return torch.where(recovers[:, None], recovery, task + noisy * self.noise)


class Memory:
    """The last steps of all rows, in a ring."""

    def __init__(self, kept, size, seen, action, gamma, ahead):
        self.kept = kept
        self.gamma = gamma
        self.ahead = ahead
        self.observation = torch.zeros(kept, size, seen)
        self.done = torch.zeros(kept, size, action)
        self.asked = torch.zeros(kept, size, action)
        self.out = torch.zeros(kept, size, dtype=torch.bool)
        self.cut = torch.zeros(kept, size, dtype=torch.bool)
        self.task = torch.zeros(kept, size, dtype=torch.bool)
        self.steps = 0

    def add(self, observation, done, asked, out, cut):
        """cut: what follows is another episode, though nothing was violated"""
        at = self.steps % self.kept
        self.observation[at] = observation
        self.done[at] = done
        self.asked[at] = asked
        self.out[at] = out
        self.cut[at] = cut
        self.task[at] = (done == asked).all(1)
        self.steps += 1

    def violated(self):
        return self.out[: min(self.steps, self.kept)].float().mean().item()

    def draw(self, size, random):
        """Observation, command, and what followed: found + rest * (risk of next observation, next command).

        Of all steps but the newest, which has no next one yet; from there for as long as the task flew on, at most so many steps ahead.
        """
        back = torch.randint(2, min(self.steps, self.kept) + 1, (size,), generator=random)
        row = torch.randint(0, self.out.shape[1], (size,), generator=random)
        first = (self.steps - back) % self.kept
        whole = ~self.cut[first, row] | self.out[first, row]
        back, row, first = back[whole], row[whole], first[whole]
        at = first
        found = self.out[at, row].float()
        rest = self.gamma * (1 - found)
        goes_on = found == 0
        at = torch.where(goes_on, (at + 1) % self.kept, at)
        back = back - 1
        for _ in range(1, self.ahead):
            goes_on = goes_on & (back > 1) & self.task[at, row] & (~self.cut[at, row] | self.out[at, row])
            out = goes_on & self.out[at, row]
            found = torch.where(out, rest, found)
            goes_on = goes_on & ~out
            rest = torch.where(out, 0.0, torch.where(goes_on, self.gamma * rest, rest))
            at = torch.where(goes_on, (at + 1) % self.kept, at)
            back = back - goes_on.long()
        return self.observation[first, row], self.done[first, row], found, rest, self.observation[at, row], self.asked[at, row]


class Learner:
    """A critic with its slower copy, from and to a checkpoint."""

    def __init__(self, critic, updates, saved):
        self.critic = critic
        self.slow = copy.deepcopy(critic)
        self.updates = updates
        self.saved = saved
        self.adam = torch.optim.Adam(critic.parameters(), lr=7e-4)
        self.schedule = torch.optim.lr_scheduler.CosineAnnealingLR(self.adam, updates, 3e-5)
        self.record = {"updates": 0, "seconds": 0.0, "curve": []}
        self.losses = []
        self.last = time.monotonic()
        self.started = self.last
        if saved.exists():
            state = torch.load(saved)
            for name in ("critic", "slow", "adam", "schedule"):
                getattr(self, name).load_state_dict(state[name])
            self.record = state["record"]

    def goes_on(self, minutes):
        now = time.monotonic()
        self.record["seconds"] += now - self.last
        self.last = now
        return self.record["updates"] < self.updates and now - self.started < 60 * minutes

    def learn(self, drawn):
        observation, done, found, rest, next_observation, next_asked = drawn
        with torch.no_grad():
            target = found + rest * self.slow(next_observation, next_asked).amax(1)
        logits = self.critic.logits(observation, done)
        loss = torch.nn.functional.binary_cross_entropy_with_logits(logits, target[:, None].expand(-1, 2))
        self.adam.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.critic.parameters(), 1.0)
        self.adam.step()
        self.schedule.step()
        with torch.no_grad():
            for ours, theirs in zip(self.slow.parameters(), self.critic.parameters()):
                ours.lerp_(theirs, SLOWNESS)
        self.losses.append(loss.item())
        self.record["updates"] += 1
        return self.record["updates"]

    def tell(self, words):
        """A point of the curve, and a checkpoint."""
        mean = round(sum(self.losses) / len(self.losses), 5)
        self.losses = []
        self.record["curve"].append([self.record["updates"], mean])
        print(self.record["curve"][-1], words, f"{self.last - self.started:.0f} s", flush=True)
        self.save()

    def save(self):
        state = {name: getattr(self, name).state_dict() for name in ("critic", "slow", "adam", "schedule")}
        part = self.saved.with_suffix(".part")
        torch.save({**state, "record": self.record}, part)
        part.rename(self.saved)
        self.saved.with_suffix(".json").write_text(json.dumps(self.record))
