"""Holds the trained policy against the baseline, on machines that neither knows.

    python3 evaluate.py /tmp/pmsm/checkpoint.pt

Random steps of the current as `{kind: random_current, interval: 20 ms}` makes them, in five settings; both controllers see the
same. Errors are lengths of the error's vector in A: over all ticks, and after the first 5 ms of each step.
"""

import json
import sys

import torch

import train
from baseline import Foc
from plant import GEM, NOMINAL_A, PERIODS_PER_TICK, SUPPLY_V, Machines, Plant, steady_duty
from policy import RATE_HZ, CurrentPolicy, observation

MACHINES = 400
TICKS_PER_STEP = RATE_HZ // 50
STEPS = 20
TRANSIENT = RATE_HZ // 200


def settings(random):
    """Name, machines, periods that commands are late, sensor noise in A."""
    true = lambda supply=SUPPLY_V: Machines(
        GEM["pole_pairs"],
        *(torch.full((MACHINES,), GEM[name], dtype=torch.float64) for name in ("resistance", "direct", "quadrature", "flux")),
        train.uniform(-train.MOST_SPEED, train.MOST_SPEED, MACHINES, random),
        torch.full((MACHINES,), supply, dtype=torch.float64),
    )
    return [
        ("nominal", true(), 0, 0.0),
        ("nominal, one tick late", true(), PERIODS_PER_TICK, 0.0),
        ("nominal, 1 A of noise", true(), 0, 1.0),
        ("supply 20 % low", true(0.8 * SUPPLY_V), 0, 0.0),
        ("parameters off by up to 20 %", train.draw_machines(MACHINES, random), 0, 0.5),
    ]


def fly(controller, machines, late, noise, seed):
    """Errors in A, ticks by machines."""
    random = torch.Generator().manual_seed(seed)
    plant = Plant(machines, 1 / RATE_HZ / PERIODS_PER_TICK, torch.float64)
    current = torch.zeros(MACHINES, 2, dtype=torch.float64)
    duty = steady_duty(machines, current)
    errors = []
    for tick in range(TICKS_PER_STEP * STEPS):
        if tick % TICKS_PER_STEP == 0:
            reference = 0.9 * train.draw_references(machines, random)
        seen = current + noise * torch.randn(MACHINES, 2, generator=random, dtype=torch.float64)
        asked = controller(seen, reference, machines.speed[:, None], machines.supply[:, None], duty)
        for period in range(PERIODS_PER_TICK):
            current = plant.period(current, duty if late > period else asked)
        duty = asked
        errors.append((reference - current).norm(dim=1))
    return torch.stack(errors)


def figures(errors):
    by_step = errors.reshape(STEPS, TICKS_PER_STEP, -1)
    settled = by_step[:, TRANSIENT:]
    band = 0.02 * NOMINAL_A
    outside = (by_step > band).double()
    last = (outside * torch.arange(1, TICKS_PER_STEP + 1, dtype=torch.float64)[None, :, None]).max(1).values
    return {
        "rmse_a": round((errors**2).mean().sqrt().item(), 3),
        "settled_rmse_a": round((settled**2).mean().sqrt().item(), 3),
        "settling_ms_median": round(1e3 / RATE_HZ * last.median().item(), 2),
        "settling_ms_p95": round(1e3 / RATE_HZ * last.quantile(0.95).item(), 2),
    }


def compare(policy):
    policy = policy.double()
    results = {}
    with torch.no_grad():
        for name, machines, late, noise in settings(torch.Generator().manual_seed(99)):
            foc = Foc(GEM, 1 / RATE_HZ)
            ours = lambda seen, want, speed, supply, duty: policy(observation(seen, want, speed, supply, duty))
            theirs = lambda seen, want, speed, supply, duty: foc(seen, want, speed, supply)
            results[name] = {
                "policy": figures(fly(ours, machines, late, noise, 7)),
                "baseline": figures(fly(theirs, machines, late, noise, 7)),
            }
    return results


if __name__ == "__main__":
    torch.set_num_threads(1)
    trained = CurrentPolicy()
    trained.load_state_dict(torch.load(sys.argv[1])["policy"])
    print(json.dumps(compare(trained), indent=1))
