"""Flies each kind of policy in numpy and ONNX Runtime and writes what must come out: *.csv.

    python fly.py      needs numpy and onnxruntime

What is written here follows the papers and the sources that it names, and MANIFEST.md for what the format settles itself. It
reads no manifest but for writing the networks' hashes into it, and owes nothing to the Java code.
"""

import csv
import hashlib
import math
import pathlib
import re

import numpy as np
import onnxruntime

HERE = pathlib.Path(__file__).parent
DT, GAIN, STEPS, RESET = 0.02, 4.0, 90, 55
NAN = np.full(2, np.nan)


def net(name):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(HERE / f"{name}.onnx"), options)
    names = [each.name for each in session.get_inputs()]

    def run(*inputs):
        feeds = {key: value if value.dtype == np.int64 else value.astype(np.float32) for key, value in zip(names, inputs)}
        return [each.astype(np.float64) for each in session.run(None, feeds)]

    return run


def row(*parts):
    return np.concatenate(parts)[None, :]


class Cart:
    """Slides in the plane; what it measures is rounded, so that the file holds exactly what the policy was shown."""

    def __init__(self, random):
        self.random = random
        self.start()

    def start(self):
        self.p, self.v = np.round(self.random.normal(0, 1.2, 2), 6), np.round(self.random.normal(0, 0.6, 2), 6)

    def move(self, u):
        self.v = np.round(self.v + GAIN * np.clip(np.nan_to_num(u), -1, 1) * DT, 6)
        self.p = np.round(self.p + self.v * DT, 6)


def feed_forward():
    run = net("feed_forward")
    return lambda t, cart: 2 * np.clip(run(row(cart.p, cart.v))[0][0], -1, 1)


def recurrent():
    run = net("recurrent")
    state = [np.zeros((1, 1, 16)), np.zeros((1, 1, 16))]

    def act(t, cart):
        action, state[0], state[1] = run(row(cart.p), *state)
        return action[0]

    return act


def history():
    """Every second of the positions of eleven periods, newest first, the first one standing for those before it."""
    run = net("history")
    positions, actions = [], [np.zeros(2)] * 3

    def act(t, cart):
        positions.append(cart.p)
        past = [positions[max(t - 2 * i, 0)] for i in range(6)]
        action = run(row(*past, *actions[-3:]))[0][0]
        actions.append(action)
        return action

    return act


def past_frames():
    """The ten newest frames of a position and the action before it, oldest first, zeros before the first."""
    frames, last = [np.zeros(4)] * 10, [np.zeros(2)]

    def seen(cart):
        frames.append(np.concatenate([cart.p, last[0]]))
        return np.concatenate(frames[-10:])[None, :]

    return seen, last


def adaptive():
    encoder, policy, (seen, last) = net("encoder"), net("adaptive"), past_frames()

    def act(t, cart):
        latent = encoder(seen(cart))[0][0]
        last[0] = policy(row(cart.p, cart.v, latent))[0][0]
        return last[0]

    return act


def adaptive_joined():
    encoder, policy, (seen, last) = net("encoder"), net("adaptive_joined"), past_frames()

    def act(t, cart):
        last[0] = policy(row(cart.p, cart.v), encoder(seen(cart))[0])[0][0]
        return last[0]

    return act


def sequence():
    """Chen et al. 2021, algorithm 1: the last K steps, padded in front, with the return that is left to reach."""
    run, size, target = net("sequence"), 8, -0.5
    states, actions, returns, times = [], [np.zeros(2)], [], []

    def act(t, cart):
        returns.append(target if t == 0 else returns[-1] - cart.reward)
        states.append(np.concatenate([cart.p, cart.v]))
        times.append(t)
        empty = max(size - len(states), 0)

        def window(rows):
            rows = np.array(rows[-size:], dtype=float).reshape(min(len(rows), size), -1)
            return np.concatenate([np.zeros((empty, rows.shape[1])), rows])[None]

        mask = np.concatenate([np.zeros(empty), np.ones(size - empty)])[None]
        steps = np.concatenate([np.zeros(empty), times[-size:]])[None].astype(np.int64)
        actions.append(run(window(states), window(actions), window(returns), steps, mask)[0][0])
        return actions[-1]

    return act


