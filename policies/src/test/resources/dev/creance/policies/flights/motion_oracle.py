"""Recorded motions by a second reading of MANIFEST.md in numpy, owing nothing to the Java code. Quaternions are w, x, y, z."""

import numpy as np


def times(p, q):
    """The Hamilton product, by its matrix."""
    w, x, y, z = p
    return np.array([[w, -x, -y, -z], [x, w, -z, y], [y, z, w, -x], [z, -y, x, w]]) @ q


def conjugate(q):
    return q * np.array([1, -1, -1, -1])


def about(axis, angle):
    return np.concatenate([[np.cos(angle / 2)], np.sin(angle / 2) * np.eye(3)["xyz".index(axis)]])


def yaw(q):
    w, x, y, z = q
    return np.arctan2(2 * (w * z + x * y), 1 - 2 * (y * y + z * z))


def between(p, q, share):
    """The shortest turn from p to q, a share of it: p (p* q)^share."""
    turn = times(conjugate(p), q if p @ q >= 0 else -q)
    length = np.linalg.norm(turn[1:])
    if length < 1e-12:
        return p
    angle = 2 * np.arctan2(length, turn[0]) * share
    return times(p, np.concatenate([[np.cos(angle / 2)], np.sin(angle / 2) * turn[1:] / length]))


class RecordedMotion:
    """A motion of a manifest with its file, played from the first observation on."""

    def __init__(self, node, path, order, native_hz):
        """order: gives the names of 'policy', 'device' or a list."""
        self.node, self.native_hz = node, native_hz
        self.rate = float(str(node["rate"]).split()[0])
        file_joints = order(node["joints"])
        shown = [file_joints.index(name) for name in order("policy")]
        if str(path).endswith(".npz"):
            data = np.load(path)
            joints = data["joint_pos"].astype(float)
            speeds = data["joint_vel"].astype(float)
            self.bodies = {
                "position": data["body_pos_w"].astype(float),
                "orientation": self.unit(data["body_quat_w"].astype(float)),
                "velocity": data["body_lin_vel_w"].astype(float),
                "angular_velocity": data["body_ang_vel_w"].astype(float),
            }
        else:
            data = np.loadtxt(path, delimiter=",", ndmin=2)
            joints = data[:, 7:]
            speeds = np.gradient(joints, 1 / self.rate, axis=0)
            self.bodies = {"position": data[:, None, :3], "orientation": self.unit(data[:, None, 3:7])}
        self.count = len(joints)
        self.joint_position, self.joint_velocity = joints[:, shown], speeds[:, shown]
        if node["anchor_through"] == "none":
            body = node["bodies"].index(node["anchor_body"])
            self.anchor = self.bodies["orientation"][:, body]
        else:
            self.anchor = self.bodies["orientation"][:, 0].copy()
            for hinge in node["anchor_through"]:
                angles = joints[:, file_joints.index(hinge["joint"])]
                self.anchor = np.array([times(q, about(hinge["axis"], a)) for q, a in zip(self.anchor, angles)])
        self.turn = None

    def unit(self, q):
        q = q if self.node["quaternion"] == "wxyz" else np.roll(q, 1, axis=-1)
        return q / np.linalg.norm(q, axis=-1, keepdims=True)

    def frames(self, period, lag):
        """The two frames and the share of the second; None where the motion is over."""
        last = self.count - 1
        if self.node["at_end"] == "stop" and period * self.rate / self.native_hz > last:
            return None
        at = max(0, period - lag) * self.rate / self.native_hz
        at = at % self.count if self.node["at_end"] == "wrap" else min(at, last)
        first = int(at)
        second = (first + 1) % self.count if self.node["at_end"] == "wrap" else min(first + 1, last)
        return first, second, at - first

    def start(self, robot):
        """The robot's anchor orientation at the first observation."""
        angle = yaw(robot) - yaw(self.anchor[0]) if self.node["heading"] == "robot" else 0
        self.turn = about("z", angle)

    def orientation(self, all_frames, place):
        first, second, share = place
        return times(self.turn, between(all_frames[first], all_frames[second], share))

    def values(self, term, period, robot):
        """Of a term that is no orientation but the anchor's as six_rows; robot: its anchor orientation now."""
        place = self.frames(period, term["lag"])
        if place is None:
            return np.full(term["dim"], np.nan)
        first, second, share = place
        quantity = term["quantity"]
        if quantity == "anchor_orientation":
            q = self.orientation(self.anchor, place)
            q = times(conjugate(robot), q) if term["frame"] == "anchor" else q
            assert term["as"] == "six_rows"
            columns = [times(times(q, np.array([0.0, *axis])), conjugate(q))[1:] for axis in np.eye(3)[:2]]
            return np.stack(columns, axis=1).reshape(-1)
        if quantity.startswith("joint_"):
            rows = getattr(self, quantity)
        else:
            rows = self.bodies[quantity.removeprefix("body_")].reshape(self.count, -1)
        return rows[first] + (rows[second] - rows[first]) * share
