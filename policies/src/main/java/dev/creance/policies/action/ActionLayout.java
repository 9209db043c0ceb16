package dev.creance.policies.action;

import dev.creance.policies.manifest.Action;
import dev.creance.policies.manifest.Action.Clamp;
import dev.creance.policies.manifest.Action.GainSource;
import dev.creance.policies.manifest.Action.JointCommand;
import dev.creance.policies.manifest.Action.Kind;
import dev.creance.policies.manifest.Manifest;
import java.util.List;

/**
 * What stands where in the numbers that go from an inference to the tick: the action's rows, gains that the network returned,
 * what networks say about the action, and what came along with the observation that it answers. A plain policy's
 * action is one row and nothing else.
 *
 * @param values of one row
 * @param rows actions that follow each other, one to a native period
 * @param gains of kp, and as many of kd
 * @param ratings numbers by the names of {@link Manifest#ratings}
 * @param joints measured positions, and as many velocities, in the order of the action's joints
 * @param numbered whether the number of the native period comes along
 */
public record ActionLayout(int values, int rows, int gains, int ratings, int joints, boolean numbered) {
    /** What a manifest asks for. */
    public static ActionLayout of(Manifest manifest) {
        Action action = manifest.action();
        List<JointCommand> parts = parts(action);
        boolean gains = parts.stream().anyMatch(part -> part.gains().orElse(null) instanceof GainSource.Outputs);
        boolean measured = parts.stream()
                .anyMatch(part -> part.kind() == Kind.POSITION_FROM_MEASURED
                        || part.clamps().contains(Clamp.EFFORT_LIMITS));
        boolean chunk = action.common().chunk().isPresent();
        boolean sums = parts.stream()
                .anyMatch(part -> part.kind().integrates() || part.clamps().contains(Clamp.VELOCITY_LIMITS));
        return new ActionLayout(
                action.size(),
                action.common().chunk().map(Action.Chunk::steps).orElse(1),
                gains ? action.size() : 0,
                manifest.ratings().size(),
                measured ? action.size() : 0,
                chunk || sums || !manifest.planners().isEmpty());
    }

    /** The commands for joints that an action consists of; none where it is of another kind. */
    public static List<JointCommand> parts(Action action) {
        return switch (action) {
            case Action.Joints joints -> List.of(joints.command());
            case Action.Split split -> split.parts();
            default -> List.of();
        };
    }

    public int kpAt() {
        return values * rows;
    }

    public int kdAt() {
        return kpAt() + gains;
    }

    public int ratingsAt() {
        return kdAt() + gains;
    }

    /** Where an ensemble says how much it disagrees: the first of the ratings. */
    public int doubtAt() {
        return ratingsAt();
    }

    /** Where what came along with the observation begins. */
    public int alongAt() {
        return ratingsAt() + ratings;
    }

    int positionAt() {
        return alongAt();
    }

    int velocityAt() {
        return alongAt() + joints;
    }

    int numberAt() {
        return alongAt() + 2 * joints;
    }

    /** How many numbers come along with the observation. */
    public int along() {
        return 2 * joints + (numbered ? 1 : 0);
    }

    public int size() {
        return alongAt() + along();
    }
}
