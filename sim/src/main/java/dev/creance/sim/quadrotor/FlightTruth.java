package dev.creance.sim.quadrotor;

import dev.creance.dynamics.quadrotor.QuadrotorState;
import dev.creance.runtime.HotPath;

/** What truly happened in a flight: written by the plant at every sub-step, read when it is over. */
public final class FlightTruth {
    /** Above this a vehicle has flown, so that its next contact is a touchdown and not a hop on take-off. */
    private static final double FLOWN_M = 0.05;

    private boolean onGround;
    private boolean airborne;
    private int touchdowns;
    private double touchdownMPerS = Double.NaN;
    private double touchdownSlideMPerS = Double.NaN;
    private double touchdownTiltRad = Double.NaN;
    private double sinkBeforeMPerS;
    private double maxSpeedMPerS;
    private double maxHeightM = Double.NEGATIVE_INFINITY;

    @HotPath
    void observe(QuadrotorState state, double clearanceM) {
        double[] x = state.values;
        maxSpeedMPerS = Math.max(maxSpeedMPerS, state.speedMPerS());
        maxHeightM = Math.max(maxHeightM, x[QuadrotorState.POSITION + 2]);
        onGround = clearanceM <= 0;
        if (clearanceM > FLOWN_M) {
            airborne = true;
        } else if (onGround && airborne) {
            airborne = false;
            touchdown(state);
        }
        sinkBeforeMPerS = -x[QuadrotorState.VELOCITY + 2];
    }

    /** The hardest touchdown counts. */
    private void touchdown(QuadrotorState state) {
        double[] x = state.values;
        touchdowns++;
        // The sub-step that found contact has already been slowed down by it.
        double sinkMPerS = Math.max(sinkBeforeMPerS, -x[QuadrotorState.VELOCITY + 2]);
        if (touchdowns == 1 || sinkMPerS > touchdownMPerS) {
            touchdownMPerS = sinkMPerS;
            double vx = x[QuadrotorState.VELOCITY];
            double vy = x[QuadrotorState.VELOCITY + 1];
            touchdownSlideMPerS = Math.sqrt(vx * vx + vy * vy);
            touchdownTiltRad = StrictMath.acos(Math.max(-1, Math.min(1, state.cosTilt())));
        }
    }

    /** Whether a foot touches the ground now. */
    @HotPath
    public boolean onGround() {
        return onGround;
    }

    /** How often it has come down after a flight. */
    public int touchdowns() {
        return touchdowns;
    }

    /** Sink speed just before the hardest touchdown; NaN where there was none. */
    public double touchdownMPerS() {
        return touchdownMPerS;
    }

    /** Horizontal speed just before the hardest touchdown; NaN where there was none. */
    public double touchdownSlideMPerS() {
        return touchdownSlideMPerS;
    }

    /** Tilt just before the hardest touchdown; NaN where there was none. */
    public double touchdownTiltRad() {
        return touchdownTiltRad;
    }

    public double maxSpeedMPerS() {
        return maxSpeedMPerS;
    }

    public double maxHeightM() {
        return maxHeightM;
    }
}
