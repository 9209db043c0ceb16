"""Trains a small network that goes on top of go2_rl_ws' walking policy, and flies both: residual.onnx, residual.json.

    python make_residual.py ../reference          needs numpy and onnx; seconds on one core

In float64 by hand; from period 30 to 39 somebody (the shield) lets only half of the way to a command through. "walking" is on top of
the walking policy, "stand" on top of a controller that holds half of where each joint is and half of 0.2.
"""

import hashlib
import json
import math
import pathlib
import sys

import numpy as np

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "flights"))
from small_network import answer, export, stored, train  # noqa: E402

sys.path.insert(0, str(HERE.parent / "rates"))
from make_rates import DEFAULT, JOINTS, Layers, REFERENCE, SENSORS, channels, gravity  # noqa: E402

STEPS = 120
LOW, HIGH = -1, 0.6
HALVED = range(30, 40)


def teacher(x):
    gyro, down, last = np.split(x, [3, 6], axis=1)
    sides = np.tile([1, -1, 1, -1], 3)
    return np.tanh(0.6 * last - 0.8 * gyro[:, :1] * sides + 0.5 * down[:, 1:2] - 0.4 * gyro[:, 1:2])


def stand(values, last):
    seen = np.array([values[f"joint.position.{name}"] for name in JOINTS], dtype=np.float32)
    return (0.5 * seen.astype(float) + 0.1).astype(np.float32).astype(float), last


def walk(walking):
    def command(values, last):
        q = np.array([values[f"joint.position.{name}"] for name in JOINTS])
        rate = np.array([values[f"joint.velocity.{name}"] for name in JOINTS])
        last = (q - DEFAULT) / 0.25 if last is None else last
        gyro = [values[f"gyro.{axis}"] for axis in "xyz"]
        asked = [values[f"setpoint.base_velocity.{name}"] for name in ("lin_vel_x", "lin_vel_y", "ang_vel_z")]
        asked = np.zeros(3) if np.linalg.norm(asked) < 0.1 else asked
        last = walking(np.concatenate([gyro, gravity(values), asked, q - DEFAULT, rate, last]))
        return DEFAULT + 0.25 * last, last

    return command


def fly(weights, base):
    on_top, last, executed = np.zeros(12), None, np.zeros(12)
    commands = []
    for t in range(STEPS):
        values = channels(t)
        for i, name in enumerate(("lin_vel_x", "lin_vel_y", "ang_vel_z")):
            values[f"setpoint.base_velocity.{name}"] = values[REFERENCE[i][0]]
        under, last = base(values, last)
        x = np.concatenate([[values[f"gyro.{axis}"] for axis in "xyz"], gravity(values), on_top])
        command = np.clip(under + 0.2 * np.clip(answer(weights, x), -1, 1), LOW, HIGH)
        executed = (executed + command) / 2 if t in HALVED else command
        on_top = (executed - under) / 0.2
        commands.append([round(float(each), 6) for each in command])
    return commands


def main():
    export(HERE / "residual.onnx", train(teacher, [18, 32, 12], 4))
    weights = stored(HERE / "residual.onnx")
    walking = Layers(pathlib.Path(sys.argv[1]) / "go2ws_flat_v6" / "go2ws_flat_v6.onnx")
    lines = [f' "{name}": {json.dumps(fly(weights, base))}' for name, base in (("walking", walk(walking)), ("stand", stand))]
    head = {"sensors": SENSORS, "halved": [HALVED.start, HALVED.stop], "commands": JOINTS}
    text = json.dumps(head)[:-1] + ",\n" + ",\n".join(lines) + "\n}\n"
    (HERE / "residual.json").write_text(text)
    print(hashlib.sha256((HERE / "residual.onnx").read_bytes()).hexdigest(), "residual.onnx")
    print(len(text), "bytes;", sum(each in (LOW, HIGH) for row in json.loads(text)["walking"] for each in row), "clipped")


main()
