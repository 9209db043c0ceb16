"""Trains a small policy of each kind on a cart that slides in the plane, and exports it: *.onnx.

    python3 train.py      needs torch (1.13 was used, Debian's python3-torch); about a minute on one core

The cart's velocity changes by GAIN · force per second, the force is between −1 and 1 in each direction, at 50 Hz. All policies
imitate the same teacher, a clipped proportional-derivative controller; they differ in what they may see and what they return.
"""

import pathlib

import torch
from torch import nn

HERE = pathlib.Path(__file__).parent
DT, GAIN = 0.02, 4.0
HISTORY, ACTIONS, WINDOW, CONTEXT, CHUNK, EPISODE = 6, 3, 10, 8, 8, 80


def teacher(p, v, k=2.0, d=1.5):
    """Brings the position p to 0."""
    return torch.clip(-k * p - d * v, -1, 1)


def fly(n, steps, noise=0.3, gain=GAIN, k=2.0, d=1.5):
    """Positions, velocities and forces of n carts, [steps, n, 2], under a teacher with some noise."""
    p, v = 2 * torch.randn(n, 2), torch.randn(n, 2)
    lines = []
    for _ in range(steps):
        u = torch.clip(teacher(p, v, k, d) + noise * torch.randn(n, 2), -1, 1)
        lines.append((p, v, u))
        v = v + gain * u * DT
        p = p + v * DT
    return [torch.stack(each) for each in zip(*lines)]


def mlp(*sizes, last=nn.Tanh):
    layers = []
    for a, b in zip(sizes, sizes[1:]):
        layers += [nn.Linear(a, b), nn.Tanh()]
    layers[-1] = last()
    return nn.Sequential(*layers)


def train(name, module, loss, steps=1200, rate=3e-3):
    optimiser = torch.optim.Adam(module.parameters(), rate)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, steps)
    for _ in range(steps):
        optimiser.zero_grad()
        value = loss()
        value.backward()
        optimiser.step()
        schedule.step()
    print(f"{name}: loss {value.item():.4f}")
    return module.eval()


def export(name, module, inputs, outputs):
    """``inputs``: name → example."""
    torch.onnx.export(
        module, tuple(inputs.values()), HERE / f"{name}.onnx", opset_version=17,
        input_names=list(inputs), output_names=outputs, do_constant_folding=True,
    )


def states(n=512):
    return 2 * torch.randn(n, 2), torch.randn(n, 2)


def feed_forward():
    net = mlp(4, 32, 32, 2)

    def loss():
        p, v = states()
        return ((net(torch.cat([p, v], 1)) - teacher(p, v)) ** 2).mean()

    train("feed_forward", net, loss)
    export("feed_forward", net, {"obs": torch.zeros(1, 4)}, ["action"])
    return net


class Recurrent(nn.Module):
    """Sees positions, not velocities."""

    def __init__(self):
        super().__init__()
        self.lstm, self.last = nn.LSTM(2, 16), nn.Linear(16, 2)

    def forward(self, obs, h_in, c_in):
        y, (h, c) = self.lstm(obs.unsqueeze(0), (h_in, c_in))
        return torch.tanh(self.last(y.squeeze(0))), h, c


def recurrent():
    net = Recurrent()

    def loss():
        p, v, _ = fly(64, 40)
        y, _ = net.lstm(p)
        return ((torch.tanh(net.last(y)) - teacher(p, v)) ** 2)[5:].mean()

    train("recurrent", net, loss, 500, 1e-2)
    state = torch.zeros(1, 1, 16)
    export("recurrent", net, {"obs": torch.zeros(1, 2), "h_in": state, "c_in": state}, ["action", "h_out", "c_out"])


def history():
    """Positions of six periods, every second one, newest first; the three newest actions, oldest first."""
    net = mlp(2 * HISTORY + 2 * ACTIONS, 32, 32, 2)

    def loss():
        p, v, u = fly(256, 2 * HISTORY + 1)
        past = [p[-1 - 2 * i] for i in range(HISTORY)] + [u[i] for i in range(-1 - ACTIONS, -1)]
        return ((net(torch.cat(past, 1)) - teacher(p[-1], v[-1])) ** 2).mean()

    train("history", net, loss)
    export("history", net, {"obs": torch.zeros(1, 2 * HISTORY + 2 * ACTIONS)}, ["action"])


class Adaptive(nn.Module):
    """An encoder that finds out what the policy does not see from the past (Kumar et al. 2021, RMA)."""

    def __init__(self):
        super().__init__()
        self.encoder, self.policy = mlp(4 * WINDOW, 32, 3), mlp(7, 32, 2)

    class Joined(nn.Module):
        def __init__(self, policy):
            super().__init__()
            self.policy = policy

        def forward(self, obs, latent):
            return self.policy(torch.cat([obs, latent], 1))


