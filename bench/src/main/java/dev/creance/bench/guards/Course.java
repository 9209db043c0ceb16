package dev.creance.bench.guards;

import static dev.creance.dynamics.quadrotor.QuadrotorChannels.REFERENCE_VELOCITY;

import dev.creance.runtime.Frame;
import dev.creance.runtime.Layout;
import dev.creance.runtime.Reference;

/** A quadrotor's course that begins somewhere on its way, and may be flown faster from some time on. */
final class Course implements Reference {
    private final Reference course;
    private final long fromNs;
    private double factor = 1;
    private long hurriedNs;
    private long newestNs;

    /** @param fromNs where on its way it begins */
    Course(Reference course, long fromNs) {
        this.course = course;
        this.fromNs = fromNs;
    }

    /** Goes on so many times as fast. */
    void hurry(double times) {
        if (factor == 1) {
            factor = times;
            hurriedNs = newestNs;
        }
    }

    @Override
    public Layout layout() {
        return course.layout();
    }

    @Override
    public void sample(long flownNs, Frame out) {
        newestNs = flownNs;
        course.sample(fromNs + flownNs + Math.round((factor - 1) * (flownNs - hurriedNs)), out);
        for (int i = 0; i < 3; i++) {
            out.values[REFERENCE_VELOCITY + i] *= factor;
        }
    }
}
