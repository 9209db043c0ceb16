package dev.creance.bench.corridor;

import dev.creance.dynamics.quadrotor.QuadrotorParameters;
import dev.creance.dynamics.quadrotor.QuadrotorState;
import java.util.SplittableRandom;

/**
 * Where an episode begins, as {@code flights.py} draws it: before the first baffle, under way, in a wind that never turns.
 *
 * @param state of the plant
 * @param windN world axes
 * @param noise seed of the sensors' errors
 */
record Start(double[] state, double[] windN, long noise) {
    private static final double HOVER = 0.806;
    private static final double WIND_MPERS2 = 0.5;

    static Start of(long seed, QuadrotorParameters vehicle) {
        SplittableRandom random = new SplittableRandom(seed);
        QuadrotorState state = new QuadrotorState(vehicle.rotors());
        double[] x = state.values;
        x[QuadrotorState.POSITION] = random.nextDouble(-2.1, -1.1);
        x[QuadrotorState.POSITION + 1] = random.nextDouble(-0.8, 0.8);
        x[QuadrotorState.POSITION + 2] = random.nextDouble(0.6, 1.2);
        x[QuadrotorState.ORIENTATION] = 1;
        x[QuadrotorState.VELOCITY] = random.nextDouble(-0.3, 1.0);
        x[QuadrotorState.VELOCITY + 1] = random.nextDouble(-0.6, 0.6);
        for (int i = 0; i < vehicle.rotors(); i++) {
            x[QuadrotorState.ROTOR + i] = HOVER;
        }
        double most = WIND_MPERS2 * vehicle.massKg();
        double[] wind = {random.nextDouble(-most, most), random.nextDouble(-most, most), 0};
        return new Start(x, wind, random.nextLong());
    }
}
