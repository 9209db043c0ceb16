package dev.creance.safety.arm;

import dev.creance.dynamics.arm.ChainMotion;
import dev.creance.runtime.HotPath;

/** The least room below the tool's greatest speed while the joints brake, and how it changes with the displacements they begin with. */
@HotPath
final class ToolSpeed {
    private final FollowedPoint tool;
    private final Workspace workspace;
    private final double[] direction = new double[3];
    private final double[] slope;
    private double roomMPerS;
    private boolean followed;

    ToolSpeed(FollowedPoint tool, Workspace workspace, int joints) {
        this.tool = tool;
        this.workspace = workspace;
        slope = new double[joints];
    }

    /** Without following: no faster than the levers of the joints allow. */
    void estimate(double[] speeds) {
        roomMPerS = workspace.speedMPerS() - tool.reach(speeds);
        followed = false;
    }

    void begin() {
        roomMPerS = Double.POSITIVE_INFINITY;
        followed = true;
    }

    /**
     * Takes up a time, at which the tool has been looked at.
     *
     * @param gain by how much a joint is faster for one unit more of its displacement
     */
    void at(ChainMotion motion, double[] gain) {
        double room = Math.min(workspace.speedMPerS() - tool.speedMPerS, workspace.mostMPerS() - tool.betweenMPerS);
        // NaN is least, and stays
        if (room < roomMPerS || Double.isNaN(room)) {
            roomMPerS = room;
            for (int k = 0; k < 3; k++) {
                direction[k] = tool.speedMPerS > 0 ? -tool.velocityMPerS[k] / tool.speedMPerS : 0;
            }
            tool.along(motion, direction, slope);
            for (int i = 0; i < gain.length; i++) {
                slope[i] *= gain[i];
            }
        }
    }

    double roomMPerS() {
        return roomMPerS;
    }

    boolean holds() {
        return roomMPerS >= 0;
    }

    /** room + slope · (x − x_0) ≥ 0 */
    void addTo(CouplingRows rows) {
        if (followed) {
            rows.atLeast(slope, -roomMPerS);
        }
    }
}
