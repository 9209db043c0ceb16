package dev.creance.sim.quadrotor;

import dev.creance.sim.TruthSummary;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What truly happened to a simulated quadrotor, by its plant at every sub-step.
 *
 * @param subSteps how many were judged
 * @param envelopeViolations sub-steps outside fence, ceiling, floor, tilt or rate, or in an obstacle
 * @param violationsByKind by the limit's name
 * @param leastFenceMarginM least distance to a wall, negative outside; infinite without fence
 * @param leastCeilingMarginM least distance below the ceiling; infinite without ceiling
 * @param leastObstacleMarginM least distance to an obstacle, negative inside; infinite without obstacles
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
public record QuadrotorTruth(
        long subSteps,
        long envelopeViolations,
        Map<String, Long> violationsByKind,
        double leastFenceMarginM,
        double leastCeilingMarginM,
        double leastObstacleMarginM,
        double maxSpeedMPerS,
        double maxHeightM,
        int touchdowns,
        double touchdownMPerS,
        boolean onGround,
        double xM,
        double yM,
        double zM,
        double tiltRad)
        implements TruthSummary {

    static QuadrotorTruth of(QuadrotorPlant plant, QuadrotorJudge judge) {
        double[] x = plant.state().values;
        FlightTruth truth = plant.truth();
        return new QuadrotorTruth(
                judge.violations().subSteps(),
                judge.violations().outside(),
                judge.violations().byKind(),
                judge.leastFenceMarginM(),
                judge.leastCeilingMarginM(),
                judge.leastObstacleMarginM(),
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

    @Override
    public Map<String, Double> figures() {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("touchdown_m_per_s", touchdownMPerS);
        figures.put("least_fence_margin_m", leastFenceMarginM);
        figures.put("least_ceiling_margin_m", leastCeilingMarginM);
        if (Double.isFinite(leastObstacleMarginM)) {
            figures.put("least_obstacle_margin_m", leastObstacleMarginM);
        }
        figures.put("on_ground", onGround ? 1.0 : 0.0);
        return figures;
    }
}