def chunk():
    """A chunk is executed for four periods before the next one is asked for."""
    run, kept = net("chunk"), {}

    def act(t, cart):
        if t % 4 == 0:
            kept["chunk"] = run(row(cart.p, cart.v))[0][0]
        return kept["chunk"][t % 4]

    return act


def chunk_ensemble():
    """Zhao et al. 2023 (ACT), as its imitate_episodes.py does it, with m = 0.1: weight 1 for the oldest chunk."""
    run, size = net("chunk"), 8
    all_time_actions = np.full((STEPS, STEPS + size, 2), np.nan)

    def act(t, cart):
        all_time_actions[t, t : t + size] = run(row(cart.p, cart.v))[0][0]
        for_now = all_time_actions[:, t]
        for_now = for_now[~np.isnan(for_now[:, 0])]
        weights = np.exp(-0.1 * np.arange(len(for_now)))
        return (for_now * (weights / weights.sum())[:, None]).sum(0)

    return act


def chunk_real_time():
    """Black, Galliker, Levine 2025 (real-time chunking): equation 5 joins a chunk to the one before it.

    A chunk takes one period to compute, after the reset three, and is asked for in every fourth one. W_i is 1 where the old chunk
    was executed while the new one was computed, falls as c (e^c − 1)/(e − 1), and is 0 for the last s = 4 actions, of which the old
    chunk says nothing.
    """
    run, size, s = net("chunk"), 8, 4
    asked, plan = [], {}

    def weight(i, delay):
        if i < delay:
            return 1.0
        if i >= size - s:
            return 0.0
        c = (size - s - i) / (size - s - delay + 1)
        return c * (math.exp(c) - 1) / (math.e - 1)

    def act(t, cart):
        if t % s == 0:
            asked.append((t, run(row(cart.p, cart.v))[0][0]))
        if asked[-1][0] + cart.delay == t:
            start, new = asked[-1]
            for i in range(size):
                w = weight(i, cart.delay) if start + i in plan else 0.0
                plan[start + i] = w * plan.get(start + i, 0) + (1 - w) * new[i]
        return plan.get(t, NAN)

    return act


class SplitMix64:
    """Steele, Lea, Flood 2014; evenly distributed numbers of 53 bits above 0, normal ones by Box and Muller 1958."""

    def __init__(self, seed):
        self.state = seed

    def uniform(self):
        mask = (1 << 64) - 1
        self.state = (self.state + 0x9E3779B97F4A7C15) & mask
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & mask
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask
        return (((z ^ (z >> 31)) >> 11) + 1) / 2**53

    def normal(self):
        radius = math.sqrt(-2 * math.log(self.uniform()))
        return radius * math.cos(2 * math.pi * self.uniform())


def gaussian():
    run = net("gaussian")
    return lambda t, cart: run(row(cart.p, cart.v))[2][0]


def gaussian_sampled():
    run, random = net("gaussian"), SplitMix64(7)

    def act(t, cart):
        mean, log_std, _ = run(row(cart.p, cart.v))
        return np.array([math.tanh(mean[0][i] + math.exp(log_std[0][i]) * random.normal()) for i in range(2)])

    return act


def softmax(x):
    y = np.exp(x - x.max())
    return y / y.sum()


def mixture_best():
    run = net("mixture")

    def act(t, cart):
        means, gate, _ = run(row(cart.p, cart.v))
        return means[0][np.argmax(gate[0])]

    return act


def mixture_mean():
    run = net("mixture")

    def act(t, cart):
        means, gate, _ = run(row(cart.p, cart.v))
        return softmax(gate[0]) @ means[0]

    return act


def mixture_sampled():
    run, random = net("mixture"), SplitMix64(11)

    def act(t, cart):
        means, gate, log_std = run(row(cart.p, cart.v))
        k = min(np.searchsorted(np.cumsum(softmax(gate[0])), random.uniform()), 2)
        return np.array([means[0][k][i] + math.exp(log_std[0][k][i]) * random.normal() for i in range(2)])

    return act


