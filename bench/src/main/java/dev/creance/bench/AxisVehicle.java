package dev.creance.bench;

/** A vehicle on a line: its acceleration follows what is commanded with a lag, and gusts add to it. */
final class AxisVehicle {
    /** As the attitude of a small quadrotor follows: 0.15 s. */
    static final double LAG_S = 0.15;

    static final double MOST_M_PER_S2 = 2.5;

    double x;
    double v;
    double a;

    void copyFrom(AxisVehicle other) {
        x = other.x;
        v = other.v;
        a = other.a;
    }

    /** Semi-implicit; the lag exactly. */
    void step(double command, double gust, double dt) {
        double wanted = Math.max(-MOST_M_PER_S2, Math.min(MOST_M_PER_S2, command));
        a = wanted + (a - wanted) * Math.exp(-dt / LAG_S);
        v += (a + gust) * dt;
        x += v * dt;
    }
}
