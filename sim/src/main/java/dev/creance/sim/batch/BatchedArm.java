package dev.creance.sim.batch;

import static dev.creance.sim.batch.Doubles.ROW;

import dev.creance.dynamics.arm.Chain;
import dev.creance.runtime.HotPath;
import java.util.Arrays;
import java.util.Objects;

/**
 * Arms of one kind whose joints all turn, each in an environment of its own, in double precision: the accelerations of {@link
 * dev.creance.dynamics.arm.ForwardDynamics}, to round-off. Efforts are what acts along the joints, friction included; stops and
 * contacts are the caller's. Allocation-free after construction; not thread-safe.
 *
 * <pre>{@code
 * BatchedArm batch = new BatchedArm(ArmModels.named("franka-panda"), 1024);
 * batch.effort(environment, joint, 12);
 * batch.step(1e-4);
 * double angleRad = batch.position(environment, joint);
 * }</pre>
 */
public final class BatchedArm {
    private final int environments;
    private final int joints;
    private final int groups;
    private final int perGroup;
    private final double[] constants;
    private final double[] memory;
    private final int states;

    /** At rest at position 0, without effort. */
    public BatchedArm(Chain chain, int environments) {
        this.environments = environments;
        joints = chain.size();
        constants = ArmRows.constants(chain);
        groups = (environments + ROW - 1) / ROW;
        perGroup = ArmRows.PER_JOINT * joints * ROW;
        int work = ((joints + 1) * ArmRows.LINK + ArmRows.FELT_ROWS) * ROW;
        states = Doubles.FIRST + work;
        memory = Doubles.lines(work + groups * perGroup);
        for (int axis = 0; axis < 3; axis++) {
            fill(ArmRows.ROTATION + 4 * axis, 1);
            fill(ArmRows.DRIFT + 3 + axis, -chain.gravityMPerS2()[axis]);
        }
    }

    private void fill(int row, double value) {
        int from = Doubles.FIRST + row * ROW;
        Arrays.fill(memory, from, from + ROW, value);
    }

    public int environments() {
        return environments;
    }

    public int joints() {
        return joints;
    }

    /** Angle of a joint, rad. */
    @HotPath
    public double position(int environment, int joint) {
        return memory[at(environment, ArmRows.POSITION, joint)];
    }

    @HotPath
    public void position(int environment, int joint, double rad) {
        memory[at(environment, ArmRows.POSITION, joint)] = rad;
    }

    /** Speed of a joint, rad/s. */
    @HotPath
    public double speed(int environment, int joint) {
        return memory[at(environment, ArmRows.SPEED, joint)];
    }

    @HotPath
    public void speed(int environment, int joint, double radPerS) {
        memory[at(environment, ArmRows.SPEED, joint)] = radPerS;
    }

    /** Holds from now on: what acts along a joint, Nm. */
    @HotPath
    public void effort(int environment, int joint, double newtonMetres) {
        memory[at(environment, ArmRows.EFFORT, joint)] = newtonMetres;
    }

    /** As computed last, rad/s². */
    @HotPath
    public double acceleration(int environment, int joint) {
        return memory[at(environment, ArmRows.ACCELERATION, joint)];
    }

    /** Computes the accelerations of all, and moves none. */
    @HotPath
    public void accelerate() {
        for (int group = 0; group < groups; group++) {
            accelerate(states + group * perGroup);
        }
    }

    /** Advances all by one semi-implicit Euler step: speeds by the accelerations, positions by the new speeds. */
    @HotPath
    public void step(double dtS) {
        for (int group = 0; group < groups; group++) {
            accelerate(states + group * perGroup);
            ArmForcePasses.advance(memory, states + group * perGroup, joints, dtS);
        }
    }

    private void accelerate(int state) {
        ArmMotionPasses.run(constants, memory, state, memory, joints);
        ArmForcePasses.run(constants, memory, state, memory, joints);
    }

    private int at(int environment, int kind, int joint) {
        int row = kind * joints + Objects.checkIndex(joint, joints);
        int lane = Objects.checkIndex(environment, environments) % ROW;
        return states + environment / ROW * perGroup + row * ROW + lane;
    }
}
