"""Puts the trained networks into the zoo, with known answers, hashes and the record of their training.

    python3 finish.py /tmp/corridor
"""

import json
import pathlib
import sys

import torch

sys.path.insert(0, str(pathlib.Path(__file__).parents[1]))

import evaluate
import export
import flights
import policy
import train
from policy import Tracker, draw, observation, tracked

ACTOR, GUARD = "quadrotor-corridor", "corridor-feasibility"


BENCH = export.ZOO.parents[1] / "bench/src/main/resources/dev/creance/bench/corridor"


class Indifferent(torch.nn.Module):
    """In Qh's place for `creance bench fisor`: finds all draws alike, so that the first is flown."""

    def forward(self, seen, action):
        nothing = 0 * (seen.sum(1, keepdim=True) + action.sum(1, keepdim=True))
        return nothing, nothing + 0


class Danger(torch.nn.Module):
    """Of each draw: what the more pessimistic head says, as it is and where it calls the draw infeasible, which is above 0."""

    def __init__(self, cost):
        super().__init__()
        self.cost = cost

    def forward(self, seen, action):
        heads = self.cost(seen, action)
        qh = torch.maximum(heads[:, :1], heads[:, 1:])
        return torch.relu(qh), qh


def seen_on_the_way(networks):
    """What ten vehicles see, their draws, and what their trackers see, now and then."""
    random = torch.Generator().manual_seed(5)
    swarm = flights.Swarm(10, random)
    found = []
    with torch.no_grad():
        for decision in range(40):
            seen = observation(swarm.x)
            wanted = evaluate.choose(networks, seen, 0.0, random)
            if decision % 10 == 0:
                draws = draw(networks["actor"], seen[:1].expand(evaluate.DRAWS, -1), random)
                found.append((seen, draws, tracked(swarm.x, flights.HEIGHT_M, wanted)))
            swarm.fly(wanted)
    return found


def write(path, module, inputs, *outputs):
    torch.onnx.export(
        module.float().eval(),
        tuple(inputs.values()),
        str(path),
        input_names=list(inputs),
        output_names=outputs,
        opset_version=export.OPSET,
        do_constant_folding=True,
    )
    return path


def answers(name, file, module, cases, *outputs):
    """What float64 says: nobody's rounding but the network's own weights'."""
    precise = module.double()
    rows = []
    for label, inputs in cases.items():
        with torch.no_grad():
            said = precise(*(each.double() for each in inputs.values()))
        said = said if isinstance(said, tuple) else (said,)
        rows.append(
            {
                "name": label,
                "inputs": {key: export.tensor(each) for key, each in inputs.items()},
                "outputs": {key: export.tensor(each) for key, each in zip(outputs, said)},
            }
        )
    module.float()
    path = export.ZOO / name / file
    path.write_text(json.dumps({"stochastic_graph": False, "cases": rows}) + "\n")
    return path


def main():
    folder = pathlib.Path(sys.argv[1])
    torch.set_num_threads(1)
    networks, state = evaluate.load(folder / "checkpoint.pt")
    results = evaluate.compare(networks)
    found = seen_on_the_way(networks)
    rows = lambda k, i: found[k][0][i : i + 1].expand(evaluate.DRAWS, -1).contiguous()
    actor = {}
    cost = {}
    tracker = {}
    value = {}
    for k, (seen, draws, trackers) in enumerate(found):
        for i in range(3):
            label = f"vehicle {i} at decision {10 * k}"
            step = torch.full((evaluate.DRAWS, 1), float((k + i) % policy.STEPS))
            actor[label] = {"observation": rows(k, i), "action": draws, "step": step}
            cost[label] = {"observation": rows(k, i), "action": draws}
            tracker[label] = {"observation": trackers[i : i + 1]}
            value[label] = {"observation": seen[i : i + 1]}
    danger, feasibility, follow = Danger(networks["cost"]), networks["feasibility"], Tracker()
    denoiser = networks["actor"]
    files = []
    for file, module, cases, *outputs in (
        ("actor", denoiser, actor, "noise"),
        ("cost", danger, cost, "cost", "qh"),
        ("tracker", follow, tracker, "throttle"),
    ):
        files.append(write(export.ZOO / ACTOR / f"{file}.onnx", module, next(iter(cases.values())), *outputs))
        files.append(answers(ACTOR, f"{file}_answers.json", module, cases, *outputs))
    write(BENCH / "indifferent.onnx", Indifferent(), next(iter(cost.values())), "cost", "qh")
    export.hashes(ACTOR, files)
    files = [write(export.ZOO / GUARD / "feasibility.onnx", feasibility, next(iter(value.values())), "value")]
    files.append(answers(GUARD, "known_answers.json", feasibility, value, "value"))
    export.hashes(GUARD, files, "guard.yaml")
    settings = {
        "batch": train.BATCH,
        "data": state["record"]["data"],
        "loss is": ["update", "Qh and Vh", "Qr and Vr", "actor", "share of infeasible states"],
    }
    export.record(ACTOR, state["record"], settings, results)
    export.record(GUARD, state["record"], settings, results)


if __name__ == "__main__":
    main()
