package dev.creance.policies.observation;

import dev.creance.policies.manifest.Clock;
import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPath;

/**
 * An angle that goes round once in a period, counted in native periods of the policy, so that it does not drift. A clock of
 * source {@code wall} follows the receipt time of the sensor frame, which is recorded, so that such a run can be replayed.
 */
final class PhaseClock implements Periodic {
    private static final double TURN = 2 * Math.PI;

    private final Clock.Phase clock;
    private final double turnsPerPeriod;
    private final SetpointState rest;
    private final double restBelow;
    private final double restRad;
    private long periods = -1;
    private double turns;

    /** @param rest the set point that lets it rest; null where nothing does */
    PhaseClock(Clock.Phase clock, double nativeHz, SetpointState rest) {
        this.clock = clock;
        this.turnsPerPeriod = 1 / (nativeHz * clock.periodS());
        this.rest = rest;
        this.restBelow = clock.atRest().map(Clock.Rest::below).orElse(Double.NaN);
        this.restRad = clock.atRest().map(Clock.Rest::phaseRad).orElse(Double.NaN);
    }

    @Override
    @HotPath
    public void begin(Frame sensors, Frame reference, boolean newPeriod) {
        if (newPeriod) {
            periods++;
        }
        turns = clock.wall() ? sensors.receiptNs * 1e-9 / clock.periodS() : periods * turnsPerPeriod;
    }

    /** The phase, from 0 to a turn, with an angle added to it; at rest the resting angle alone. */
    @HotPath
    double angleRad(double offsetRad) {
        if (rest != null && rest.norm() < restBelow) {
            return restRad;
        }
        double sum = turns + (clock.startRad() + offsetRad) / TURN;
        return TURN * (sum - Math.floor(sum));
    }

    @Override
    @HotPath
    public void reset() {
        periods = -1;
    }
}
