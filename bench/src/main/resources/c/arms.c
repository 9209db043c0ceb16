/*
 * The peer of the batched arm: what arm.c computes for one, in tiles of TILE environments, each a row of numbers per quantity. Around
 * loops over rows gcc makes no vectors of the one over environments, and a whole arm written out is more than it takes; so what is
 * computed for one joint is written out, in loops over environments of a few dozen operations each. Quotients by one number are products
 * with its reciprocal; sine and cosine are the project's own series without branches, which the compiler can make vectors of.
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

typedef real row[TILE];

typedef struct { row q[JOINTS], speed[JOINTS], effort[JOINTS], acceleration[JOINTS]; } tile;

/* One link: rotation, origin, axis, velocity, drift so far less gravity, first and second moments of mass, force, U, 1 / d and u. */
typedef struct { row r[9], o[3], s[6], v[6], a[6], h[3], j[6], f[6], u[6], inverse, drive; } link;

#define EACH_LANE for (int l = 0; l < TILE; l++)
#define INLINE static inline __attribute__((always_inline))

typedef struct { real x, y, z; } vector;

INLINE vector taken(const row *rows, int l) {
    return (vector) {rows[0][l], rows[1][l], rows[2][l]};
}

INLINE void put(row *rows, int l, vector v) {
    rows[0][l] = v.x;
    rows[1][l] = v.y;
    rows[2][l] = v.z;
}

INLINE vector plus(vector a, vector b) {
    return (vector) {a.x + b.x, a.y + b.y, a.z + b.z};
}

INLINE vector times(real k, vector a) {
    return (vector) {k * a.x, k * a.y, k * a.z};
}

