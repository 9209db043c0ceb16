package dev.creance.dynamics.arm;

import dev.creance.runtime.HotPath;

/** Joint positions and velocities of one arm. A mutable holder; not thread-safe. */
public final class ArmState {
    /** rad or m. */
    public final double[] position;

    /** rad/s or m/s. */
    public final double[] velocity;

    public ArmState(int joints) {
        position = new double[joints];
        velocity = new double[joints];
    }

    @HotPath
    public void copyFrom(ArmState other) {
        System.arraycopy(other.position, 0, position, 0, position.length);
        System.arraycopy(other.velocity, 0, velocity, 0, velocity.length);
    }
}
