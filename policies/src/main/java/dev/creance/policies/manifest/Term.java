package dev.creance.policies.manifest;

import dev.creance.runtime.config.ConfigNode;
import java.util.List;
import java.util.Optional;

/** One term of an observation. */
public sealed interface Term {
    /** What every term has. */
    Common common();

    /**
     * @param dim values in one slot of the history
     * @param process from SI values to what the network is fed, in the order of the term's values
     * @param history its own; empty where the observation's holds
     */
    record Common(ConfigNode at, String name, int dim, List<Operation> process, Optional<History> history) {}

    /** @param minus empty where nothing is subtracted */
    record Channels(Common common, ConfigNode signal, Optional<ConfigNode> minus, ConfigNode unit) implements Term {}

    /** How an orientation becomes numbers. */
    enum Rotation {
        /** Nine numbers, row by row. */
        MATRIX_ROWS,
        /** Nine numbers, column by column. */
        MATRIX_COLUMNS,
        /** The first two columns, row by row: m00 m01 m10 m11 m20 m21. */
        SIX_ROWS,
        /** The first two columns, one after the other: m00 m10 m20 m01 m11 m21. */
        SIX_COLUMNS,
        QUATERNION_WXYZ,
        QUATERNION_XYZW
    }

    /** @param signal the channels of a quaternion w, x, y, z, body to world */
    record Orientation(Common common, ConfigNode signal, Rotation as) implements Term {}

    /** Roll, pitch and yaw (z-y'-x'') of a quaternion, in rad; those of {@code axes}. */
    record Euler(Common common, ConfigNode signal, List<String> axes) implements Term {}

    /** The unit vector that points down, in body axes. */
    record Gravity(Common common, ConfigNode signal) implements Term {}

    enum Quantity {
        POSITION,
        VELOCITY,
        EFFORT
    }

    /** What joint values are counted from. */
    enum Origin {
        NOTHING,
        DEFAULT_POSE,
        /** The newest command. */
        TARGET
    }

    record Joints(Common common, Quantity quantity, JointOrder order, Origin relativeTo, ConfigNode unit)
            implements Term {}

    /** What stands for actions before the first. */
    enum Initial {
        ZEROS,
        /** The action that leads to where the joints are. */
        MEASURED,
        /** The numbers of {@link Actions#initialValues}. */
        VALUES
    }

    /**
     * Past actions.
     *
     * @param executed whether it shows what was executed, not what the policy returned
     */
    record Actions(Common common, boolean executed, Initial initial, List<Double> initialValues) implements Term {}

    /** @param values names of the setpoint's values, in order */
    record SetpointValues(Common common, String setpoint, List<String> values) implements Term {}

    /** 1 at the place that a value of a setpoint chooses, 0 elsewhere. @param value its name in the setpoint */
    record OneHot(Common common, String setpoint, String value) implements Term {}

    /** What is left of the return that was asked for. @param reward the channel of what each native period earned */
    record ReturnToGo(Common common, double target, ConfigNode reward) implements Term {}

    /** For each function, its value of the phase plus each of the offsets; {@code ratio} is the phase over a turn. */
    record PhaseValues(Common common, String clock, List<String> functions, List<Double> offsetsRad) implements Term {}

    record Count(Common common, String clock) implements Term {}

    /**
     * @param as how an orientation is written; empty where the quantity is none
     * @param frame {@code world}, or {@code anchor} for the motion's value as seen from the robot's own anchor body
     * @param lag inferences by which it is late
     */
    record MotionValues(Common common, String motion, String quantity, Optional<Rotation> as, String frame, int lag)
            implements Term {}

    /** What another model returns. */
    record Latent(Common common, TensorReference tensor) implements Term {}

    record Constant(Common common, List<Double> values) implements Term {}

    /** A signal that comes from outside the robot's channels, such as a height map; its name says which. */
    record External(Common common, String signal, String unit) implements Term {}
}