def adaptive():
    net = Adaptive()

    def loss():
        gain = 1 + 7 * torch.rand(256, 1)
        p, v, u = fly(256, WINDOW + 1, 0.5, gain)
        frames = [torch.cat([p[i + 1], u[i]], 1) for i in range(WINDOW)]
        action = net.policy(torch.cat([p[-1], v[-1], net.encoder(torch.cat(frames, 1))], 1))
        return ((action - teacher(p[-1], v[-1]) / torch.sqrt(gain)) ** 2).mean()

    train("encoder and policy", net, loss)
    export("encoder", net.encoder, {"past": torch.zeros(1, 4 * WINDOW)}, ["latent"])
    export("adaptive", net.policy, {"obs": torch.zeros(1, 7)}, ["action"])
    export("adaptive_joined", Adaptive.Joined(net.policy), {"obs": torch.zeros(1, 4), "latent": torch.zeros(1, 3)}, ["action"])


class Block(nn.Module):
    def __init__(self, size, heads):
        super().__init__()
        self.heads, self.part = heads, size // heads
        self.before, self.between = nn.LayerNorm(size), nn.LayerNorm(size)
        self.queries, self.keys, self.values = nn.Linear(size, size), nn.Linear(size, size), nn.Linear(size, size)
        self.out = nn.Linear(size, size)
        self.forth = nn.Sequential(nn.Linear(size, 2 * size), nn.GELU(), nn.Linear(2 * size, size))

    def forward(self, x, unseen):
        n, tokens, size = x.shape
        y = self.before(x)
        q, k, v = (f(y).reshape(n, tokens, self.heads, self.part).transpose(1, 2) for f in (self.queries, self.keys, self.values))
        scores = q @ k.transpose(2, 3) / self.part**0.5 + unseen
        y = (torch.softmax(scores, -1) @ v).transpose(1, 2).reshape(n, tokens, size)
        x = x + self.out(y)
        return x + self.forth(self.between(x))


class DecisionTransformer(nn.Module):
    """Chen et al. 2021; row i holds the action before state i, so that the newest row's is known."""

    def __init__(self, size=32):
        super().__init__()
        self.size = size
        self.states, self.actions, self.returns = nn.Linear(4, size), nn.Linear(2, size), nn.Linear(1, size)
        self.times = nn.Embedding(EPISODE, size)
        self.blocks = nn.ModuleList([Block(size, 2), Block(size, 2)])
        self.last = nn.Sequential(nn.LayerNorm(size), nn.Linear(size, 2), nn.Tanh())
        self.register_buffer("later", torch.triu(torch.full((3 * CONTEXT, 3 * CONTEXT), -1e4), 1))

    def forward(self, states, actions, returns_to_go, timesteps, attention_mask):
        n = states.shape[0]
        times = self.times(timesteps)
        rows = [self.actions(actions) + times, self.returns(returns_to_go) + times, self.states(states) + times]
        x = torch.stack(rows, 2).reshape(n, 3 * CONTEXT, self.size)
        seen = torch.stack([attention_mask] * 3, 2).reshape(n, 1, 1, 3 * CONTEXT)
        unseen = self.later + (seen - 1) * 1e4
        for block in self.blocks:
            x = block(x, unseen)
        return self.last(x[:, 2::3])

    class Newest(nn.Module):
        def __init__(self, whole):
            super().__init__()
            self.whole = whole

        def forward(self, *inputs):
            return self.whole(*inputs)[:, -1]


def reward(p, u):
    return -(p.norm(dim=-1) + 0.1 * u.norm(dim=-1)) * DT


def sequence():
    n = 512
    quality = torch.rand(n, 1)
    p, v, u = fly(n, EPISODE, 0.3, GAIN, 2 * quality, 1.5 * quality)
    earned = reward(p, u)
    rest = earned.flip(0).cumsum(0).flip(0).unsqueeze(2)
    before = torch.cat([torch.zeros(1, n, 2), u[:-1]])
    net = DecisionTransformer()

    def loss():
        who, start = torch.randint(n, (64,)), torch.randint(1 - CONTEXT, EPISODE - CONTEXT + 1, (64,))
        at = start.unsqueeze(1) + torch.arange(CONTEXT)
        mask = (at >= 0).float()
        at = at.clip(0)
        cut = lambda x: x[at, who.unsqueeze(1)] * mask.unsqueeze(2)
        times = at * mask.long()
        got = net(cut(torch.cat([p, v], 2)), cut(before), cut(rest), times, mask)
        return (((got - u[at, who.unsqueeze(1)]) ** 2).mean(2) * mask).sum() / mask.sum()

    train("sequence", net, loss, 800, 3e-3)
    inputs = {
        "states": torch.zeros(1, CONTEXT, 4), "actions": torch.zeros(1, CONTEXT, 2),
        "returns_to_go": torch.zeros(1, CONTEXT, 1), "timesteps": torch.zeros(1, CONTEXT, dtype=torch.int64),
        "attention_mask": torch.zeros(1, CONTEXT),
    }
    export("sequence", DecisionTransformer.Newest(net), inputs, ["action"])


class Chunks(nn.Module):
    def __init__(self):
        super().__init__()
        self.flat = mlp(4, 48, 48, 2 * CHUNK)

    def forward(self, obs):
        return self.flat(obs).reshape(-1, CHUNK, 2)


