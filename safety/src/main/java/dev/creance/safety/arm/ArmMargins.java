package dev.creance.safety.arm;

import dev.creance.runtime.Cause;
import dev.creance.safety.Margins;
import java.util.List;

/** The margins of an arm's certificate: their indices, and what they are. */
final class ArmMargins {
    static final int POSITION = 0;
    static final int VELOCITY = 1;
    static final int ACCELERATION = 2;
    static final int TRACKING = 3;
    static final int WORKSPACE = 4;
    static final int TOOL_SPEED = 5;
    static final int SELF_COLLISION = 6;

    private ArmMargins() {}

    /** None is asked for more when the policy returns: the projection holds it at the limit anyway. */
    static Margins create() {
        List<Margins.Kind> kinds = List.of(
                new Margins.Kind("joint.position", "rad", Cause.JOINT_POSITION, 0),
                new Margins.Kind("joint.velocity", "rad/s", Cause.JOINT_VELOCITY, 0),
                new Margins.Kind("joint.acceleration", "rad/s2", Cause.JOINT_ACCELERATION, 0),
                new Margins.Kind("tracking", "rad", Cause.TRACKING, 0),
                new Margins.Kind("workspace", "m", Cause.WORKSPACE, 0),
                new Margins.Kind("tool.speed", "m/s", Cause.TOOL_SPEED, 0),
                new Margins.Kind("self_collision", "m", Cause.SELF_COLLISION, 0));
        return new Margins(kinds, TRACKING, POSITION, WORKSPACE, SELF_COLLISION, TOOL_SPEED, VELOCITY, ACCELERATION);
    }
}
