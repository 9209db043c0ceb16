package dev.creance.sim.arm;

import dev.creance.sim.TruthSummary;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What truly happened to a simulated arm, by its plant at every sub-step.
 *
 * @param subSteps how many were judged
 * @param envelopeViolations sub-steps outside any limit
 * @param violationsByKind by the limit's name
 * @param leastPositionMargin least distance of any joint to its limit, negative outside; infinite without limits
 * @param leastWorkspaceMarginM least distance of the tool to the workspace's walls, negative outside; infinite without walls
 * @param leastApartM least distance of two spheres on its links that must not touch; infinite without such
 * @param maxJointSpeed greatest speed of any joint, rad/s or m/s
 * @param maxToolSpeedMPerS greatest speed of the tool
 * @param toolXM where the tool is now
 * @param toolYM where the tool is now
 * @param toolZM where the tool is now
 * @param braked whether the holding brakes are closed now
 */
public record ArmTruth(
        long subSteps,
        long envelopeViolations,
        Map<String, Long> violationsByKind,
        double leastPositionMargin,
        double leastWorkspaceMarginM,
        double leastApartM,
        double maxJointSpeed,
        double maxToolSpeedMPerS,
        double toolXM,
        double toolYM,
        double toolZM,
        boolean braked)
        implements TruthSummary {
    @Override
    public Map<String, Double> figures() {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("max_joint_speed_rad_per_s", maxJointSpeed);
        figures.put("max_tool_speed_m_per_s", maxToolSpeedMPerS);
        figures.put("least_position_margin_rad", leastPositionMargin);
        figures.put("least_workspace_margin_m", leastWorkspaceMarginM);
        if (Double.isFinite(leastApartM)) {
            figures.put("least_distance_of_links_m", leastApartM);
        }
        return figures;
    }
}
