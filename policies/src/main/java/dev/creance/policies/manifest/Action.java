package dev.creance.policies.manifest;

import dev.creance.runtime.config.ConfigNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What a network returns and what becomes of it. */
public sealed interface Action {
    Common common();

    /** How many values one action has. */
    int size();

    /**
     * @param between what happens from one inference to the next
     * @param chunk empty where the network returns one action
     * @param head empty where the tensor holds the action itself
     * @param base what the action goes on top of; empty where it stands alone
     */
    record Common(
            ConfigNode at,
            TensorReference tensor,
            Between between,
            Optional<Chunk> chunk,
            Optional<Head> head,
            Optional<Base> base) {}

    /** From one inference to the next, commands are held, interpolated, or pass a first-order low-pass. */
    record Between(boolean linear, OptionalDouble lowPassHz) {}

    /**
     * Several actions at once, for the periods to come.
     *
     * @param steps rows of the tensor
     * @param execute how many are flown before the next inference
     * @param blend {@code none}, {@code temporal_ensemble} or {@code real_time}
     * @param decay of the weights of a temporal ensemble, from chunk to newer chunk; NaN where there is none
     */
    record Chunk(int steps, int execute, String blend, double decay) {}

    /** The processed values are the commands: motors, or any other channels. */
    record Direct(Common common, List<ConfigNode> commands, ConfigNode unit, List<Operation> process)
            implements Action {
        @Override
        public int size() {
            return commands.size();
        }
    }

    /** What a joint action says. */
    enum Kind {
        POSITION,
        POSITION_FROM_DEFAULT,
        POSITION_FROM_MEASURED,
        /** Added to the command before; the sum is kept. */
        POSITION_DELTA,
        VELOCITY,
        /** A velocity that is summed up to a position. */
        VELOCITY_INTEGRATED,
        EFFORT;

        Term.Quantity quantity() {
            return this == EFFORT
                    ? Term.Quantity.EFFORT
                    : this == VELOCITY || this == VELOCITY_INTEGRATED ? Term.Quantity.VELOCITY : Term.Quantity.POSITION;
        }

        public boolean integrates() {
            return this == POSITION_DELTA || this == VELOCITY_INTEGRATED;
        }
    }

    /** What bounds a command before it leaves, beside the shield. */
    enum Clamp {
        POSITION_LIMITS,
        VELOCITY_LIMITS,
        /** Positions whose gains would ask for more than the effort limit are moved closer. */
        EFFORT_LIMITS
    }

    /**
     * Commands for some joints.
     *
     * @param process before the default pose, the measured or the earlier command is added
     * @param gains empty where the joints take the value without a position loop
     * @param start where a sum starts: {@code measured} or {@code default_pose}; empty where nothing is summed
     */
    record JointCommand(
            ConfigNode at,
            Kind kind,
            JointOrder order,
            ConfigNode unit,
            List<Operation> process,
            Optional<GainSource> gains,
            List<Clamp> clamps,
            Optional<String> start) {}

    /** Where a position loop takes its gains from. */
    sealed interface GainSource {
        /** The manifest's own table. */
        record Table() implements GainSource {}

        /** The network returns them with each action. */
        record Outputs(TensorReference kp, TensorReference kd) implements GainSource {}
    }

    record Joints(Common common, JointCommand command) implements Action {
        @Override
        public int size() {
            return command.order().size();
        }
    }

    /** Some values are positions, others velocities: legs and wheels. */
    record Split(Common common, List<JointCommand> parts) implements Action {
        @Override
        public int size() {
            return parts.stream().mapToInt(part -> part.order().size()).sum();
        }
    }

    /** Attitude and collective thrust. @param units one for each command */
    record AttitudeThrust(Common common, List<ConfigNode> commands, List<ConfigNode> units, List<Operation> process)
            implements Action {
        @Override
        public int size() {
            return commands.size();
        }
    }

    /** The setpoint of another policy, or of a planner's follower. @param units one for each value */
    record Twist(Common common, String to, List<String> values, List<ConfigNode> units, List<Operation> process)
            implements Action {
        @Override
        public int size() {
            return values.size();
        }
    }

    /** One choice for each head. */
    record Discrete(Common common, List<List<String>> choices) implements Action {
        @Override
        public int size() {
            return choices.size();
        }
    }
}
