"""A second reading of MANIFEST.md in numpy, owing nothing to the Java code: observations and commands of a manifest.

Everything is float64; what a network is fed is rounded to float32 last.
"""

import math
import re

import numpy as np

from motion_oracle import RecordedMotion

UNITS = {"": 1, "Hz": 1, "kHz": 1e3, "s": 1, "ms": 1e-3, "rad": 1, "deg": math.pi / 180}
GROUPS = {
    "orientation": (["w", "x", "y", "z"], "1"),
    "gyro": (["x", "y", "z"], "rad/s"),
    "base_velocity": (["x", "y", "z"], "m/s"),
    "position": (["x", "y", "z"], "m"),
    "velocity": (["x", "y", "z"], "m/s"),
    "reference.position": (["x", "y", "z"], "m"),
    "reference.velocity": (["x", "y", "z"], "m/s"),
}
JOINT_UNITS = {"position": "rad", "velocity": "rad/s", "effort": "Nm", "kp": "Nm/rad", "kd": "Nm s/rad"}


def quantity(text):
    number, unit = re.fullmatch(r"\s*([-+.0-9eE]+)\s*([A-Za-z]*)\s*", str(text)).groups()
    return float(number) * UNITS[unit]


def word(name):
    return re.sub(r"[^a-z0-9_]+", "_", name.lower())


def listed(node):
    return node if isinstance(node, list) else [node]


class Joints:
    """Orders, default pose, gains and limits by the names of joints."""

    def __init__(self, manifest):
        self.rows = manifest.get("joints", [])
        self.manifest = manifest

    def order(self, node):
        if isinstance(node, list):
            return node
        placed = [row for row in self.rows if row[node] != "none"]
        return [row["name"] for row in sorted(placed, key=lambda row: row[node])]

    def vector(self, node, names, key="values"):
        if "all" in node:
            return np.full(len(names), float(node["all"]))
        by_name = dict(zip(self.order(node["order"]), node[key]))
        return np.array([float(by_name[name]) for name in names])

    def default(self, names):
        return self.vector(self.manifest["default_pose"], names)


def numbers(value, size, joints, names):
    if isinstance(value, dict):
        return joints.vector(value, names)
    if isinstance(value, list):
        return np.array([float(each) for each in value])
    return np.full(size, float(value))


class Process:
    def __init__(self, steps, size, joints, names=None):
        self.steps = []
        for step in steps:
            ((kind, value),) = step.items()
            if kind in ("clip", "normalise"):
                bounds = [numbers(each, size, joints, names) for each in value]
                self.steps.append((kind, *bounds))
            elif kind == "zero":
                kept = np.ones(size)
                for each in value:
                    kept[names.index(each) if names else each] = 0
                self.steps.append((kind, kept))
            else:
                self.steps.append((kind, numbers(value, size, joints, names)))

    def __call__(self, x):
        for kind, *a in self.steps:
            if kind == "clip":
                x = np.minimum(np.maximum(x, a[0]), a[1])
            elif kind == "normalise":
                x = 2 * (x - a[0]) / (a[1] - a[0]) - 1
            elif kind == "scale":
                x = x * a[0]
            elif kind == "offset":
                x = x + a[0]
            else:
                x = x * a[0]
        return x

    def inverse(self, y):
        for kind, *a in reversed(self.steps):
            if kind == "scale":
                y = y / a[0]
            elif kind == "offset":
                y = y - a[0]
        return y


def rotation(q):
    w, x, y, z = q
    return np.array(
        [
            [1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)],
            [2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)],
            [2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)],
        ]
    )


def euler(q):
    r = rotation(q)
    return {
        "roll": math.atan2(r[2, 1], r[2, 2]),
        "pitch": math.asin(max(-1, min(1, -r[2, 0]))),
        "yaw": math.atan2(r[1, 0], r[0, 0]),
    }


