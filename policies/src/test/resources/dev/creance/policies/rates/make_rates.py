"""Flies go2_rl_ws' navigation policy (5 Hz) over its walking policy (50 Hz) on made-up signals: rates.json.

    python make_rates.py ../reference          needs numpy and onnx

An evaluation of its own: weights are read from the files, layers are computed in float64, observations are put together by hand.
From period 45 to 74 the base velocity is invalid, so navigation, which is due at 50, 60 and 70, answers at 75; its answer of
period 40 is too old (300 ms are 15 periods) from 56 on.
"""

import json
import math
import pathlib
import sys

import numpy as np
import onnx
from onnx import numpy_helper

STEPS = 120
EVERY, DEADLINE = 10, 15
OUTAGE = range(45, 75)
INITIAL = np.array([0.1, 0, -0.1])
LEGS = ["FL", "FR", "RL", "RR"]
JOINTS = [f"{leg}_{part}_joint".lower() for part in ("hip", "thigh", "calf") for leg in LEGS]
DEVICE = [f"{leg}_{part}_joint".lower() for leg in ("FR", "FL", "RR", "RL") for part in ("hip", "thigh", "calf")]
DEFAULT = np.repeat([0, 1.1, -1.8], 4)
SENSORS = (
    [[f"base_velocity.{axis}", "m/s"] for axis in "xyz"]
    + [[f"orientation.{axis}", "1"] for axis in "wxyz"]
    + [[f"gyro.{axis}", "rad/s"] for axis in "xyz"]
    + [[f"joint.position.{name}", "rad"] for name in DEVICE]
    + [[f"joint.velocity.{name}", "rad/s"] for name in DEVICE]
)
REFERENCE = [[f"setpoint.goal.{name}", unit] for name, unit in zip(["x", "y", "z", "heading"], ["m", "m", "m", "rad"])]


def signal(i, t):
    return 0.8 * math.sin(0.37 * i + 0.11 * t * (1 + 0.1 * i))


def channels(t):
    values = {name: signal(i, t) for i, (name, _) in enumerate(SENSORS)}
    values |= {name: signal(i + 100, t) for i, (name, _) in enumerate(REFERENCE)}
    values["orientation.w"] += 1.5
    length = math.sqrt(sum(values[f"orientation.{axis}"] ** 2 for axis in "wxyz"))
    for axis in "wxyz":
        values[f"orientation.{axis}"] /= length
    return values


class Layers:
    """A chain of Gemm and Elu, in float64."""

    def __init__(self, path):
        graph = onnx.load(path).graph
        weights = {each.name: numpy_helper.to_array(each).astype(float) for each in graph.initializer}
        self.steps = []
        for node in graph.node:
            if node.op_type == "Gemm":
                options = {each.name: onnx.helper.get_attribute_value(each) for each in node.attribute}
                assert options.get("alpha", 1) == 1 and options.get("beta", 1) == 1 and not options.get("transA", 0)
                matrix = weights[node.input[1]]
                self.steps.append((matrix.T if options.get("transB", 0) else matrix, weights[node.input[2]]))
            else:
                assert node.op_type == "Elu"
                self.steps.append(None)

    def __call__(self, x):
        x = np.asarray(x, dtype=np.float32).astype(float)  # an observation is float32
        for step in self.steps:
            x = np.where(x > 0, x, np.expm1(np.minimum(x, 0))) if step is None else x @ step[0] + step[1]
        return x


def gravity(values):
    w, x, y, z = (values[f"orientation.{axis}"] for axis in "wxyz")
    return [-(2 * x * z - 2 * w * y), -(2 * y * z + 2 * w * x), -(1 - 2 * x * x - 2 * y * y)]


def fly(navigation, walking, between, at_miss):
    answered = -1  # the period of its own in which the planner answered
    since = 0  # the native period of that observation
    newest = before = shown = INITIAL
    goal_x = None
    last = None
    actions = []
    for t in range(STEPS):
        values = channels(t)
        goal = [values[name] for name, _ in REFERENCE]
        wanted = min(max(goal[0], -1), 1)
        goal_x = wanted if goal_x is None else goal_x + min(max(wanted - goal_x, -0.02), 0.02)  # 1 m/s at 50 Hz
        if t // EVERY != answered and t not in OUTAGE:
            base = [values[f"base_velocity.{axis}"] for axis in "xyz"]
            before, newest = shown, navigation(base + gravity(values) + [goal_x] + goal[1:]).astype(np.float32)
            answered, since = t // EVERY, t
        missed = t - since > DEADLINE
        if missed and at_miss == "initial":
            shown = INITIAL
        elif between == "linear":
            shown = before + (newest.astype(float) - before) * min(t - since + 1, EVERY) / EVERY
        else:
            shown = newest
        q = np.array([values[f"joint.position.{name}"] for name in JOINTS])
        rate = np.array([values[f"joint.velocity.{name}"] for name in JOINTS])
        if last is None:
            last = (q - DEFAULT) / 0.25
        if missed and at_miss == "fail":
            actions.append(None)
            continue
        gyro = [values[f"gyro.{axis}"] for axis in "xyz"]
        command = np.clip(shown, -1, 1)
        last = walking(np.concatenate([gyro, gravity(values), command, q - DEFAULT, rate, last]))
        actions.append([round(float(each), 6) for each in last])
    return actions


def main():
    home = pathlib.Path(sys.argv[1])
    navigation = Layers(home / "go2ws_nav" / "go2ws_nav.onnx")
    walking = Layers(home / "go2ws_flat_v6" / "go2ws_flat_v6.onnx")
    variants = [("hold", "hold"), ("linear", "hold"), ("hold", "initial"), ("linear", "initial"), ("hold", "fail")]
    lines = [
        f' "{between} {at_miss}": {json.dumps(fly(navigation, walking, between, at_miss))}' for between, at_miss in variants
    ]
    head = {"sensors": SENSORS, "reference": REFERENCE, "outage": [OUTAGE.start, OUTAGE.stop]}
    text = json.dumps(head)[:-1] + ",\n" + ",\n".join(lines) + "\n}\n"
    pathlib.Path(__file__).with_name("rates.json").write_text(text)
    print(len(text), "bytes")


if __name__ == "__main__":
    main()
