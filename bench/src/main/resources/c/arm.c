/*
 * The peer of the single arm: forward dynamics of a chain of 7 revolute joints by the articulated-body algorithm in base coordinates,
 * the same equations as the project's in plain C, for the compiler to inline; then velocities and positions advance by one Euler step.
 */
#include <math.h>

typedef REAL real;

enum { JOINTS = 7 };

typedef struct {
    real still[9], cosine[9], sine[9], position[3], axis[3], mass, centre[3], inertia[9], armature;
} joint;

typedef struct {
    joint joints[JOINTS];
    real gravity[3];
} parameters;

typedef struct { real q[JOINTS], speed[JOINTS], effort[JOINTS], acceleration[JOINTS]; } arm;

/* Motion of one link: axis, velocity, drift, rigid inertia; articulated inertia (upper triangle), force, U, d, u. */
typedef struct { real s[6], v[6], c[6], rigid[10], ia[21], pa[6], u[6], d, e; } link;

static inline real dot(const real *a, const real *b) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2] + a[3] * b[3] + a[4] * b[4] + a[5] * b[5];
}

static inline void add(const real *a, real scale, real *out) {
    for (int i = 0; i < 6; i++) {
        out[i] += scale * a[i];
    }
}

static inline void transform(const real *a, const real *v, real *out) {
    out[0] = a[0] * v[0] + a[1] * v[1] + a[2] * v[2];
    out[1] = a[3] * v[0] + a[4] * v[1] + a[5] * v[2];
    out[2] = a[6] * v[0] + a[7] * v[1] + a[8] * v[2];
}

static inline void multiply(const real *a, const real *b, real *out) {
    for (int row = 0; row < 9; row += 3) {
        for (int column = 0; column < 3; column++) {
            out[row + column] = a[row] * b[column] + a[row + 1] * b[column + 3] + a[row + 2] * b[column + 6];
        }
    }
}

static inline void multiply_transposed(const real *a, const real *b, real *out) {
    for (int row = 0; row < 9; row += 3) {
        for (int column = 0; column < 3; column++) {
            out[row + column] = a[row] * b[3 * column] + a[row + 1] * b[3 * column + 1] + a[row + 2] * b[3 * column + 2];
        }
    }
}

static inline void cross_motion(const real *v, const real *m, real *out) {
    out[0] = v[1] * m[2] - v[2] * m[1];
    out[1] = v[2] * m[0] - v[0] * m[2];
    out[2] = v[0] * m[1] - v[1] * m[0];
    out[3] = v[1] * m[5] - v[2] * m[4] + v[4] * m[2] - v[5] * m[1];
    out[4] = v[2] * m[3] - v[0] * m[5] + v[5] * m[0] - v[3] * m[2];
    out[5] = v[0] * m[4] - v[1] * m[3] + v[3] * m[1] - v[4] * m[0];
}

static inline void cross_force(const real *v, const real *f, real *out) {
    out[0] = v[1] * f[2] - v[2] * f[1] + v[4] * f[5] - v[5] * f[4];
    out[1] = v[2] * f[0] - v[0] * f[2] + v[5] * f[3] - v[3] * f[5];
    out[2] = v[0] * f[1] - v[1] * f[0] + v[3] * f[4] - v[4] * f[3];
    out[3] = v[1] * f[5] - v[2] * f[4];
    out[4] = v[2] * f[3] - v[0] * f[5];
    out[5] = v[0] * f[4] - v[1] * f[3];
}

static inline void momentum(const real *i, const real *v, real *out) {
    out[0] = i[4] * v[0] + i[5] * v[1] + i[6] * v[2] + i[2] * v[5] - i[3] * v[4];
    out[1] = i[5] * v[0] + i[7] * v[1] + i[8] * v[2] + i[3] * v[3] - i[1] * v[5];
    out[2] = i[6] * v[0] + i[8] * v[1] + i[9] * v[2] + i[1] * v[4] - i[2] * v[3];
    out[3] = i[0] * v[3] - (i[2] * v[2] - i[3] * v[1]);
    out[4] = i[0] * v[4] - (i[3] * v[0] - i[1] * v[2]);
    out[5] = i[0] * v[5] - (i[1] * v[1] - i[2] * v[0]);
}

