package dev.creance.dynamics.quadrotor;

/** One rotor's constants, flat, so that the inner loop does not chase arrays; vectors in body axes. */
record Rotor(
        double positionX,
        double positionY,
        double positionZ,
        double directionX,
        double directionY,
        double directionZ,
        double torqueX,
        double torqueY,
        double torqueZ,
        double c0,
        double c1,
        double c2,
        double torqueConstantM,
        double risingS,
        double fallingS) {

    static Rotor of(QuadrotorParameters p, int i) {
        double[] r = p.rotorPositionM()[i];
        double[] d = p.thrustDirection()[i];
        double[] e = p.torqueDirection()[i];
        double[] c = p.thrustCoefficients()[i];
        double rising = p.risingTimeS()[i];
        double falling = p.fallingTimeS()[i];
        return new Rotor(
                r[0],
                r[1],
                r[2],
                d[0],
                d[1],
                d[2],
                e[0],
                e[1],
                e[2],
                c[0],
                c[1],
                c[2],
                p.torqueConstantM()[i],
                rising,
                falling);
    }
}