def chunks():
    """What the teacher would do in each of the next eight periods."""
    net = Chunks()

    def loss():
        p, v, u = fly(256, CHUNK, 0.0)
        return ((net(torch.cat([p[0], v[0]], 1)) - u.transpose(0, 1)) ** 2).mean()

    train("chunk", net, loss)
    export("chunk", net, {"obs": torch.zeros(1, 4)}, ["actions"])


class Gaussian(nn.Module):
    """Haarnoja et al. 2018 (SAC): a = tanh(μ + σ z)."""

    def __init__(self):
        super().__init__()
        self.body, self.mean, self.log_std = mlp(4, 32, 32), nn.Linear(32, 2), nn.Linear(32, 2)

    def forward(self, obs):
        y = self.body(obs)
        mean = self.mean(y)
        return mean, torch.clip(self.log_std(y), -5, 1), torch.tanh(mean)


def gaussian():
    """A teacher who trembles the more, the further away the goal is."""
    net = Gaussian()

    def loss():
        p, v = states()
        before_tanh = torch.atanh(0.95 * teacher(p, v)) + 0.2 * (1 + p.abs()) * torch.randn_like(p)
        mean, log_std, _ = net(torch.cat([p, v], 1))
        return (log_std + 0.5 * ((before_tanh - mean) / log_std.exp()) ** 2).mean()

    train("gaussian", net, loss)
    export("gaussian", net, {"obs": torch.zeros(1, 4)}, ["mean", "log_std", "action"])


class Mixture(nn.Module):
    """Three normal distributions and their weights (Ren et al. 2021, PMOE; Bishop 1994)."""

    def __init__(self):
        super().__init__()
        self.body = mlp(4, 32, 32)
        self.means, self.gate, self.log_std = nn.Linear(32, 6), nn.Linear(32, 3), nn.Linear(32, 6)

    def forward(self, obs):
        y = self.body(obs)
        return self.means(y).reshape(-1, 3, 2), self.gate(y), torch.clip(self.log_std(y), -4, 0).reshape(-1, 3, 2)


def mixture():
    """A teacher who passes what stands in the way on the left or on the right, as it comes."""
    net = Mixture()

    def loss():
        p, v = states()
        side = torch.where(torch.rand(len(p)) < torch.sigmoid(p[:, 0]), 0.6, -0.6)
        near = torch.exp(-0.5 * p[:, 1] ** 2)
        u = teacher(p, v) + torch.stack([side * near, torch.zeros_like(side)], 1) + 0.05 * torch.randn_like(p)
        means, gate, log_std = net(torch.cat([p, v], 1))
        each = -log_std - 0.5 * ((u.unsqueeze(1) - means) / log_std.exp()) ** 2
        return -torch.logsumexp(torch.log_softmax(gate, 1) + each.sum(2), 1).mean()

    train("mixture", net, loss)
    export("mixture", net, {"obs": torch.zeros(1, 4)}, ["means", "gate", "log_std"])


def ensemble():
    """Three members, each with forty examples of its own."""
    for member in "abc":
        net = mlp(4, 16, 2)
        p, v = states(40)
        train(f"member {member}", net, lambda: ((net(torch.cat([p, v], 1)) - teacher(p, v)) ** 2).mean(), 400, 1e-2)
        export(f"member_{member}", net, {"obs": torch.zeros(1, 4)}, ["action"])


def residual(base):
    """What a second network adds where a wind blows that the base policy does not know (Silver et al. 2018)."""
    net = mlp(4, 16, 2)

    def loss():
        p, v = states()
        obs = torch.cat([p, v], 1)
        wind = 0.3 * torch.sin(p)
        return ((base(obs).detach() + 0.5 * net(obs) - torch.clip(teacher(p, v) - wind, -1, 1)) ** 2).mean()

    train("residual", net, loss)
    export("residual", net, {"obs": torch.zeros(1, 4)}, ["correction"])


def skills():
    """Go there gently, go there fast, stand still: chosen by a number, with a goal that somebody sets."""
    net = mlp(9, 32, 32, 2)

    def loss():
        (p, v), goal = states(), torch.randn(512, 2)
        skill = torch.randint(3, (512,))
        gentle, fast, still = teacher(p - goal, v, 1, 2), teacher(p - goal, v, 4, 2), teacher(0 * p, v, 0, 3)
        u = torch.stack([gentle, fast, still])[skill, torch.arange(512)]
        return ((net(torch.cat([p, v, goal, nn.functional.one_hot(skill, 3)], 1)) - u) ** 2).mean()

    train("skills", net, loss)
    export("skills", net, {"obs": torch.zeros(1, 9)}, ["action"])


def main():
    torch.set_num_threads(1)
    torch.manual_seed(4)
    base = feed_forward()
    recurrent()
    history()
    adaptive()
    sequence()
    chunks()
    gaussian()
    mixture()
    ensemble()
    residual(base)
    skills()


main()
