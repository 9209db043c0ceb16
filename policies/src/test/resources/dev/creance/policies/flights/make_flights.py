"""Flies each reference policy's manifest on made-up signals and writes what must come out: flights.json.

    python make_flights.py FOLDER_OF_REFERENCE_POLICIES      needs numpy, pyyaml and onnxruntime

Networks that lie in the folder whole are asked by ONNX Runtime; for the others the actions are made up too.
"""

import json
import math
import pathlib
import sys

import numpy as np
import onnxruntime
import yaml

from manifest_oracle import Flight, listed

STEPS = 60
PROJECTIONS = 3
LONGEST = 500


def signal(i, t):
    return 0.8 * math.sin(0.37 * i + 0.11 * t * (1 + 0.1 * i))


def values_of(channels, t, shift):
    """A smooth made-up signal by channel; orientations are of length 1."""
    values = {name: signal(i + shift, t) for i, (name, _) in enumerate(channels)}
    for name in list(values):
        if name.endswith("orientation.w"):
            parts = [name[:-1] + axis for axis in "wxyz"]
            values[name] += 1.5
            length = math.sqrt(sum(values[part] ** 2 for part in parts))
            for part in parts:
                values[part] /= length
    return values


def projections(x):
    j = np.arange(len(x))
    return [round(float(np.sum(np.cos(1.3 * k + (0.7 + 0.2 * k) * j) * x)), 6) for k in range(PROJECTIONS)]


class Nets:
    """Several networks with edges, latents and states, asked by ONNX Runtime."""

    def __init__(self, folder, manifest, flight):
        self.manifest, self.flight = manifest, flight
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self.sessions = {
            model["id"]: onnxruntime.InferenceSession(str(folder / model["file"]), options) for model in manifest["models"]
        }
        self.batch = {model["id"]: model.get("batch", 1) for model in manifest["models"]}
        self.state = {}
        self.primed = False

    def name(self, node, inputs):
        model = node.get("model", next(iter(self.sessions))) if isinstance(node, dict) else next(iter(self.sessions))
        session = self.sessions[model]
        tensors = session.get_inputs() if inputs else session.get_outputs()
        if isinstance(node, dict):
            name = node.get("name") or tensors[node["index"]].name
        else:
            name = node
        return model, name

    def shaped(self, model, name, values):
        tensor = next(each for each in self.sessions[model].get_inputs() if each.name == name)
        shape = [size if isinstance(size, int) else 1 for size in tensor.shape]
        kind = np.int64 if "int64" in tensor.type else np.float32
        rows = self.batch[model]
        return np.tile(np.asarray(values, dtype=np.float64), rows).reshape(shape).astype(kind)

    def infer(self, observation):
        feeds = {model: {} for model in self.sessions}
        at = 0
        for node in listed(self.manifest["observation"]):
            model, name = self.name(node["tensor"], True)
            tensor = next(each for each in self.sessions[model].get_inputs() if each.name == name)
            size = math.prod(s if isinstance(s, int) else 1 for s in tensor.shape) // self.batch[model]
            feeds[model][name] = self.shaped(model, name, observation[at : at + size])
            at += size
        for state in self.manifest["state"]:
            model, name = self.name(state["input"], True)
            feeds[model][name] = self.state.get((model, name), np.zeros(state["shape"], np.float32))
        results = {}
        for model, session in self.sessions.items():  # in the manifest's order, which these tests keep to
            for edge in self.manifest.get("edges", []):
                to_model, to_name = self.name(edge["to"], True)
                if to_model == model:
                    feeds[model][to_name] = self.shaped(model, to_name, results[self.name(edge["from"], False)].reshape(-1))
            names = [each.name for each in session.get_outputs()]
            for name, value in zip(names, session.run(None, feeds[model])):
                results[(model, name)] = value
        for state in self.manifest["state"]:
            self.state[self.name(state["input"], True)] = results[self.name(state["output"], False)]
        action = results[self.name(self.manifest["action"]["tensor"], False)]
        return np.asarray(action, dtype=np.float32).reshape(-1)[: self.flight.size()]


def fly(home, whole):
    manifest = yaml.safe_load((home / "policy.yaml").read_text())
    flight = Flight(manifest, pathlib.Path(__file__).with_name("motion.csv"))
    nets = Nets(home, manifest, flight) if whole else None
    lines = {"observation": [], "action": [], "first": [], "last": []}
    for t in range(STEPS):
        values = values_of(flight.sensors, t, 0) | values_of(flight.reference, t, 100)
        observation = flight.observe(values, t / flight.native_hz)
        if whole:
            action = nets.infer(observation)
        else:
            action = np.array([signal(i + 200, t) for i in range(flight.size())], dtype=np.float32)
        ticks = flight.act(action, gains(flight) if not whole else None)
        lines["observation"].append(projections(observation))
        lines["action"].append(projections(action))
        lines["first"].append(projections(ticks[0]))
        lines["last"].append(projections(ticks[-1]))
    return {
        "network": whole,
        "native_hz": flight.native_hz,
        "loop_hz": flight.loop_hz,
        "sensors": flight.sensors,
        "reference": flight.reference,
        "commands": flight.commands,
        "observation_size": len(observation),
        "last_observation": [round(float(x), 6) for x in observation[:LONGEST]],
        "last_command": [round(float(x), 6) for x in ticks[-1]],
    } | lines


def gains(flight):
    size = flight.size()
    kp = np.array([np.float32(20 + i) for i in range(size)], dtype=float)
    kd = np.array([np.float32(1 + 0.1 * i) for i in range(size)], dtype=float)
    return kp, kd


def main():
    root = pathlib.Path(sys.argv[1])
    flights = {}
    for home in sorted(each for each in root.iterdir() if (each / "policy.yaml").exists()):
        manifest = yaml.safe_load((home / "policy.yaml").read_text())
        whole = all((home / model["file"]).exists() for model in manifest["models"])
        flights[home.name] = fly(home, whole)
    text = "{\n" + ",\n".join(f"{json.dumps(name)}: {json.dumps(flight)}" for name, flight in flights.items()) + "\n}\n"
    pathlib.Path(__file__).with_name("flights.json").write_text(text)
    print(len(flights), "flights,", len(text), "bytes")


main()