def ensemble():
    """The mean, and the greatest standard deviation among the members (Lakshminarayanan et al. 2017)."""
    members = [net(f"member_{name}") for name in "abc"]

    def act(t, cart):
        actions = np.array([member(row(cart.p, cart.v))[0][0] for member in members])
        cart.doubt = actions.std(0).max()
        return actions.mean(0)

    return act


def residual():
    base, correction = net("feed_forward"), net("residual")
    return lambda t, cart: base(row(cart.p, cart.v))[0][0] + 0.5 * correction(row(cart.p, cart.v))[0][0]


def skills():
    """The goal keeps within ±1.5 m and moves by 2 m/s at most; less than 0.05 m is none. The skill changes in flight."""
    run, before = net("skills"), []

    def act(t, cart):
        cart.goal = np.round([1.8 * math.sin(0.05 * t), 0.04 * math.cos(0.2 * t) if t > 20 else 1.0], 6)
        cart.skill = (t // 17) % 3
        goal = np.clip(np.where(np.abs(cart.goal) < 0.05, 0, cart.goal), -1.5, 1.5)
        if before:
            goal = before[-1] + np.clip(goal - before[-1], -2 * DT, 2 * DT)
        before.append(goal)
        return run(row(cart.p, cart.v, goal, np.eye(3)[cart.skill]))[0][0]

    return act


def columns(cart):
    """What a robot has, by channel."""
    return [
        ("sensors", "position.x", "m", cart.p[0]),
        ("sensors", "position.y", "m", cart.p[1]),
        ("sensors", "velocity.x", "m/s", cart.v[0]),
        ("sensors", "velocity.y", "m/s", cart.v[1]),
        ("sensors", "reward", "1", cart.reward),
        ("reference", "setpoint.goal.x", "m", cart.goal[0]),
        ("reference", "setpoint.goal.y", "m", cart.goal[1]),
        ("reference", "setpoint.skill.index", "1", cart.skill),
    ]


def fly(make, delays=(0, 0)):
    name = make.__name__
    cart = Cart(np.random.default_rng(sum(map(ord, name))))
    lines = []
    for step in range(STEPS):
        t = step % RESET
        if t == 0:
            cart.start()
            cart.delay = delays[step // RESET]
            cart.reward, cart.goal, cart.skill, cart.doubt, act = 0, np.zeros(2), 0, 0, make()
        force = act(t, cart)
        line = {"reset": int(t == 0), "answer": max(t - cart.delay, -1), "doubt": f"{cart.doubt:.7g}"}
        line |= {f"{side} {channel} {unit}": f"{value:.6f}" for side, channel, unit, value in columns(cart)}
        line |= {f"commands force.{axis} N": "" if math.isnan(value) else f"{value:.7g}" for axis, value in zip("xy", force)}
        lines.append(line)
        before = cart.p, cart.v
        cart.move(force)
        cart.reward = round(-(np.linalg.norm(before[0]) + 0.1 * np.linalg.norm(np.nan_to_num(force))) * DT, 6)
    with open(HERE / f"{name}.csv", "w", newline="") as file:
        writer = csv.DictWriter(file, lines[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(lines)
    print(f"{name}: {len(lines)} periods")


def write_hashes():
    for manifest in HERE.glob("*.yaml"):
        text = re.sub(
            r"file: (\w+\.onnx), sha256: \w+",
            lambda m: f"file: {m[1]}, sha256: {hashlib.sha256((HERE / m[1]).read_bytes()).hexdigest()}",
            manifest.read_text(),
        )
        manifest.write_text(text)


def main():
    kinds = [feed_forward, recurrent, history, adaptive, adaptive_joined, sequence, chunk, chunk_ensemble, gaussian,
             gaussian_sampled, mixture_best, mixture_mean, mixture_sampled, ensemble, residual, skills]
    for make in kinds:
        fly(make)
    fly(chunk_real_time, (1, 3))
    write_hashes()


main()
