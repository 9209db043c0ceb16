package dev.creance.bench;

import dev.creance.dynamics.arm.Chain;
import dev.creance.dynamics.arm.ChainMotion;
import dev.creance.dynamics.arm.ForwardDynamics;
import dev.creance.dynamics.arm.Joint;
import dev.creance.dynamics.arm.urdf.ArmModels;
import dev.creance.sim.batch.BatchedArm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;

/** Franka's Panda: forward dynamics by the articulated-body algorithm, then one semi-implicit Euler step of 0.1 ms. */
final class SimArms {
    private static final double STEP_S = 1e-4;
    private static final int JOINTS = 7;
    private static final int PER_JOINT = 47;
    private static final Chain PANDA = ArmModels.named("franka-panda");
    private static final double[] POSITION = {0.1, -0.7, 0.2, -2.2, 0.1, 1.6, 0.7};
    private static final double[] EFFORT = {0, -4, 0, 20, 1, 2, 0};

    private SimArms() {}

    static SimCase single(SimPeer.Build build, Path folder, int steps, double mark)
            throws IOException, InterruptedException {
        Arm ours = new Arm();
        SimPeer theirs = new SimPeer(build, folder, "single", constants(), 4 * JOINTS, 1, steps, STEP_S);
        for (int joint = 0; joint < JOINTS; joint++) {
            theirs.set(0, joint, ours.position[joint]);
            theirs.set(0, 2 * JOINTS + joint, ours.effort[joint]);
        }
        DoubleSupplier difference = () -> {
            double greatest = 0;
            for (int joint = 0; joint < JOINTS; joint++) {
                greatest = SimCommand.worse(greatest, ours.position[joint], theirs.get(0, joint), 1);
                greatest = SimCommand.worse(greatest, ours.speed[joint], theirs.get(0, JOINTS + joint), 1);
                greatest = SimCommand.worse(greatest, ours.acceleration[joint], theirs.get(0, 3 * JOINTS + joint), 100);
            }
            return greatest;
        };
        Runnable move = () -> {
            for (int step = 0; step < steps; step++) {
                ours.step();
            }
        };
        return new SimCase(
                "Panda, double, single", SimCommand.peer(build), steps, move, theirs::run, difference, 1e-10, 1, mark);
    }

    static SimCase batched(SimPeer.Build build, Path folder, int environments, double mark)
            throws IOException, InterruptedException {
        BatchedArm ours = new BatchedArm(PANDA, environments);
        int tiles = environments / build.tile();
        SimPeer theirs = new SimPeer(build, folder, "batch", constants(), 4 * JOINTS, environments, tiles, STEP_S);
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < environments; i++) {
            for (int joint = 0; joint < JOINTS; joint++) {
                double position = POSITION[joint] + random.nextDouble(-0.1, 0.1);
                double effort = EFFORT[joint] + random.nextDouble(-1, 1);
                ours.position(i, joint, position);
                ours.effort(i, joint, effort);
                theirs.set(i, joint, position);
                theirs.set(i, 2 * JOINTS + joint, effort);
            }
        }
        DoubleSupplier difference = () -> {
            double greatest = 0;
            for (int i = 0; i < environments; i++) {
                for (int joint = 0; joint < JOINTS; joint++) {
                    greatest = SimCommand.worse(greatest, ours.position(i, joint), theirs.get(i, joint), 1);
                    greatest = SimCommand.worse(greatest, ours.speed(i, joint), theirs.get(i, JOINTS + joint), 1);
                    double acceleration = theirs.get(i, 3 * JOINTS + joint);
                    greatest = SimCommand.worse(greatest, ours.acceleration(i, joint), acceleration, 100);
                }
            }
            return greatest;
        };
        return new SimCase(
                "Panda, double, batch of " + environments,
                SimCommand.peer(build),
                environments,
                () -> ours.step(STEP_S),
                theirs::run,
                difference,
                1e-10,
                20,
                mark);
    }

    private static final class Arm {
        private final ChainMotion motion = new ChainMotion(PANDA);
        private final ForwardDynamics dynamics = new ForwardDynamics(PANDA);
        private final double[] position = POSITION.clone();
        private final double[] speed = new double[JOINTS];
        private final double[] effort = EFFORT.clone();
        private final double[] acceleration = new double[JOINTS];
        private final double[] noWrench = new double[6];

        void step() {
            motion.update(position, speed);
            dynamics.accelerations(motion, effort, noWrench, acceleration);
            for (int joint = 0; joint < JOINTS; joint++) {
                speed[joint] += STEP_S * acceleration[joint];
                position[joint] += STEP_S * speed[joint];
            }
        }
    }

    /** In the order of arm.c and arms.c; with P the rotation at position 0 and a the axis, P aaᵀ, P − P aaᵀ and P [a]×. */
    private static double[] constants() {
        double[] all = new double[JOINTS * PER_JOINT + 3];
        for (int i = 0; i < JOINTS; i++) {
            Joint joint = PANDA.joints().get(i);
            int at = i * PER_JOINT;
            double[] p = joint.placement().rotation();
            double[] a = joint.axis();
            double[] cross = {0, -a[2], a[1], a[2], 0, -a[0], -a[1], a[0], 0};
            for (int row = 0; row < 3; row++) {
                double axis = p[3 * row] * a[0] + p[3 * row + 1] * a[1] + p[3 * row + 2] * a[2];
                all[at + 30 + row] = axis;
                for (int column = 0; column < 3; column++) {
                    int k = 3 * row + column;
                    all[at + k] = axis * a[column];
                    all[at + 9 + k] = p[k] - axis * a[column];
                    all[at + 18 + k] = p[3 * row] * cross[column]
                            + p[3 * row + 1] * cross[column + 3]
                            + p[3 * row + 2] * cross[column + 6];
                }
            }
            System.arraycopy(joint.placement().positionM(), 0, all, at + 27, 3);
            all[at + 33] = joint.link().massKg();
            System.arraycopy(joint.link().centreM(), 0, all, at + 34, 3);
            System.arraycopy(joint.link().inertiaKgM2(), 0, all, at + 37, 9);
            all[at + 46] = joint.drivetrain().armature();
        }
        System.arraycopy(PANDA.gravityMPerS2(), 0, all, JOINTS * PER_JOINT, 3);
        return all;
    }
}
