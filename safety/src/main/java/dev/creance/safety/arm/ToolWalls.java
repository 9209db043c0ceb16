package dev.creance.safety.arm;

import dev.creance.dynamics.arm.ChainMotion;
import dev.creance.runtime.Cause;
import dev.creance.runtime.HotPath;

/** The six walls around the tool: sides 0 to 2 are the least x, y, z, sides 3 to 5 the greatest. */
@HotPath
final class ToolWalls implements Obstacle {
    private final FollowedPoint tool;
    private final Workspace workspace;

    ToolWalls(FollowedPoint tool, Workspace workspace) {
        this.tool = tool;
        this.workspace = workspace;
    }

    @Override
    public FollowedPoint point() {
        return tool;
    }

    @Override
    public int sides() {
        return 6;
    }

    @Override
    public Cause cause() {
        return Cause.WORKSPACE;
    }

    @Override
    public double clearanceM() {
        return workspace.clearanceM();
    }

    @Override
    public void look(ChainMotion motion) {
        // walls stand still
    }

    @Override
    public double distanceM(int side) {
        return side < 3
                ? tool.placeM[side] - workspace.lowerM()[side]
                : workspace.upperM()[side - 3] - tool.placeM[side - 3];
    }

    @Override
    public void direction(int side, double[] out) {
        for (int k = 0; k < 3; k++) {
            out[k] = side == k ? 1 : side == k + 3 ? -1 : 0;
        }
    }
}
