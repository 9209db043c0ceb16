/*
 * The peer of the batched and the single quadrotor: the same equations in plain C, for the compiler to make vectors of. REAL is the
 * type of a number; a batch is tiles of TILE environments, each a row of numbers per state, which gcc makes 4 to 10 times as fast code
 * of as of an array of structures, and a tenth faster than of rows over all environments; states are members rather than arrays, which
 * it does not keep in registers.
 * Divisions by constants are products with their reciprocals, as one would write it for speed.
 */
#include <math.h>

typedef REAL real;

typedef struct {
    real c0, c1, c2, dx, dy, dz, mx, my, mz, per_rising, per_falling;
} rotor;

typedef struct {
    rotor rotors[4];
    real inertia[9], inverse[9], gx, gy, gz, per_mass, rotor_min, rotor_max;
} parameters;

#define EACH_STATE(M) \
    M(px) M(py) M(pz) M(q0) M(q1) M(q2) M(q3) M(vx) M(vy) M(vz) M(wx) M(wy) M(wz) M(s0) M(s1) M(s2) M(s3)
#define EACH_INPUT(M) M(u0) M(u1) M(u2) M(u3) M(fx) M(fy) M(fz) M(mx) M(my) M(mz)

#define MEMBER(name) real name;
typedef struct { EACH_STATE(MEMBER) } state;
typedef struct { EACH_INPUT(MEMBER) } input;
typedef struct { real fx, fy, fz, mx, my, mz; } wrench;

static inline void thrust(const rotor *r, real s, wrench *sum) {
    real t = r->c0 + r->c1 * s + r->c2 * s * s;
    sum->fx += r->dx * t;
    sum->fy += r->dy * t;
    sum->fz += r->dz * t;
    sum->mx += r->mx * t;
    sum->my += r->my * t;
    sum->mz += r->mz * t;
}

static inline real lag(const rotor *r, real set, real s) {
    return (set - s) * (set >= s ? r->per_rising : r->per_falling);
}

static inline __attribute__((always_inline)) state derivative(const parameters *p, state x, input u) {
    wrench a = {0, 0, 0, u.mx, u.my, u.mz};
    thrust(&p->rotors[0], x.s0, &a);
    thrust(&p->rotors[1], x.s1, &a);
    thrust(&p->rotors[2], x.s2, &a);
    thrust(&p->rotors[3], x.s3, &a);
    const real half = (real) 0.5;
    const real *j = p->inertia, *i = p->inverse;
    real cx = x.q2 * a.fz - x.q3 * a.fy;
    real cy = x.q3 * a.fx - x.q1 * a.fz;
    real cz = x.q1 * a.fy - x.q2 * a.fx;
    real hx = j[0] * x.wx + j[1] * x.wy + j[2] * x.wz;
    real hy = j[3] * x.wx + j[4] * x.wy + j[5] * x.wz;
    real hz = j[6] * x.wx + j[7] * x.wy + j[8] * x.wz;
    real tx = a.mx - (x.wy * hz - x.wz * hy);
    real ty = a.my - (x.wz * hx - x.wx * hz);
    real tz = a.mz - (x.wx * hy - x.wy * hx);
    state k;
    k.px = x.vx;
    k.py = x.vy;
    k.pz = x.vz;
    k.q0 = half * (-x.q1 * x.wx - x.q2 * x.wy - x.q3 * x.wz);
    k.q1 = half * (x.q0 * x.wx + x.q2 * x.wz - x.q3 * x.wy);
    k.q2 = half * (x.q0 * x.wy + x.q3 * x.wx - x.q1 * x.wz);
    k.q3 = half * (x.q0 * x.wz + x.q1 * x.wy - x.q2 * x.wx);
    k.vx = (a.fx + 2 * (x.q0 * cx + (x.q2 * cz - x.q3 * cy)) + u.fx) * p->per_mass + p->gx;
    k.vy = (a.fy + 2 * (x.q0 * cy + (x.q3 * cx - x.q1 * cz)) + u.fy) * p->per_mass + p->gy;
    k.vz = (a.fz + 2 * (x.q0 * cz + (x.q1 * cy - x.q2 * cx)) + u.fz) * p->per_mass + p->gz;
    k.wx = i[0] * tx + i[1] * ty + i[2] * tz;
    k.wy = i[3] * tx + i[4] * ty + i[5] * tz;
    k.wz = i[6] * tx + i[7] * ty + i[8] * tz;
    k.s0 = lag(&p->rotors[0], u.u0, x.s0);
    k.s1 = lag(&p->rotors[1], u.u1, x.s1);
    k.s2 = lag(&p->rotors[2], u.u2, x.s2);
    k.s3 = lag(&p->rotors[3], u.u3, x.s3);
    return k;
}

static inline __attribute__((always_inline)) state along(state x, state rate, real dt) {
#define ADD(name) x.name += dt * rate.name;
    EACH_STATE(ADD)
    return x;
}

static inline real clamped(const parameters *p, real s) {
    return s < p->rotor_min ? p->rotor_min : s > p->rotor_max ? p->rotor_max : s;
}

static inline __attribute__((always_inline)) state step(const parameters *p, state x, input u, real dt) {
    state k = derivative(p, x, u);
    state sum = along(x, k, dt / 6);
    k = derivative(p, along(x, k, dt / 2), u);
    sum = along(sum, k, dt / 3);
    k = derivative(p, along(x, k, dt / 2), u);
    sum = along(sum, k, dt / 3);
    k = derivative(p, along(x, k, dt), u);
    x = along(sum, k, dt / 6);
    real square = x.q0 * x.q0 + x.q1 * x.q1 + x.q2 * x.q2 + x.q3 * x.q3;
    real per_length = 1 / (sizeof(real) == sizeof(float) ? (real) sqrtf((float) square) : (real) sqrt((double) square));
    x.q0 *= per_length;
    x.q1 *= per_length;
    x.q2 *= per_length;
    x.q3 *= per_length;
    x.s0 = clamped(p, x.s0);
    x.s1 = clamped(p, x.s1);
    x.s2 = clamped(p, x.s2);
    x.s3 = clamped(p, x.s3);
    return x;
}

#define ROW(name) real name[TILE];
typedef struct { EACH_STATE(ROW) } state_rows;
typedef struct { EACH_INPUT(ROW) } input_rows;
typedef struct { state_rows x; input_rows u; } tile;

/* One step of so many tiles. */
void batch(const real *constants, real *memory, long tiles, real dt) {
    const parameters p = *(const parameters *) constants;
    for (long n = 0; n < tiles; n++) {
        state_rows *restrict rows = &((tile *) memory)[n].x;
        const input_rows *restrict inputs = &((tile *) memory)[n].u;
        for (int lane = 0; lane < TILE; lane++) {
            state x;
            input u;
#define LOAD(name) x.name = rows->name[lane];
            EACH_STATE(LOAD)
#define TAKE(name) u.name = inputs->name[lane];
            EACH_INPUT(TAKE)
            x = step(&p, x, u, dt);
#define STORE(name) rows->name[lane] = x.name;
            EACH_STATE(STORE)
        }
    }
}

/* So many steps of one vehicle. */
void single(const real *constants, real *memory, long steps, real dt) {
    struct { state x; input u; } *one = (void *) memory;
    for (long n = 0; n < steps; n++) {
        one->x = step((const parameters *) constants, one->x, one->u, dt);
    }
}
