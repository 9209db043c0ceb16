/*
 * The peer of the batched and the single synchronous drive: the same equations in plain C, four sub-steps of the classic Runge-Kutta
 * method. REAL is the type of a number; a batch is tiles of TILE environments. PHYSICAL is 1 where the voltage is held at the terminals
 * and 0 where it is held in the rotor's axes. Sine and cosine are the project's own series without branches, which the compiler can
 * make vectors of; the library's are not faster for one drive.
 */
#include <math.h>

typedef REAL real;

typedef struct {
    real pole_pairs, resistance, ld, lq, per_ld, per_lq, flux, torque, reluctance, per_inertia, quadratic, viscous, steep, coulomb;
    real supply;
} parameters;

typedef struct { real omega, d, q, angle; } state;
typedef struct { real alpha, beta; } voltage;

static inline real magnitude(real x) {
    return x < 0 ? -x : x;
}

static inline real rounded(real x) {
    return sizeof(real) == sizeof(float) ? (real) rintf((float) x) : (real) rint((double) x);
}

static inline __attribute__((always_inline)) void sine_cosine(real angle, real *sine, real *cosine) {
    const real quarter = sizeof(real) == sizeof(float) ? (real) 1.57079637f : (real) 1.5707963267948966;
    const real rest = sizeof(real) == sizeof(float) ? (real) -4.37113883e-8f : (real) 6.123233995736766e-17;
    real n = rounded(angle * (real) 0.63661977236758134);
    real r = angle - n * quarter - n * rest, z = r * r;
    real s = (real) (1 / 355687428096000.0);
    s = s * z - (real) (1 / 1307674368000.0);
    s = s * z + (real) (1 / 6227020800.0);
    s = s * z - (real) (1 / 39916800.0);
    s = s * z + (real) (1 / 362880.0);
    s = s * z - (real) (1 / 5040.0);
    s = s * z + (real) (1 / 120.0);
    s = s * z - (real) (1 / 6.0);
    s = r + r * (s * z);
    real c = (real) (1 / 20922789888000.0);
    c = c * z - (real) (1 / 87178291200.0);
    c = c * z + (real) (1 / 479001600.0);
    c = c * z - (real) (1 / 3628800.0);
    c = c * z + (real) (1 / 40320.0);
    c = c * z - (real) (1 / 720.0);
    c = c * z + (real) (1 / 24.0);
    c = c * z - (real) 0.5;
    c = 1 + c * z;
    real m = n - 4 * rounded(n * (real) 0.25);
    int odd = magnitude(magnitude(m) - 1) < (real) 0.5;
    real a = odd ? c : s, b = odd ? s : c;
    *sine = magnitude(m - (real) 0.5) > 1 ? -a : a;
    *cosine = magnitude(m + (real) 0.5) > 1 ? -b : b;
}

static inline __attribute__((always_inline)) void park(voltage u, real angle, real *d, real *q) {
    real s, c;
    sine_cosine(angle, &s, &c);
    *d = u.alpha * c + u.beta * s;
    *q = u.beta * c - u.alpha * s;
}

static inline __attribute__((always_inline)) state derivative(const parameters *p, state x, voltage u, real ud, real uq) {
    if (PHYSICAL) {
        park(u, x.angle, &ud, &uq);
    }
    real electrical = p->pole_pairs * x.omega;
    real coulomb = p->steep * x.omega;
    coulomb = coulomb > p->coulomb ? p->coulomb : coulomb < -p->coulomb ? -p->coulomb : coulomb;
    real opposing = (p->quadratic * magnitude(x.omega) + p->viscous) * x.omega + coulomb;
    state k;
    k.omega = ((p->torque + p->reluctance * x.d) * x.q - opposing) * p->per_inertia;
    k.d = (ud - p->resistance * x.d + electrical * (p->lq * x.q)) * p->per_ld;
    k.q = (uq - p->resistance * x.q - electrical * (p->ld * x.d + p->flux)) * p->per_lq;
    k.angle = electrical;
    return k;
}

static inline __attribute__((always_inline)) state along(state x, state rate, real dt) {
    x.omega += dt * rate.omega;
    x.d += dt * rate.d;
    x.q += dt * rate.q;
    x.angle += dt * rate.angle;
    return x;
}

static inline __attribute__((always_inline)) state sub_step(const parameters *p, state x, voltage u, real ud, real uq, real dt) {
    state k = derivative(p, x, u, ud, uq);
    state sum = along(x, k, dt / 6);
    k = derivative(p, along(x, k, dt / 2), u, ud, uq);
    sum = along(sum, k, dt / 3);
    k = derivative(p, along(x, k, dt / 2), u, ud, uq);
    sum = along(sum, k, dt / 3);
    k = derivative(p, along(x, k, dt), u, ud, uq);
    return along(sum, k, dt / 6);
}

/* Written out: around a loop gcc makes no vectors of the one over environments. */
static inline __attribute__((always_inline)) state step(const parameters *p, state x, voltage u, real dt) {
    real ud = 0, uq = 0;
    if (!PHYSICAL) {
        park(u, x.angle, &ud, &uq);
    }
    x = sub_step(p, x, u, ud, uq, dt / 4);
    x = sub_step(p, x, u, ud, uq, dt / 4);
    x = sub_step(p, x, u, ud, uq, dt / 4);
    return sub_step(p, x, u, ud, uq, dt / 4);
}

typedef struct { real omega[TILE], d[TILE], q[TILE], angle[TILE], alpha[TILE], beta[TILE]; } tile;

/* One step of so many tiles; takes whole turns off the angle. */
void batch(const real *constants, real *memory, long tiles, real dt) {
    const parameters p = *(const parameters *) constants;
    for (long n = 0; n < tiles; n++) {
        tile *restrict rows = (tile *) memory + n;
        for (int lane = 0; lane < TILE; lane++) {
            state x = {rows->omega[lane], rows->d[lane], rows->q[lane], rows->angle[lane]};
            voltage u = {rows->alpha[lane], rows->beta[lane]};
            x = step(&p, x, u, dt);
            real turns = rounded(x.angle * (real) 0.15915494309189535);
            rows->omega[lane] = x.omega;
            rows->d[lane] = x.d;
            rows->q[lane] = x.q;
            rows->angle[lane] = x.angle - turns * (real) 6.283185307179586;
        }
    }
}

static inline real leg(real duty) {
    real mean = (1 + duty) / 2;
    return (mean < 0 ? 0 : mean > 1 ? 1 : mean) - (real) 0.5;
}

/* So many steps of one drive: state, duty cycles, then its phase currents and that of the supply, which come out. */
void single(const real *constants, real *memory, long steps, real dt) {
    const parameters *p = (const parameters *) constants;
    struct { state x; real duty[3], phase[3], drawn; } *one = (void *) memory;
    const real sqrt3 = (real) 1.7320508075688772;
    for (long n = 0; n < steps; n++) {
        real a = leg(one->duty[0]), b = leg(one->duty[1]), c = leg(one->duty[2]);
        voltage u = {(2 * a - b - c) / 3 * p->supply, (b - c) / sqrt3 * p->supply};
        state x = step(p, one->x, u, dt);
        real sine, cosine;
        sine_cosine(x.angle, &sine, &cosine);
        real alpha = x.d * cosine - x.q * sine, beta = x.d * sine + x.q * cosine;
        one->x = x;
        one->phase[0] = alpha;
        one->phase[1] = sqrt3 / 2 * beta - alpha / 2;
        one->phase[2] = -sqrt3 / 2 * beta - alpha / 2;
        one->drawn = a * one->phase[0] + b * one->phase[1] + c * one->phase[2];
    }
}