static inline void place(const joint *j, real q, const real *parent, const real *origin, real *rotation, real *at, link *l) {
    real direction[3], lever[3], turned[9], half[9], centre[3], s = sin(q), c = cos(q);
    transform(parent, j->axis, direction);
    transform(parent, j->position, lever);
    for (int k = 0; k < 3; k++) {
        at[k] = origin[k] + lever[k];
        l->s[k] = direction[k];
    }
    for (int k = 0; k < 9; k++) {
        turned[k] = j->still[k] + c * j->cosine[k] + s * j->sine[k];
    }
    multiply(parent, turned, rotation);
    l->s[3] = at[1] * direction[2] - at[2] * direction[1];
    l->s[4] = at[2] * direction[0] - at[0] * direction[2];
    l->s[5] = at[0] * direction[1] - at[1] * direction[0];
    transform(rotation, j->centre, centre);
    multiply(rotation, j->inertia, half);
    multiply_transposed(half, rotation, turned);
    real m = j->mass, x = centre[0] + at[0], y = centre[1] + at[1], z = centre[2] + at[2];
    real *i = l->rigid;
    i[0] = m;
    i[1] = m * x;
    i[2] = m * y;
    i[3] = m * z;
    i[4] = turned[0] + m * (y * y + z * z);
    i[5] = turned[1] - m * x * y;
    i[6] = turned[2] - m * x * z;
    i[7] = turned[4] + m * (x * x + z * z);
    i[8] = turned[5] - m * y * z;
    i[9] = turned[8] + m * (x * x + y * y);
}

static inline void begin(const real *gravity, link *l) {
    real a[6] = {0, 0, 0, -gravity[0], -gravity[1], -gravity[2]}, p[6];
    for (int n = 0; n < JOINTS; n++) {
        const real *i = l[n].rigid;
        add(l[n].c, 1, a);
        momentum(i, l[n].v, p);
        cross_force(l[n].v, p, l[n].pa);
        momentum(i, a, p);
        add(p, 1, l[n].pa);
        const real ia[21] = {i[4], i[5], i[6], 0, -i[3], i[2], i[7], i[8], i[3], 0, -i[1], i[9], -i[2], i[1], 0, i[0], 0, 0, i[0], 0, i[0]};
        for (int k = 0; k < 21; k++) {
            l[n].ia[k] = ia[k];
        }
    }
}

static inline void hinge(link *l, real effort, real armature) {
    const real *a = l->ia, *s = l->s;
    l->u[0] = a[0] * s[0] + a[1] * s[1] + a[2] * s[2] + a[3] * s[3] + a[4] * s[4] + a[5] * s[5];
    l->u[1] = a[1] * s[0] + a[6] * s[1] + a[7] * s[2] + a[8] * s[3] + a[9] * s[4] + a[10] * s[5];
    l->u[2] = a[2] * s[0] + a[7] * s[1] + a[11] * s[2] + a[12] * s[3] + a[13] * s[4] + a[14] * s[5];
    l->u[3] = a[3] * s[0] + a[8] * s[1] + a[12] * s[2] + a[15] * s[3] + a[16] * s[4] + a[17] * s[5];
    l->u[4] = a[4] * s[0] + a[9] * s[1] + a[13] * s[2] + a[16] * s[3] + a[18] * s[4] + a[19] * s[5];
    l->u[5] = a[5] * s[0] + a[10] * s[1] + a[14] * s[2] + a[17] * s[3] + a[19] * s[4] + a[20] * s[5];
    l->d = dot(s, l->u) + armature;
    l->e = effort - dot(s, l->pa);
}

static inline void through(const link *l, link *parent) {
    real inverse = 1 / l->d;
    for (int row = 0, k = 0; row < 6; row++) {
        real scaled = l->u[row] * inverse;
        for (int column = row; column < 6; column++, k++) {
            parent->ia[k] += l->ia[k] - scaled * l->u[column];
        }
    }
    add(l->pa, 1, parent->pa);
    add(l->u, l->e / l->d, parent->pa);
}

/* So many steps of one arm. */
void single(const real *constants, real *memory, long steps, real dt) {
    const parameters *p = (const parameters *) constants;
    arm *x = (arm *) memory;
    for (long step = 0; step < steps; step++) {
        link l[JOINTS];
        real rotations[JOINTS + 1][9] = {{1, 0, 0, 0, 1, 0, 0, 0, 1}}, origins[JOINTS + 1][3] = {{0, 0, 0}}, rest[6] = {0};
        for (int n = 0; n < JOINTS; n++) {
            place(&p->joints[n], x->q[n], rotations[n], origins[n], rotations[n + 1], origins[n + 1], &l[n]);
            const real *before = n == 0 ? rest : l[n - 1].v;
            for (int k = 0; k < 6; k++) {
                l[n].v[k] = before[k] + x->speed[n] * l[n].s[k];
            }
            cross_motion(l[n].v, l[n].s, l[n].c);
            for (int k = 0; k < 6; k++) {
                l[n].c[k] *= x->speed[n];
            }
        }
        begin(p->gravity, l);
        for (int n = JOINTS - 1; n >= 0; n--) {
            hinge(&l[n], x->effort[n], p->joints[n].armature);
            if (n > 0) {
                through(&l[n], &l[n - 1]);
            }
        }
        real a[6] = {0};
        for (int n = 0; n < JOINTS; n++) {
            x->acceleration[n] = (l[n].e - dot(a, l[n].u)) / l[n].d;
            add(l[n].s, x->acceleration[n], a);
        }
        for (int n = 0; n < JOINTS; n++) {
            x->speed[n] += dt * x->acceleration[n];
            x->q[n] += dt * x->speed[n];
        }
    }
}
