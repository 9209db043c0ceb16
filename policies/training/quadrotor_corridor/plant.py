"""Many Crazyflies at once: the twin of dynamics/quadrotor, in classic Runge-Kutta steps, with a wind that pushes at the centre of mass.

State: position 0-2, quaternion w-x-y-z 3-6, velocity 7-9, body rate 10-12, rotors 13-16. Numbers are those of crazyflie-2.x.yaml.
"""

import torch

MASS_KG = 0.030600000000000002
GRAVITY_MPERS2 = 9.81
INERTIA_KGM2 = [9.416556729130406e-06, 9.644051701582312e-06, 1.745951732253285e-05]
INERTIA_INVERSE = [106195.93007988465, 103690.85846314249, 57275.35197719487]
ARM_M = 0.028
THRUST_N = [0.00352526, 0.01437313, 0.09223048]
TORQUE_M = 0.004665
RISING_S = 0.05545454545454546
FALLING_S = 0.24939393939393945
AHEAD = [1.0, -1.0, -1.0, 1.0]  # front-right, back-right, back-left, front-left
LEFT = [-1.0, -1.0, 1.0, 1.0]
SPIN = [-1.0, 1.0, -1.0, 1.0]
STATES = 17
STEP_S = 0.002


def third_column(q):
    """Where the thrust points, world axes."""
    w, x, y, z = q.unbind(-1)
    return torch.stack([2 * (x * z + w * y), 2 * (y * z - w * x), 1 - 2 * (x * x + y * y)], -1)


def derivative(x, set_point, wind):
    """@param wind acceleration, world axes, m/s2"""
    new = lambda values: torch.tensor(values).to(x)
    rotor = x[:, 13:]
    thrust = THRUST_N[0] + THRUST_N[1] * rotor + THRUST_N[2] * rotor * rotor
    torque = torch.stack(
        [
            ARM_M * (thrust * new(LEFT)).sum(1),
            -ARM_M * (thrust * new(AHEAD)).sum(1),
            TORQUE_M * (thrust * new(SPIN)).sum(1),
        ],
        1,
    )
    w, i, j, k = x[:, 3:7].unbind(1)
    p, q, r = x[:, 10:13].unbind(1)
    turn = 0.5 * torch.stack([-i * p - j * q - k * r, w * p + j * r - k * q, w * q + k * p - i * r, w * r + i * q - j * p], 1)
    # R e3 as the original computes it, for quaternions that are not quite of length 1 within a step
    axis = torch.stack([2 * (w * j + i * k), 2 * (j * k - w * i), 1 - 2 * (i * i + j * j)], 1)
    acceleration = thrust.sum(1, keepdim=True) / MASS_KG * axis + wind
    acceleration = acceleration - new([0.0, 0.0, GRAVITY_MPERS2])
    spin = new(INERTIA_KGM2) * x[:, 10:13]
    twist = new(INERTIA_INVERSE) * (torque - torch.cross(x[:, 10:13], spin, dim=1))
    time = torch.where(set_point >= rotor, RISING_S, FALLING_S).to(x)
    return torch.cat([x[:, 7:10], turn, acceleration, twist, (set_point - rotor) / time], 1)


def step(x, throttle, wind, h=STEP_S):
    a = derivative(x, throttle, wind)
    b = derivative(x + h / 2 * a, throttle, wind)
    c = derivative(x + h / 2 * b, throttle, wind)
    d = derivative(x + h * c, throttle, wind)
    x = x + h / 6 * (a + 2 * b + 2 * c + d)
    q = x[:, 3:7] / x[:, 3:7].norm(dim=1, keepdim=True)
    return torch.cat([x[:, :3], q, x[:, 7:13], torch.clamp(x[:, 13:], 0, 1)], 1)
