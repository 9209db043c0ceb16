package dev.creance.safety.arm;

import dev.creance.dynamics.arm.Chain;
import dev.creance.dynamics.arm.ChainMotion;
import dev.creance.runtime.Cause;
import dev.creance.runtime.HotPath;
import dev.creance.safety.arm.SelfCollision.Sphere;

/** Two spheres on different links: only the joints in between change their distance. */
@HotPath
final class SpherePair implements Obstacle {
    private final int link;
    private final double[] inLinkM;
    private final double radiiM;
    private final double clearanceM;
    private final FollowedPoint other;
    private final double[] centreM = new double[3];
    private final double[] apart = new double[3];
    private double distanceM;

    /** @param near on the link nearer to the base */
    SpherePair(Chain chain, Sphere near, Sphere far, double clearanceM) {
        link = near.link();
        inLinkM = near.centreM();
        radiiM = near.radiusM() + far.radiusM();
        this.clearanceM = clearanceM;
        other = new FollowedPoint(chain, link, far.link(), far.centreM());
    }

    @Override
    public FollowedPoint point() {
        return other;
    }

    @Override
    public int sides() {
        return 1;
    }

    @Override
    public Cause cause() {
        return Cause.SELF_COLLISION;
    }

    @Override
    public double clearanceM() {
        return clearanceM;
    }

    @Override
    public void look(ChainMotion motion) {
        if (link == FollowedPoint.BASE) {
            System.arraycopy(inLinkM, 0, centreM, 0, 3);
        } else {
            motion.point(link, inLinkM, centreM);
        }
        for (int k = 0; k < 3; k++) {
            apart[k] = other.placeM[k] - centreM[k];
        }
        distanceM = FollowedPoint.length(apart);
    }

    @Override
    public double distanceM(int side) {
        return distanceM - radiiM;
    }

    @Override
    public void direction(int side, double[] out) {
        for (int k = 0; k < 3; k++) {
            out[k] = distanceM > 0 ? apart[k] / distanceM : 0;
        }
    }
}
