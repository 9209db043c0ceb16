package dev.creance.sim.quadrotor;

import dev.creance.dynamics.quadrotor.QuadrotorReferences;
import dev.creance.runtime.config.ConfigFile;
import java.util.Arrays;

/** One flight whose link is gone for ever from some moment on: plant, sensors and the onboard law alone, at 1 kHz. */
final class FailsafeFlight {
    private static final double STEP_S = 0.001;
    private static final long STEP_NS = 1_000_000;

    /** The example's command validity: the last command holds this long. */
    private static final long VALIDITY_NS = 60_000_000;

    private static final long RESUME_WINDOW_NS = 500_000_000;
    private static final long GUST_FROM_NS = 1_000_000_000;
    private static final long GUST_UNTIL_NS = 1_600_000_000;
    private static final long GIVE_UP_NS = 60_000_000_000L;

    final QuadrotorJudge judge;
    final QuadrotorPlant plant;
    private final SensorModel sensors;
    private final OnboardFailsafe failsafe;
    private final TestPilot pilot;
    private final double[] measured;
    private final double[] throttle = new double[4];

    /** An updraught that blows for 600 ms from the moment the descent is under way, N. */
    double updraughtN;

    boolean stopped;
    boolean stoppedOnGround;
    double speedAtCutMPerS;

    FailsafeFlight(
            QuadrotorPlantConfig config, SensorModel sensors, QuadrotorLimits limits, String reference, long seed) {
        judge = new QuadrotorJudge(limits);
        plant = new QuadrotorPlant(config, judge, seed);
        this.sensors = sensors;
        failsafe = new OnboardFailsafe(config.nominal());
        pilot = new TestPilot(config.nominal(), QuadrotorReferences.from(ConfigFile.parse("reference", reference)));
        measured = new double[plant.measurements().size()];
    }

    /** Flies until the link goes at {@code cutNs}, then on until it has stopped, and lets it settle. */
    FailsafeFlight run(long cutNs) {
        measure();
        long t = 0;
        for (; t < cutNs; t += STEP_NS) {
            pilot.fly(measured, t, throttle, STEP_S);
            step();
            failsafe.track(measured, throttle, true, STEP_S);
        }
        speedAtCutMPerS = plant.state().speedMPerS();
        for (; t < cutNs + VALIDITY_NS; t += STEP_NS) {
            step();
            failsafe.track(measured, throttle, false, STEP_S);
        }
        for (long expiredNs = 0; expiredNs < GIVE_UP_NS && !stopped; expiredNs += STEP_NS) {
            boolean gust = expiredNs >= GUST_FROM_NS && expiredNs < GUST_UNTIL_NS;
            plant.gust(0, 0, gust ? updraughtN : 0);
            stopped = failsafe.fly(measured, expiredNs > RESUME_WINDOW_NS, expiredNs * 1e-9, throttle, STEP_S);
            if (!stopped) {
                step();
            }
        }
        stoppedOnGround = plant.truth().onGround();
        Arrays.fill(throttle, 0);
        for (int i = 0; i < 1000; i++) {
            step();
        }
        return this;
    }

    private void step() {
        plant.step(throttle, STEP_S);
        measure();
    }

    private void measure() {
        plant.measure(measured);
        sensors.apply(measured);
    }
}
