"""Writes a trained network into the zoo: ONNX, known answers, hashes in its manifest."""

import hashlib
import json
import pathlib
import platform
import re

import torch

ZOO = pathlib.Path(__file__).parents[1] / "zoo"
OPSET = 13


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def network(module, inputs, name):
    """The graph of one observation, as zoo/NAME/NAME.onnx with - as _."""
    path = ZOO / name / (name.replace("-", "_") + ".onnx")
    torch.onnx.export(
        module.float().eval(),
        torch.zeros(1, inputs),
        str(path),
        input_names=["observation"],
        output_names=["action"],
        opset_version=OPSET,
        do_constant_folding=True,
    )
    return path


def known_answers(module, observations, name):
    """What float64 says of these observations: nobody's rounding but the network's own weights'."""
    precise = module.double()
    path = ZOO / name / "known_answers.json"
    cases = []
    for label, values in observations.items():
        seen = torch.tensor([values], dtype=torch.float32)
        with torch.no_grad():
            done = precise(seen.double())
        cases.append(
            {
                "name": label,
                "inputs": {"observation": tensor(seen)},
                "outputs": {"action": tensor(done)},
            }
        )
    path.write_text(json.dumps({"stochastic_graph": False, "cases": cases}, indent=1) + "\n")
    return path


def tensor(values):
    return {"dtype": "FLOAT", "shape": list(values.shape), "data": [round(each, 9) for each in values.reshape(-1).tolist()]}


def hashes(name, files):
    """Puts the files' hashes where the manifest names them."""
    manifest = ZOO / name / "policy.yaml"
    text = manifest.read_text()
    for path in files:
        pattern = rf"(file: {re.escape(path.name)}\s+sha256: )[0-9a-f]+"
        text, found = re.subn(pattern, rf"\g<1>{digest(path)}", text)
        if found != 1:
            raise SystemExit(f"{manifest} names {path.name} {found} times")
    manifest.write_text(text)


def record(name, training, settings, results):
    """training.json: how it was trained, and how it compares on the training's own plant."""
    (ZOO / name / "training.json").write_text(
        json.dumps(
            {
                "seed": 1,
                "updates": training["updates"],
                **settings,
                "hours": round(training["seconds"] / 3600, 3),
                "hardware": "one core of a shared machine, no accelerator",
                "versions": {"torch": torch.__version__, "python": platform.python_version()},
                "loss": training["curve"],
                "comparison": results,
            },
            indent=1,
        )
        + "\n"
    )
