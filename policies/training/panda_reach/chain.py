"""The Panda's kinematics and joint-space inertia, many arms at once, from the URDF that the runtime reads."""

import pathlib
import xml.etree.ElementTree as xml

import torch

URDF = (
    pathlib.Path(__file__).parents[3]
    / "dynamics/src/main/resources/dev/creance/dynamics/arm/urdf/franka-panda.urdf"
)
JOINTS = 7


def numbers(text):
    return [float(each) for each in text.split()]


def rotation(roll, pitch, yaw):
    r, p, y = (torch.tensor(each, dtype=torch.float64) for each in (roll, pitch, yaw))
    zero, one = torch.zeros_like(r), torch.ones_like(r)
    x = torch.stack([one, zero, zero, zero, r.cos(), -r.sin(), zero, r.sin(), r.cos()]).reshape(3, 3)
    y_ = torch.stack([p.cos(), zero, p.sin(), zero, one, zero, -p.sin(), zero, p.cos()]).reshape(3, 3)
    z = torch.stack([y.cos(), -y.sin(), zero, y.sin(), y.cos(), zero, zero, zero, one]).reshape(3, 3)
    return z @ y_ @ x


def origin(element):
    found = element.find("origin")
    if found is None:
        return rotation(0.0, 0.0, 0.0), torch.zeros(3, dtype=torch.float64)
    xyz = torch.tensor(numbers(found.get("xyz", "0 0 0")), dtype=torch.float64)
    return rotation(*numbers(found.get("rpy", "0 0 0"))), xyz


class Panda:
    """All joints turn about their own z; the tool is panda_link8."""

    def __init__(self, dtype=torch.float32):
        root = xml.parse(URDF).getroot()
        joints = {each.get("name"): each for each in root.findall("joint")}
        links = {each.get("name"): each for each in root.findall("link")}
        moving = [joints[f"panda_joint{i + 1}"] for i in range(JOINTS)]
        placed = [origin(each) for each in moving]
        self.turn = torch.stack([each[0] for each in placed]).to(dtype)
        self.offset = torch.stack([each[1] for each in placed]).to(dtype)
        self.tool = origin(joints["panda_joint8"])[1].to(dtype)
        limits = [each.find("limit") for each in moving]
        self.lower = torch.tensor([float(each.get("lower")) for each in limits], dtype=dtype)
        self.upper = torch.tensor([float(each.get("upper")) for each in limits], dtype=dtype)
        self.armature = torch.tensor([float(each.find("dynamics").get("armature")) for each in moving], dtype=dtype)
        inertial = [links[f"panda_link{i + 1}"].find("inertial") for i in range(JOINTS)]
        self.centre = torch.stack([origin(each)[1] for each in inertial]).to(dtype)
        self.mass = torch.tensor([float(each.find("mass").get("value")) for each in inertial], dtype=dtype)
        self.inertia = torch.stack([self._inertia(each.find("inertia")) for each in inertial]).to(dtype)

    @staticmethod
    def _inertia(element):
        xx, xy, xz, yy, yz, zz = (float(element.get(each)) for each in ("ixx", "ixy", "ixz", "iyy", "iyz", "izz"))
        return torch.tensor([[xx, xy, xz], [xy, yy, yz], [xz, yz, zz]], dtype=torch.float64)

    def tool_pose(self, q):
        """Place of the tool and the direction in which it points, carried from the tool back to the base."""
        size = len(q)
        place = self.tool.expand(size, 3)
        point = torch.tensor([0.0, 0.0, 1.0], dtype=q.dtype).expand(size, 3)
        sin, cos = torch.sin(q), torch.cos(q)
        for i in reversed(range(JOINTS)):
            s, c = sin[:, i : i + 1], cos[:, i : i + 1]
            place = self._turned(place, s, c) @ self.turn[i].T + self.offset[i]
            point = self._turned(point, s, c) @ self.turn[i].T
        return place, point

    @staticmethod
    def _turned(vector, s, c):
        x, y, z = vector[:, :1], vector[:, 1:2], vector[:, 2:]
        return torch.cat([c * x - s * y, s * x + c * y, z], 1)

    def mass_matrix(self, q):
        """M = sum over links of m Jv' Jv + Jw' I Jw, and the rotors on the diagonal."""
        size = len(q)
        turned, place = torch.eye(3, dtype=q.dtype).expand(size, 3, 3), torch.zeros(size, 3, dtype=q.dtype)
        axes, origins, centres, inertias = [], [], [], []
        for i in range(JOINTS):
            place = place + turned @ self.offset[i]
            s, c = torch.sin(q[:, i]), torch.cos(q[:, i])
            zero, one = torch.zeros_like(s), torch.ones_like(s)
            about = torch.stack([c, -s, zero, s, c, zero, zero, zero, one], 1).reshape(size, 3, 3)
            turned = turned @ self.turn[i] @ about
            axes.append(turned[:, :, 2])
            origins.append(place)
            centres.append(place + turned @ self.centre[i])
            inertias.append(turned @ self.inertia[i] @ turned.transpose(1, 2))
        axes, origins, centres = (torch.stack(each, 1) for each in (axes, origins, centres))
        arms = centres[:, :, None] - origins[:, None]
        moves = torch.tril(torch.ones(JOINTS, JOINTS, dtype=q.dtype))[None, :, :, None]
        linear = torch.cross(axes[:, None].expand_as(arms), arms, dim=3) * moves
        angular = axes[:, None].expand_as(arms) * moves
        weighed = torch.einsum("blij,blkj->blki", torch.stack(inertias, 1), angular)
        matrix = torch.einsum("l,blik,bljk->bij", self.mass, linear, linear)
        matrix = matrix + torch.einsum("blik,bljk->bij", angular, weighed)
        return matrix + torch.diag(self.armature)
