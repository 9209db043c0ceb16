"""A Crazyflie 2.x, many at once, differentiable: the twin of dynamics/quadrotor under a constant force.

States are rows: position 3, orientation 4 (w, x, y, z), velocity 3, body rate 3, rotor states 4, as QuadrotorState orders them. One
classic Runge-Kutta step to a tick of 10 ms, where the simulator takes ten of 1 ms.
"""

import torch

TICK_S = 0.01
MASS = 0.0306
GRAVITY = 9.81
INERTIA = (9.416556729130406e-06, 9.644051701582312e-06, 1.745951732253285e-05)
ARM = 0.028
TORQUE = 0.004665
THRUST = (0.00352526, 0.01437313, 0.09223048)
RISING_S = 0.05545454545454546
FALLING_S = 0.24939393939393945
SIZE = 17

POSITION = slice(0, 3)
ORIENTATION = slice(3, 7)
VELOCITY = slice(7, 10)
BODY_RATE = slice(10, 13)
ROTOR = slice(13, 17)

# front-right, back-right, back-left, front-left: what a newton of each does as thrust and as torques about x, y, z
MIXER = torch.tensor(
    [
        [1.0, -ARM, -ARM, -TORQUE],
        [1.0, -ARM, ARM, TORQUE],
        [1.0, ARM, ARM, -TORQUE],
        [1.0, ARM, -ARM, TORQUE],
    ]
)
# normalised throttle at which the thrusts carry the weight
HOVER = (-THRUST[1] + (THRUST[1] ** 2 + 4 * THRUST[2] * (MASS * GRAVITY / 4 - THRUST[0])) ** 0.5) / (2 * THRUST[2])


def thrust_axis(q):
    """The body's z axis in the world."""
    w, x, y, z = q.unbind(1)
    return torch.stack([2 * (x * z + w * y), 2 * (y * z - w * x), 1 - 2 * (x * x + y * y)], 1)


def rotation_matrix(q):
    """Row-major, nine columns."""
    w, x, y, z = q.unbind(1)
    return torch.stack(
        [
            1 - 2 * (y * y + z * z),
            2 * (x * y - w * z),
            2 * (x * z + w * y),
            2 * (x * y + w * z),
            1 - 2 * (x * x + z * z),
            2 * (y * z - w * x),
            2 * (x * z - w * y),
            2 * (y * z + w * x),
            1 - 2 * (x * x + y * y),
        ],
        1,
    )


def derivative(state, throttle, acceleration):
    q = state[:, ORIENTATION]
    rate = state[:, BODY_RATE]
    rotor = state[:, ROTOR]
    w, x, y, z = q.unbind(1)
    p, r, s = rate.unbind(1)
    turned = 0.5 * torch.stack([-x * p - y * r - z * s, w * p + y * s - z * r, w * r + z * p - x * s, w * s + x * r - y * p], 1)
    wrench = (THRUST[0] + rotor * (THRUST[1] + rotor * THRUST[2])) @ MIXER.to(state.dtype)
    sped = thrust_axis(q) * (wrench[:, :1] / MASS) + acceleration
    j = INERTIA
    spun = torch.stack(
        [
            (wrench[:, 1] - (j[2] - j[1]) * r * s) / j[0],
            (wrench[:, 2] - (j[0] - j[2]) * s * p) / j[1],
            (wrench[:, 3] - (j[1] - j[0]) * p * r) / j[2],
        ],
        1,
    )
    gap = throttle - rotor
    wound = gap / torch.where(gap >= 0, RISING_S, FALLING_S)
    return torch.cat([state[:, VELOCITY], turned, sped, spun, wound], 1)


def step(state, action, wind, tick_s=TICK_S):
    """A tick later.

    action: of -1 to 1, throttle (a + 1) / 2; wind: acceleration of the constant force, world axes
    """
    throttle = (action.clamp(-1, 1) + 1) / 2
    acceleration = wind - torch.tensor([0.0, 0.0, GRAVITY], dtype=state.dtype)
    k1 = derivative(state, throttle, acceleration)
    k2 = derivative(state + tick_s / 2 * k1, throttle, acceleration)
    k3 = derivative(state + tick_s / 2 * k2, throttle, acceleration)
    k4 = derivative(state + tick_s * k3, throttle, acceleration)
    moved = state + tick_s / 6 * (k1 + 2 * (k2 + k3) + k4)
    q = moved[:, ORIENTATION]
    q = q / q.norm(dim=1, keepdim=True)
    return torch.cat([moved[:, :3], q, moved[:, 7:13], moved[:, ROTOR].clamp(0, 1)], 1)
