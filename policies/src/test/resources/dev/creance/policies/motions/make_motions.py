"""Makes up motions, trains a small network that follows them, and flies it: wave.npz, wave.csv, tracker.onnx, motions.json, and
../flights/motion.csv.

    python make_motions.py          needs numpy, onnx and pyyaml; seconds on one core

The network learns what a teacher with a few terms would do. The flights are float64 in
numpy, observations by ../flights/motion_oracle.py.
"""

import hashlib
import json
import math
import pathlib
import sys

import numpy as np
import yaml

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "flights"))
from motion_oracle import RecordedMotion, about, times  # noqa: E402
from small_network import answer, export, stored, train  # noqa: E402

FRAMES, RATE, STEPS, NATIVE = 60, 30, 150, 50
DEVICE = ["right_elbow", "waist", "left_elbow"]
POLICY = ["left_elbow", "right_elbow"]
DEFAULT = np.array([0.3, -0.2])
VARIANTS = ["npz world hold", "npz robot wrap", "csv robot stop"]


def made_up(frames, rate, count):
    """Joint positions that begin and end alike."""
    t = np.arange(frames)[:, None] / rate
    j = np.arange(count)[None, :]
    turns = 2 * math.pi * rate / frames
    return 0.5 * np.sin(turns * t + 0.7 * j) + 0.2 * np.cos(2 * turns * t - 0.4 * j)


def root(frames, rate):
    t = np.arange(frames) / rate
    position = np.stack([0.3 * t, 0.1 * np.sin(2 * t), 0.8 + 0.02 * np.cos(5 * t)], axis=1)
    turned = [times(times(about("z", 1 + 0.8 * s), about("y", 0.2 * math.sin(3 * s))), about("x", 0.1)) for s in t]
    return position, np.array(turned)


def write_csv(path, frames, rate, joints):
    position, orientation = root(frames, rate)
    rows = np.concatenate([position, np.roll(orientation, -1, axis=1), joints], axis=1)
    np.savetxt(path, rows, fmt="%.5f", delimiter=",")


def write_npz(path):
    joints = made_up(FRAMES, RATE, 3)
    position, pelvis = root(FRAMES, RATE)
    torso = np.array([times(q, about("z", a)) for q, a in zip(pelvis, joints[:, 1])])
    bodies = np.stack([pelvis, -torso], axis=1)  # either sign is the same orientation
    positions = np.stack([position, position + [0, 0, 0.3]], axis=1)
    np.savez_compressed(
        path,
        fps=np.array([RATE]),
        joint_names=np.array(DEVICE),
        body_names=np.array(["pelvis", "torso"]),
        joint_pos=joints.astype(np.float32),
        joint_vel=np.gradient(joints, 1 / RATE, axis=0).astype(np.float32),
        body_pos_w=positions.astype(np.float32),
        body_quat_w=bodies.astype(np.float32),
        body_lin_vel_w=np.gradient(positions, 1 / RATE, axis=0).astype(np.float32),
        body_ang_vel_w=np.zeros_like(positions, dtype=np.float32),
    )


def teacher(x):
    pose, speed, torso, soon, q, dq, last = np.split(x, [2, 4, 10, 12, 14, 16], axis=1)
    lean = torso[:, 4:5] * [[0.4, -0.4]]
    return np.tanh(1.5 * (pose - DEFAULT - q) + 0.4 * (speed - dq) + 0.5 * (soon - pose) + lean + 0.1 * last)


SENSORS = (
    [[f"joint.position.{name}", "rad"] for name in POLICY]
    + [[f"joint.velocity.{name}", "rad/s"] for name in POLICY]
    + [[f"body.torso.orientation.{axis}", "1"] for axis in "wxyz"]
)


def channels(t):
    values = np.array([0.8 * math.sin(0.37 * i + 0.11 * t * (1 + 0.1 * i)) for i in range(len(SENSORS))])
    values[4] += 1.5
    values[4:] /= np.linalg.norm(values[4:])
    return values


def fly(weights, motion, terms):
    last = np.zeros(2)
    actions = []
    for t in range(STEPS):
        values = channels(t)
        if t == 0:
            motion.start(values[4:])
        seen = [motion.values(term, t, values[4:]) for term in terms]
        x = np.concatenate([seen[0], 0.5 * seen[1], seen[2], seen[3], values[:2] - DEFAULT, 0.5 * values[2:4], last])
        if not np.all(np.isfinite(x)):
            actions.append(None)
            continue
        x = answer(weights, x)
        last = x
        actions.append([round(float(each), 6) for each in x])
    return actions


def main():
    write_csv(HERE.parent / "flights" / "motion.csv", 40, 60, made_up(40, 60, 29))
    write_csv(HERE / "wave.csv", FRAMES, RATE, made_up(FRAMES, RATE, 3))
    write_npz(HERE / "wave.npz")
    export(HERE / "tracker.onnx", train(teacher, [18, 32, 32, 2], 20261123))
    weights = stored(HERE / "tracker.onnx")
    manifest = yaml.safe_load((HERE / "policy.yaml").read_text())
    order = {"device": DEVICE, "policy": POLICY}
    lines = []
    for variant in VARIANTS:
        kind, heading, at_end = variant.split()
        node = dict(manifest["motions"][0], heading=heading, at_end=at_end)
        if kind == "csv":
            node |= {"bodies": ["pelvis"], "quaternion": "xyzw", "anchor_through": [{"joint": "waist", "axis": "z"}]}
        motion = RecordedMotion(node, HERE / f"wave.{kind}", order.get, NATIVE)
        lines.append(f' "{variant}": ' + json.dumps(fly(weights, motion, manifest["observation"]["terms"][:4])))
    text = json.dumps({"sensors": SENSORS})[:-1] + ",\n" + ",\n".join(lines) + "\n}\n"
    (HERE / "motions.json").write_text(text)
    for name in ("tracker.onnx", "wave.npz", "wave.csv"):
        print(hashlib.sha256((HERE / name).read_bytes()).hexdigest(), name)


main()