class Setpoint:
    def __init__(self, node, period_s):
        self.node, self.period_s, self.before = node, period_s, None
        self.names = [value["name"] for value in node["values"]]
        self.channels = [f"setpoint.{word(node['name'])}.{word(name)}" for name in self.names]

    def observe(self, read):
        x = np.array([read(channel) for channel in self.channels])
        if self.node["deadband"] != "none":
            x = np.where(np.abs(x) < float(self.node["deadband"]), 0, x)
        for i, value in enumerate(self.node["values"]):
            if value["range"] != "none":
                x[i] = min(max(x[i], float(value["range"][0])), float(value["range"][1]))
            if value["rate"] != "none" and self.before is not None:
                step = float(value["rate"]) * self.period_s
                x[i] = self.before[i] + min(max(x[i] - self.before[i], -step), step)
        self.before = x.copy()
        below = self.node["zero_below"]
        self.value = x * 0 if below != "none" and np.linalg.norm(x) < float(below) else x


class Observation:
    """One input tensor, with everything that its terms remember."""

    def __init__(self, flight, node):
        self.flight, self.node, self.past = flight, node, []
        self.term_past = {}

    def slots(self, history, past):
        """Rows of a history; the newest row of ``past`` is the present one."""
        out = []
        for k in range(history["length"]):
            age = k * history["stride"] + (0 if history["includes_current"] else 1)
            if age < len(past):
                out.append(past[-1 - age])
            else:
                out.append(past[0] if history["warm_up"] == "repeat" else past[0] * 0)
        return np.concatenate(out[::-1] if history["order"] == "oldest_first" else out)

    def observe(self, read):
        whole = self.node["history"]
        parts = []
        for term in self.node["terms"]:
            names = self.flight.joints.order(term["order"]) if term["kind"] == "joints" else None
            process = Process(term["process"], term["dim"], self.flight.joints, names)
            x = process(np.asarray(self.flight.term(term, read), dtype=float))
            own = term.get("history", whole if whole != "none" and whole.get("layout") == "term" else None)
            if own:
                past = self.term_past.setdefault(term["term"], [])
                past.append(x)
                # Slots before the first action hold what stands for it, not zeros.
                if term["kind"] == "action" and len(past) == 1:
                    start = process(self.flight.initial(term).astype(np.float32).astype(float))
                    past[:0] = [start] * (own["length"] * own["stride"] + 1)
                x = self.slots(own, past)
            parts.append(x)
        x = np.concatenate(parts)
        if whole != "none" and whole["layout"] == "frame":
            self.past.append(x)
            x = self.slots(whole, self.past)
        return x


