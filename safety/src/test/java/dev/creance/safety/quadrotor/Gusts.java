package dev.creance.safety.quadrotor;

import dev.creance.runtime.property.Choices;

/** Wind within |w| ≤ W, as bad as it can be. */
final class Gusts {
    /** How it blows. */
    enum Kind {
        CALM,
        CONSTANT,
        TURNING,
        WITH_THE_FLIGHT,
        TO_THE_WALL
    }

    private final Kind kind;
    private final double forceN;
    private final double x;
    private final double y;
    private final double z;
    private final int turnTicks;

    Gusts(Choices choices, double disturbanceMPerS2) {
        kind = choices.oneOf(Kind.values());
        forceN = disturbanceMPerS2 * ShieldFixtures.CRAZYFLIE.massKg();
        double heading = choices.between(-Math.PI, Math.PI);
        double up = choices.between(-1, 1);
        double flat = Math.sqrt(1 - up * up);
        x = flat * Math.cos(heading);
        y = flat * Math.sin(heading);
        z = up;
        turnTicks = choices.integer(50, 600);
    }

    Kind kind() {
        return kind;
    }

    void blow(Flight flight) {
        double[] s = flight.truth.values;
        switch (kind) {
            case CALM -> set(flight, 0, 0, 0);
            case CONSTANT -> set(flight, x, y, z);
            case TURNING -> {
                double side = flight.tick() / turnTicks % 2 == 0 ? 1 : -1;
                set(flight, side * x, side * y, side * z);
            }
            case WITH_THE_FLIGHT -> unit(flight, s[7], s[8], s[9]);
            case TO_THE_WALL -> {
                boolean alongX = Math.abs(s[0]) > Math.abs(s[1]);
                unit(flight, alongX ? Math.signum(s[0]) : 0, alongX ? 0 : Math.signum(s[1]), s[2] > 1.3 ? 1 : -1);
            }
        }
    }

    private void unit(Flight flight, double ux, double uy, double uz) {
        double length = Math.sqrt(ux * ux + uy * uy + uz * uz) + 1e-9;
        set(flight, ux / length, uy / length, uz / length);
    }

    private void set(Flight flight, double ux, double uy, double uz) {
        flight.windN[0] = forceN * ux;
        flight.windN[1] = forceN * uy;
        flight.windN[2] = forceN * uz;
    }
}