INLINE vector cross(vector a, vector b) {
    return (vector) {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}

INLINE real dot(vector a, vector b) {
    return a.x * b.x + a.y * b.y + a.z * b.z;
}

INLINE vector turned(const row *r, int l, vector v) {
    return (vector) {dot(taken(r, l), v), dot(taken(r + 3, l), v), dot(taken(r + 6, l), v)};
}

/* A row of a matrix times a matrix of three rows. */
INLINE vector through(vector row, vector b0, vector b1, vector b2) {
    return (vector) {
        row.x * b0.x + row.y * b1.x + row.z * b2.x, row.x * b0.y + row.y * b1.y + row.z * b2.y,
        row.x * b0.z + row.y * b1.z + row.z * b2.z};
}

INLINE real magnitude(real x) {
    return x < 0 ? -x : x;
}

INLINE void sine_cosine(real angle, real *sine, real *cosine) {
    const real quarter = (real) 1.5707963267948966, rest = (real) 6.123233995736766e-17;
    real n = (real) rint((double) (angle * (real) 0.63661977236758134));
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
    real m = n - 4 * (real) rint((double) (n * (real) 0.25));
    int odd = magnitude(magnitude(m) - 1) < (real) 0.5;
    real a = odd ? c : s, b = odd ? s : c;
    *sine = magnitude(m - (real) 0.5) > 1 ? -a : a;
    *cosine = magnitude(m + (real) 0.5) > 1 ? -b : b;
}

static void place(const joint *j, const row q, const link *restrict parent, link *restrict own) {
    EACH_LANE {
        real s, c;
        sine_cosine(q[l], &s, &c);
        vector b[3];
        for (int k = 0; k < 3; k++) {
            b[k].x = j->still[3 * k] + c * j->cosine[3 * k] + s * j->sine[3 * k];
            b[k].y = j->still[3 * k + 1] + c * j->cosine[3 * k + 1] + s * j->sine[3 * k + 1];
            b[k].z = j->still[3 * k + 2] + c * j->cosine[3 * k + 2] + s * j->sine[3 * k + 2];
        }
        put(own->r, l, through(taken(parent->r, l), b[0], b[1], b[2]));
        put(own->r + 3, l, through(taken(parent->r + 3, l), b[0], b[1], b[2]));
        put(own->r + 6, l, through(taken(parent->r + 6, l), b[0], b[1], b[2]));
    }
    EACH_LANE {
        vector axis = turned(parent->r, l, (vector) {j->axis[0], j->axis[1], j->axis[2]});
        vector lever = turned(parent->r, l, (vector) {j->position[0], j->position[1], j->position[2]});
        vector at = plus(taken(parent->o, l), lever);
        put(own->o, l, at);
        put(own->s, l, axis);
        put(own->s + 3, l, cross(at, axis));
    }
}

static void weigh(const joint *j, link *restrict own) {
    const real *i = j->inertia, m = j->mass;
    const vector b0 = {i[0], i[1], i[2]}, b1 = {i[3], i[4], i[5]}, b2 = {i[6], i[7], i[8]};
    EACH_LANE {
        vector r0 = taken(own->r, l), r1 = taken(own->r + 3, l), r2 = taken(own->r + 6, l);
        vector t0 = through(r0, b0, b1, b2), t1 = through(r1, b0, b1, b2), t2 = through(r2, b0, b1, b2);
        vector c = plus(turned(own->r, l, (vector) {j->centre[0], j->centre[1], j->centre[2]}), taken(own->o, l));
        vector h = times(m, c);
        put(own->h, l, h);
        own->j[0][l] = dot(t0, r0) + (h.y * c.y + h.z * c.z);
        own->j[1][l] = dot(t0, r1) - h.x * c.y;
        own->j[2][l] = dot(t0, r2) - h.x * c.z;
        own->j[3][l] = dot(t1, r1) + (h.x * c.x + h.z * c.z);
        own->j[4][l] = dot(t1, r2) - h.y * c.z;
        own->j[5][l] = dot(t2, r2) + (h.x * c.x + h.y * c.y);
    }
}

static void move(const row speed, const link *restrict parent, link *restrict own) {
    EACH_LANE {
        vector w = plus(taken(parent->v, l), times(speed[l], taken(own->s, l)));
        vector v = plus(taken(parent->v + 3, l), times(speed[l], taken(own->s + 3, l)));
        vector angular = cross(w, taken(own->s, l));
        vector linear = plus(cross(w, taken(own->s + 3, l)), cross(v, taken(own->s, l)));
        put(own->v, l, w);
        put(own->v + 3, l, v);
        put(own->a, l, plus(taken(parent->a, l), times(speed[l], angular)));
        put(own->a + 3, l, plus(taken(parent->a + 3, l), times(speed[l], linear)));
    }
}

/* I (w, v), its two halves: J w + h × v and m v − h × w. */
INLINE vector moment(const link *own, int l, vector w, vector v) {
    vector turn = {
        own->j[0][l] * w.x + own->j[1][l] * w.y + own->j[2][l] * w.z, own->j[1][l] * w.x + own->j[3][l] * w.y + own->j[4][l] * w.z,
        own->j[2][l] * w.x + own->j[4][l] * w.y + own->j[5][l] * w.z};
    return plus(turn, cross(taken(own->h, l), v));
}

INLINE vector impulse(const link *own, real m, int l, vector w, vector v) {
    return plus(times(m, v), cross(w, taken(own->h, l)));
}

static void bias(real m, link *restrict own) {
    EACH_LANE {
        vector w = taken(own->v, l), v = taken(own->v + 3, l), a = taken(own->a, l), b = taken(own->a + 3, l);
        vector p = moment(own, l, w, v), q = impulse(own, m, l, w, v);
        put(own->f, l, plus(plus(cross(w, p), cross(v, q)), moment(own, l, a, b)));
        put(own->f + 3, l, plus(cross(w, q), impulse(own, m, l, a, b)));
    }
}

/* The rigid link's inertia joins what is felt of those beyond; U, 1 / d and u. */
static void hinge(const joint *j, const row effort, row *restrict ia, link *restrict own) {
    const real m = j->mass, armature = j->armature;
    EACH_LANE {
        vector h = taken(own->h, l), w = taken(own->s, l), v = taken(own->s + 3, l);
        real a0 = ia[0][l] + own->j[0][l], a1 = ia[1][l] + own->j[1][l], a2 = ia[2][l] + own->j[2][l], a3 = ia[3][l];
        real a4 = ia[4][l] - h.z, a5 = ia[5][l] + h.y, a6 = ia[6][l] + own->j[3][l], a7 = ia[7][l] + own->j[4][l];
        real a8 = ia[8][l] + h.z, a9 = ia[9][l], a10 = ia[10][l] - h.x, a11 = ia[11][l] + own->j[5][l];
        real a12 = ia[12][l] - h.y, a13 = ia[13][l] + h.x, a14 = ia[14][l], a15 = ia[15][l] + m;
        real a16 = ia[16][l], a17 = ia[17][l], a18 = ia[18][l] + m, a19 = ia[19][l], a20 = ia[20][l] + m;
        vector u = {
            a0 * w.x + a1 * w.y + a2 * w.z + a3 * v.x + a4 * v.y + a5 * v.z,
            a1 * w.x + a6 * w.y + a7 * w.z + a8 * v.x + a9 * v.y + a10 * v.z,
            a2 * w.x + a7 * w.y + a11 * w.z + a12 * v.x + a13 * v.y + a14 * v.z};
        vector t = {
            a3 * w.x + a8 * w.y + a12 * w.z + a15 * v.x + a16 * v.y + a17 * v.z,
            a4 * w.x + a9 * w.y + a13 * w.z + a16 * v.x + a18 * v.y + a19 * v.z,
            a5 * w.x + a10 * w.y + a14 * w.z + a17 * v.x + a19 * v.y + a20 * v.z};
        put(own->u, l, u);
        put(own->u + 3, l, t);
        real inverse = 1 / (dot(w, u) + dot(v, t) + armature);
        own->inverse[l] = inverse;
        own->drive[l] = effort[l] - (dot(w, taken(own->f, l)) + dot(v, taken(own->f + 3, l)));
        vector k = times(inverse, u), n = times(inverse, t);
        ia[0][l] = a0 - k.x * u.x;
        ia[1][l] = a1 - k.x * u.y;
        ia[2][l] = a2 - k.x * u.z;
        ia[3][l] = a3 - k.x * t.x;
        ia[4][l] = a4 - k.x * t.y;
        ia[5][l] = a5 - k.x * t.z;
        ia[6][l] = a6 - k.y * u.y;
        ia[7][l] = a7 - k.y * u.z;
        ia[8][l] = a8 - k.y * t.x;
        ia[9][l] = a9 - k.y * t.y;
        ia[10][l] = a10 - k.y * t.z;
        ia[11][l] = a11 - k.z * u.z;
        ia[12][l] = a12 - k.z * t.x;
        ia[13][l] = a13 - k.z * t.y;
        ia[14][l] = a14 - k.z * t.z;
        ia[15][l] = a15 - n.x * t.x;
        ia[16][l] = a16 - n.x * t.y;
        ia[17][l] = a17 - n.x * t.z;
        ia[18][l] = a18 - n.y * t.y;
        ia[19][l] = a19 - n.y * t.z;
        ia[20][l] = a20 - n.z * t.z;
    }
}

static void carry(const link *restrict own, link *restrict parent) {
    EACH_LANE {
        real k = own->drive[l] * own->inverse[l];
        put(parent->f, l, plus(taken(parent->f, l), plus(taken(own->f, l), times(k, taken(own->u, l)))));
        put(parent->f + 3, l, plus(taken(parent->f + 3, l), plus(taken(own->f + 3, l), times(k, taken(own->u + 3, l)))));
    }
}

static void spread(const link *restrict own, row *restrict a, row acceleration, row speed, row q, real dt) {
    EACH_LANE {
        vector w = taken(a, l), v = taken(a + 3, l);
        real out = (own->drive[l] - (dot(w, taken(own->u, l)) + dot(v, taken(own->u + 3, l)))) * own->inverse[l];
        put(a, l, plus(w, times(out, taken(own->s, l))));
        put(a + 3, l, plus(v, times(out, taken(own->s + 3, l))));
        acceleration[l] = out;
        speed[l] += dt * out;
        q[l] += dt * speed[l];
    }
}

/* One step of so many tiles. */
void batch(const real *constants, real *memory, long tiles, real dt) {
    const parameters *p = (const parameters *) constants;
    static _Thread_local link links[JOINTS + 1];
    static _Thread_local row ia[21], a[6];
    for (int l = 0; l < TILE; l++) {
        for (int k = 0; k < 9; k++) {
            links[0].r[k][l] = k % 4 == 0;
        }
        for (int k = 0; k < 3; k++) {
            links[0].a[k + 3][l] = -p->gravity[k];
        }
    }
    for (long n = 0; n < tiles; n++) {
        tile *x = (tile *) memory + n;
        for (int i = 0; i < JOINTS; i++) {
            place(&p->joints[i], x->q[i], &links[i], &links[i + 1]);
            weigh(&p->joints[i], &links[i + 1]);
            move(x->speed[i], &links[i], &links[i + 1]);
            bias(p->joints[i].mass, &links[i + 1]);
        }
        for (int k = 0; k < 21; k++) {
            EACH_LANE {
                ia[k][l] = 0;
            }
        }
        for (int i = JOINTS - 1; i >= 0; i--) {
            hinge(&p->joints[i], x->effort[i], ia, &links[i + 1]);
            if (i > 0) {
                carry(&links[i + 1], &links[i]);
            }
        }
        for (int k = 0; k < 6; k++) {
            EACH_LANE {
                a[k][l] = 0;
            }
        }
        for (int i = 0; i < JOINTS; i++) {
            spread(&links[i + 1], a, x->acceleration[i], x->speed[i], x->q[i], dt);
        }
    }
}