class Flight:
    """A manifest between channels; time goes by native periods of several ticks."""

    def __init__(self, manifest, motion_file=None):
        """``motion_file`` stands for the file of a recorded motion, whatever the manifest calls it."""
        self.manifest = manifest
        self.joints = Joints(manifest)
        rates = manifest["rates"]
        self.native_hz = quantity(rates["native"])
        self.loop_hz = 4 * self.native_hz if rates["loop"] == "any" else quantity(rates["loop"])
        self.ticks = round(self.loop_hz / self.native_hz)
        self.sensors, self.reference, self.commands = [], [], []
        self.setpoints = {
            node["name"]: Setpoint(node, 1 / self.native_hz) for node in manifest.get("setpoints", [])
        }
        self.observations = [Observation(self, node) for node in listed(manifest["observation"])]
        self.clocks = {node["name"]: node for node in manifest.get("clocks", [])}
        self.motions = {
            node["name"]: RecordedMotion(node, motion_file, self.joints.order, self.native_hz)
            for node in manifest.get("motions", [])
            if node["source"] != "in_graph"
        }
        self.action = manifest["action"]
        self.parts = self.action["parts"] if self.action["kind"] == "split" else [self.action]
        self.period = -1
        self.sums = None
        self.filtered = None
        self.previous = None
        self.memory = None
        self.find_channels()

    # channels ---------------------------------------------------------------------------------------------------

    def add(self, side, name, unit):
        if name not in [each[0] for each in side]:
            side.append((name, unit))

    def signal(self, node):
        names = []
        for each in listed(node):
            axes, unit = GROUPS.get(each, ([], "1"))
            names += [(f"{each}.{axis}", unit) for axis in axes] or [(each, unit)]
        return names

    def joint_channels(self, side, what, names):
        for name in names:
            self.add(side, f"joint.{what}.{word(name)}", JOINT_UNITS[what])

    def find_channels(self):
        for observation in self.observations:
            for term in observation.node["terms"]:
                for key in ("signal", "minus"):
                    if key in term and term["kind"] != "external":
                        for name, unit in self.signal(term[key]):
                            self.add(self.reference if name.startswith("reference.") else self.sensors, name, unit)
                if term["kind"] == "external":
                    for i in range(term["dim"]):
                        self.add(self.sensors, f"external.{word(term['term'])}.{i}", str(term["unit"]))
                if term["kind"] == "joints":
                    self.joint_channels(self.sensors, term["quantity"], self.joints.order("device"))
                if term["kind"] == "motion" and term["frame"] == "anchor":
                    motion = next(m for m in self.manifest["motions"] if m["name"] == term["motion"])
                    for axis in "wxyz":
                        self.add(self.sensors, f"body.{word(motion['anchor_body'])}.orientation.{axis}", "1")
        for setpoint in self.setpoints.values():
            for value, channel in zip(setpoint.node["values"], setpoint.channels):
                self.add(self.reference, channel, value["unit"])
        kind = self.action["kind"]
        if kind == "direct":
            for name in self.action["commands"]:
                self.add(self.commands, name, str(self.action["unit"]))
        elif kind == "attitude_thrust":
            for name, unit in zip(self.action["commands"], self.action["units"]):
                self.add(self.commands, name, unit)
        elif kind == "twist":
            for name, unit in zip(self.action["values"], self.action["units"]):
                self.add(self.commands, f"setpoint.below.{word(name)}", unit)
        elif kind == "discrete":
            for i in range(len(self.action["choices"])):
                self.add(self.commands, f"choice.{i}", "1")
        else:
            for part in self.parts:
                names = self.joints.order(part["joints"])
                what = {"velocity": "velocity", "effort": "effort"}.get(part["kind"], "position")
                self.joint_channels(self.commands, what, names)
                if part["gains"] != "none":
                    self.joint_channels(self.commands, "kp", names)
                    self.joint_channels(self.commands, "kd", names)
                if part.get("start") == "measured" or part["kind"] == "position_from_measured":
                    self.joint_channels(self.sensors, "position", names)
                if "effort_limits" in part["clamps"] or part["kind"] == "position_from_measured":
                    self.joint_channels(self.sensors, "position", names)
                    self.joint_channels(self.sensors, "velocity", names)

    # observation ------------------------------------------------------------------------------------------------

    def size(self):
        kind = self.action["kind"]
        if kind in ("direct", "attitude_thrust"):
            return len(self.action["commands"])
        if kind == "twist":
            return len(self.action["values"])
        if kind == "discrete":
            return len(self.action["choices"])
        return sum(len(self.joints.order(part["joints"])) for part in self.parts)

    def initial(self, term):
        if term["initial"] == "zeros":
            return np.zeros(self.size())
        if term["initial"] == "measured":
            return self.resting
        return np.array(term["initial"], dtype=float)

    def phase(self, clock):
        """In turns, or the angle at rest in rad."""
        rest = clock["at_rest"]
        if rest != "none" and np.linalg.norm(self.setpoints[rest["setpoint"]].value) < rest["below"]:
            return None, quantity(rest["phase"])
        seconds = self.seconds if clock["source"] == "wall" else self.period / self.native_hz
        return seconds / quantity(clock["period"]) + quantity(clock["start"]) / (2 * math.pi), None

    def term(self, term, read):
        kind = term["kind"]
        if kind in ("channels", "difference"):
            x = np.array([read(name) for name, _ in self.signal(term["signal"])])
            if kind == "difference":
                x = x - np.array([read(name) for name, _ in self.signal(term["minus"])])
            return x
        if kind == "external":
            return [read(f"external.{word(term['term'])}.{i}") for i in range(term["dim"])]
        if kind in ("rotation_matrix", "rotation_6d", "quaternion", "euler", "projected_gravity"):
            q = np.array([read(name) for name, _ in self.signal(term["signal"])])
            if kind == "quaternion":
                return q if term["order"] == "wxyz" else np.roll(q, -1)
            if kind == "euler":
                return [euler(q)[axis] for axis in term["axes"]]
            r = rotation(q)
            if kind == "projected_gravity":
                return r.T @ np.array([0, 0, -1.0])
            r = r[:, :2] if kind == "rotation_6d" else r
            return (r if term["layout"] == "row_major" else r.T).reshape(-1)
        if kind == "joints":
            names = self.joints.order(term["order"])
            x = np.array([read(f"joint.{term['quantity']}.{word(name)}") for name in names])
            if term["relative_to"] == "default_pose":
                x = x - self.joints.default(names)
            elif term["relative_to"] == "target":
                x = x - np.array([self.targets.get(n, v) for n, v in zip(names, x)])
            return x
        if kind == "action":
            stored = self.executed if term["stores"] == "executed" else self.raw
            return (self.initial(term) if stored is None else stored).astype(np.float32)
        if kind == "setpoint":
            setpoint = self.setpoints[term["setpoint"]]
            names = setpoint.names if term["values"] == "all" else term["values"]
            return [setpoint.value[setpoint.names.index(name)] for name in names]
        if kind == "phase":
            turns, resting = self.phase(self.clocks[term["clock"]])
            out = []
            for function in term["functions"]:
                for offset in term["offsets"]:
                    angle = resting if turns is None else 2 * math.pi * turns + quantity(offset)
                    out.append(
                        {
                            "sin": math.sin(angle),
                            "cos": math.cos(angle),
                            "ratio": (angle / (2 * math.pi)) % 1.0,
                        }[function]
                    )
            return out
        if kind == "counter":
            clock = self.clocks[term["clock"]]
            count = clock["start"] + self.period
            return [count if clock["last"] == "none" else min(count, clock["last"])]
        if kind == "constant":
            return term["values"]
        if kind == "motion" and term["motion"] in self.motions:
            return self.motions[term["motion"]].values(term, self.period, self.anchor(term["motion"], read))
        if kind in ("latent", "motion"):
            return np.zeros(term["dim"])  # the networks' own business
        raise ValueError(kind)

    def anchor(self, motion, read):
        """The orientation of the robot's own anchor body."""
        body = word(self.motions[motion].node["anchor_body"])
        return np.array([read(f"body.{body}.orientation.{axis}") for axis in "wxyz"])

    targets = {}
    raw = executed = None

    def observe(self, values, seconds):
        """``values`` by channel name."""
        read = values.__getitem__
        self.seconds = seconds
        self.period += 1
        if self.period == 0:
            self.targets, self.raw, self.executed = {}, None, None
            self.resting = self.rest(read)
            for name, motion in self.motions.items():
                motion.start(self.anchor(name, read))
        for setpoint in self.setpoints.values():
            setpoint.observe(read)
        self.measured = values
        return np.concatenate([each.observe(read) for each in self.observations]).astype(np.float32)

    def rest(self, read):
        out = []
        for part in self.parts:
            if "joints" not in part:
                return np.zeros(self.size())
            names = self.joints.order(part["joints"])
            process = Process(part["process"], len(names), self.joints, names)
            y = np.zeros(len(names))
            if part["kind"] in ("position", "position_from_default"):
                if all(f"joint.position.{word(name)}" in self.sensor_names() for name in names):
                    y = np.array([read(f"joint.position.{word(name)}") for name in names])
                if part["kind"] == "position_from_default":
                    y = y - self.joints.default(names)
            out.append(process.inverse(y))
        return np.concatenate(out)

    def sensor_names(self):
        return [name for name, _ in self.sensors]

    # action -----------------------------------------------------------------------------------------------------

    def act(self, action, gains=None):
        """Commands of each tick of a period, in the order of the command channels."""
        target = self.decode(np.asarray(action, dtype=float), gains)
        ticks = []
        executed = np.zeros(self.size())
        for tick in range(self.ticks):
            command = self.between(target, tick)
            ticks.append(command)
            executed += self.encode(command)
        self.previous = ticks[-1]
        self.raw = np.asarray(action, dtype=float)
        self.executed = executed / self.ticks
        return ticks

    def between(self, target, tick):
        between = self.action["between"]
        if between == "hold" or self.previous is None and tick == 0 and self.filtered is None:
            self.filtered = target
            return target
        if between == "linear":
            start = target if self.previous is None else self.previous
            return start + (target - start) * (tick + 1) / self.ticks
        share = 1 - math.exp(-2 * math.pi * quantity(between["low_pass"]) / self.loop_hz)
        self.filtered = self.filtered + share * (target - self.filtered)
        return self.filtered

    def decode(self, action, gains):
        kind = self.action["kind"]
        out = dict()
        if kind in ("direct", "attitude_thrust", "twist"):
            y = Process(self.action["process"], len(action), self.joints)(action)
            return y
        if kind == "discrete":
            return action
        at = 0
        self.bases = []
        for part in self.parts:
            names = self.joints.order(part["joints"])
            y = Process(part["process"], len(names), self.joints, names)(action[at : at + len(names)])
            at += len(names)
            base = self.base(part, names)
            self.bases.append(base)
            y = y * (1 / self.native_hz if part["kind"] == "velocity_integrated" else 1) + base
            kp = kd = None
            if part["gains"] == "table":
                kp = self.joints.vector(self.manifest["gains"]["kp"], names)
                kd = self.joints.vector(self.manifest["gains"]["kd"], names)
            elif part["gains"] != "none":
                kp, kd = gains
            y = self.clamp(part, names, y, kp, kd)
            what = {"velocity": "velocity", "effort": "effort"}.get(part["kind"], "position")
            for i, name in enumerate(names):
                out[f"joint.{what}.{word(name)}"] = y[i]
                if what == "position":
                    self.targets[name] = y[i]
                if kp is not None:
                    out[f"joint.kp.{word(name)}"] = kp[i]
                    out[f"joint.kd.{word(name)}"] = kd[i]
        return np.array([out[name] for name, _ in self.commands])

    def positions(self, names, what="position"):
        # What goes along with an observation is rounded to float32 as the observation is.
        return np.array([np.float32(self.measured[f"joint.{what}.{word(name)}"]) for name in names], dtype=float)

    def base(self, part, names):
        kind = part["kind"]
        if kind == "position_from_default":
            return self.joints.default(names)
        if kind == "position_from_measured":
            return self.positions(names)
        if kind in ("position_delta", "velocity_integrated"):
            start = (
                np.array([self.measured[f"joint.position.{word(name)}"] for name in names])
                if part["start"] == "measured"
                else self.joints.default(names)
            )
            return np.array([self.targets.get(name, s) for name, s in zip(names, start)])
        return np.zeros(len(names))

    def clamp(self, part, names, y, kp, kd):
        limits = self.manifest.get("limits", {})
        if "position_limits" in part["clamps"]:
            low = self.joints.vector(limits["position"], names, "low")
            high = self.joints.vector(limits["position"], names, "high")
            y = np.minimum(np.maximum(y, low), high)
        if "effort_limits" in part["clamps"]:
            effort = self.joints.vector(limits["effort"], names)
            q, rate = self.positions(names), self.positions(names, "velocity")
            middle = q + kd * rate / kp
            y = np.minimum(np.maximum(y, middle - effort / kp), middle + effort / kp)
        return y

    def encode(self, command):
        kind = self.action["kind"]
        if kind in ("direct", "attitude_thrust", "twist"):
            return Process(self.action["process"], len(command), self.joints).inverse(command)
        if kind == "discrete":
            return command
        by_name = {name: value for (name, _), value in zip(self.commands, command)}
        out = []
        for part, base in zip(self.parts, self.bases):
            names = self.joints.order(part["joints"])
            what = {"velocity": "velocity", "effort": "effort"}.get(part["kind"], "position")
            y = np.array([by_name[f"joint.{what}.{word(name)}"] for name in names]) - base
            y = y * (self.native_hz if part["kind"] == "velocity_integrated" else 1)
            out.append(Process(part["process"], len(names), self.joints, names).inverse(y))
        return np.concatenate(out)
