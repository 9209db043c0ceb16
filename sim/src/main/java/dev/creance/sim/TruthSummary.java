package dev.creance.sim;

/**
 * What truly happened to a simulated vehicle, by its plant at every sub-step.
 *
 * @param subSteps how many were judged
 * @param envelopeViolations sub-steps outside fence, ceiling, floor, tilt or rate
 * @param leastFenceMarginM least distance to a wall, negative outside; infinite without fence
 * @param leastCeilingMarginM least distance below the ceiling; infinite without ceiling
 * @param maxSpeedMPerS greatest speed
 * @param maxHeightM greatest height
 * @param touchdowns how often it came down after a flight
 * @param touchdownMPerS sink speed of the hardest touchdown; NaN where there was none
 * @param onGround whether it stands on the ground now
 * @param xM position now
 * @param yM position now
 * @param zM position now
 * @param tiltRad tilt now
 */
public record TruthSummary(
        long subSteps,
        long envelopeViolations,
        double leastFenceMarginM,
        double leastCeilingMarginM,
        double maxSpeedMPerS,
        double maxHeightM,
        int touchdowns,
        double touchdownMPerS,
        boolean onGround,
        double xM,
        double yM,
        double zM,
        double tiltRad) {

    static TruthSummary of(QuadrotorPlant plant, EnvelopeJudge judge) {
        double[] x = plant.state().values;
        FlightTruth truth = plant.truth();
        return new TruthSummary(
                judge.subSteps(),
                judge.violations(),
                judge.leastFenceMarginM(),
                judge.leastCeilingMarginM(),
                truth.maxSpeedMPerS(),
                truth.maxHeightM(),
                truth.touchdowns(),
                truth.touchdownMPerS(),
                truth.onGround(),
                x[0],
                x[1],
                x[2],
                StrictMath.acos(Math.max(-1, Math.min(1, plant.state().cosTilt()))));
    }
}
