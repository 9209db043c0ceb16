"""The task's policy: zoo/raptor, read from its network file.

    python3 raptor.py        holds it against its known answers
"""

import json
import pathlib
import sys

import torch

sys.path.append(str(pathlib.Path(__file__).parents[1]))

from onnx_weights import initializers  # noqa: E402

FOLDER = pathlib.Path(__file__).parents[2] / "zoo/raptor"
HIDDEN = 16


class Raptor:
    """Dense, gated recurrent unit, dense; a hidden state for each row, moved on once every 10 ms."""

    def __init__(self, size):
        self.weights = initializers(FOLDER / "raptor_step.onnx")
        self.hidden = torch.zeros(size, HIDDEN)

    def restart(self, rows):
        self.hidden[rows] = 0

    def act(self, observation):
        m = self.weights
        seen = torch.relu(observation @ m["W0"].T + m["b0"])
        gi = seen @ m["Wi"].T + m["bi"]
        gh = self.hidden @ m["Wh"].T + m["bh"]
        reset, update, fresh = gi.split(HIDDEN, 1)
        reset_h, update_h, fresh_h = gh.split(HIDDEN, 1)
        reset = torch.sigmoid(reset + reset_h)
        update = torch.sigmoid(update + update_h)
        fresh = torch.tanh(fresh + reset * fresh_h)
        self.hidden = (1 - update) * fresh + update * self.hidden
        return self.hidden @ m["W2"].T + m["b2"]


def check():
    """That this is the policy it says it is: the greatest deviation from its own known answers."""
    known = json.loads((FOLDER / "known_answers.json").read_text())
    policy = Raptor(1)
    worst = 0.0
    for case in known["sequence"]["steps"]:
        said = policy.act(torch.tensor(case["inputs"]["observation"]["data"])[None])
        worst = max(worst, (said[0] - torch.tensor(case["outputs"]["action"]["data"])).abs().max().item())
    return worst


if __name__ == "__main__":
    print(f"worst deviation from its known answers: {check():.2g}")
