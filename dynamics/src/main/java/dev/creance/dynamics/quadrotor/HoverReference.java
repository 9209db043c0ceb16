package dev.creance.dynamics.quadrotor;

import static dev.creance.dynamics.quadrotor.QuadrotorChannels.REFERENCE_POSITION;
import static dev.creance.dynamics.quadrotor.QuadrotorChannels.REFERENCE_VELOCITY;

import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.Layout;
import dev.creance.runtime.Reference;
import java.util.Arrays;

/** Climbs over the origin and stays there. */
final class HoverReference implements Reference {
    private final Layout layout = QuadrotorChannels.reference();
    private final Climb climb;

    HoverReference(Climb climb) {
        this.climb = climb;
    }

    @Override
    public Layout layout() {
        return layout;
    }

    @Override
    @HotPath
    public void sample(long elapsedNs, Frame out) {
        sampleClimb(climb, elapsedNs, out);
    }

    /** The part that the figure eight shares. */
    static void sampleClimb(Climb climb, long elapsedNs, Frame out) {
        double elapsedS = Math.max(0, elapsedNs) * 1e-9;
        Arrays.fill(out.values, 0);
        out.values[REFERENCE_POSITION + 2] = climb.height(elapsedS);
        out.values[REFERENCE_VELOCITY + 2] = climb.speed(elapsedS);
        out.validBits = out.allValid();
        out.sampleNs = elapsedNs;
    }
}
