package dev.creance.safety.arm;

import dev.creance.dynamics.arm.ChainMotion;
import dev.creance.runtime.Cause;
import dev.creance.runtime.HotPath;

/**
 * How far the tool's set point may be ahead of the tool, along each axis: behind a spring of stiffness k between the two, as an impedance
 * law is one, a tool that is held presses with no more than k times that (SERL clips its reference so, 5 to 10 mm at 2000 N/m). It
 * counts where the set point would come to rest: so it holds, too, for a tool that is stopped from one tick to the next.
 */
@HotPath
final class ToolLead implements Obstacle {
    private final FollowedPoint setPoint;
    private final FollowedPoint tool;
    private final double mostM;

    /** @param setPoint the tool where it was told to be; and another such point for where it is */
    ToolLead(FollowedPoint setPoint, FollowedPoint tool, double mostM) {
        this.setPoint = setPoint;
        this.tool = tool;
        this.mostM = mostM;
    }

    /** Takes up where the joints are, by their sensors. */
    void measured(ChainMotion motion) {
        tool.look(motion);
    }

    @Override
    public FollowedPoint point() {
        return setPoint;
    }

    @Override
    public int sides() {
        return 6;
    }

    @Override
    public Cause cause() {
        return Cause.CONTACT;
    }

    @Override
    public double clearanceM() {
        return 0;
    }

    @Override
    public void look(ChainMotion motion) {
        // the tool stays where it was measured
    }

    @Override
    public double distanceM(int side) {
        return side < 3
                ? mostM + (setPoint.placeM[side] - tool.placeM[side])
                : mostM - (setPoint.placeM[side - 3] - tool.placeM[side - 3]);
    }

    @Override
    public void direction(int side, double[] out) {
        for (int k = 0; k < 3; k++) {
            out[k] = side == k ? 1 : side == k + 3 ? -1 : 0;
        }
    }
}
