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


def network(module, inputs, output, name):
    """The graph of one row, as zoo/NAME/NAME.onnx with - as _.

    inputs: by name, how many values
    """
    path = ZOO / name / (name.replace("-", "_") + ".onnx")
    path.parent.mkdir(exist_ok=True)
    torch.onnx.export(
        module.float().eval(),
        tuple(torch.zeros(1, size) for size in inputs.values()),
        str(path),
        input_names=list(inputs),
        output_names=[output],
        opset_version=OPSET,
        do_constant_folding=True,
    )
    return path


def known_answers(module, cases, output, name):
    """What float64 says of these inputs: nobody's rounding but the network's own weights'.

    cases: by label, the values of each input by its name
    """
    precise = module.double()
    path = ZOO / name / "known_answers.json"
    written = []
    for label, inputs in cases.items():
        seen = {each: torch.tensor([values], dtype=torch.float32) for each, values in inputs.items()}
        with torch.no_grad():
            done = precise(*(values.double() for values in seen.values()))
        written.append(
            {
                "name": label,
                "inputs": {each: tensor(values) for each, values in seen.items()},
                "outputs": {output: tensor(done)},
            }
        )
    path.write_text(json.dumps({"stochastic_graph": False, "cases": written}, indent=1) + "\n")
    return path


def tensor(values):
    return {"dtype": "FLOAT", "shape": list(values.shape), "data": [round(each, 9) for each in values.reshape(-1).tolist()]}


def hashes(name, files, manifest="policy.yaml"):
    """Puts the files' hashes where the manifest names them."""
    manifest = ZOO / name / manifest
    text = manifest.read_text()
    for path in files:
        pattern = rf"(file: {re.escape(path.name)},?\s+sha256: )[0-9a-f]+"
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
