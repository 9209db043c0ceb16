package dev.creance.safety.quadrotor;

import dev.creance.dynamics.quadrotor.QuadrotorState;
import dev.creance.runtime.Cause;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.property.Choices;
import dev.creance.sim.adversary.QuadrotorAdversary;
import dev.creance.sim.adversary.WorstWind;
import java.util.SplittableRandom;

/** One short flight of an adversary from a random certified state. */
final class Episode {
    final QuadrotorAdversary.Kind kind;
    final WorstWind wind;
    final EnvelopeTruth truth;
    final Flight flight;
    boolean certified;
    long steps;
    int takeovers;
    int takeoversByObstacle;
    boolean landed;
    boolean lost;

    Episode(QuadrotorShieldSettings settings, Choices choices, int delayTicks) {
        wind = new WorstWind(
                choices.oneOf(WorstWind.Kind.values()),
                new SplittableRandom(choices.bits()),
                settings.value(QuadrotorSetting.DISTURBANCE) * ShieldFixtures.CRAZYFLIE.massKg(),
                (settings.floorM() + settings.ceilingM()) / 2);
        truth = new EnvelopeTruth(settings);
        flight = Flight.of(settings, ShieldFixtures.EVERY_TICK);
        kind = ShieldFixtures.attack(flight, settings, choices);
        flight.delayTicks = delayTicks;
        QuadrotorState start = start(settings, choices);
        flight.startInFlight(start);
    }

    private static QuadrotorState start(QuadrotorShieldSettings settings, Choices choices) {
        double[] corner = settings.fenceM()[2];
        QuadrotorState s = Flight.hovering(
                choices.between(-corner[0], corner[0]),
                choices.between(-corner[1], corner[1]),
                choices.between(settings.floorM(), settings.ceilingM()));
        double tilt = choices.between(0, 0.8);
        double heading = choices.between(-Math.PI, Math.PI);
        s.values[3] = Math.cos(tilt / 2);
        s.values[4] = Math.sin(tilt / 2) * Math.cos(heading);
        s.values[5] = Math.sin(tilt / 2) * Math.sin(heading);
        for (int i = 0; i < 3; i++) {
            s.values[QuadrotorState.VELOCITY + i] = choices.between(-1.5, 1.5);
            s.values[QuadrotorState.BODY_RATE + i] = choices.between(-4, 4);
        }
        for (int i = 0; i < 4; i++) {
            s.values[QuadrotorState.ROTOR + i] = choices.between(0.3, 1);
        }
        return s;
    }

    /** Flies; the episode counts where the first decision in the air is for the policy. */
    void fly(double seconds) {
        Flight.Pilot hostile = flight.pilot;
        flight.pilot = (f, out) -> System.arraycopy(f.truth.values, QuadrotorState.ROTOR, out, 0, 4);
        for (int i = 0; i <= 2 * flight.delayTicks; i++) {
            flight.step();
        }
        flight.pilot = hostile;
        certified = flight.state() == FailsafeState.ACTIVE && flight.decision().margins[QuadrotorMargins.FLOOR] >= 0;
        if (!certified) {
            return;
        }
        FailsafeState before = flight.state();
        for (double t = 0; t < seconds; t += Flight.TICK_S) {
            blow();
            flight.step();
            truth.observe(flight);
            steps++;
            FailsafeState now = flight.state();
            takeoversByObstacle +=
                    before != now && now == FailsafeState.BACKUP && flight.decision().transitionCause == Cause.OBSTACLE
                            ? 1
                            : 0;
            takeovers += before != now && now == FailsafeState.BACKUP ? 1 : 0;
            landed |= now == FailsafeState.LANDING;
            before = now;
        }
    }

    /** Lets the wind of this tick blow. */
    void blow() {
        wind.force(flight.tick(), flight.truth.values, flight.windN);
    }
}
