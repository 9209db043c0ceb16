package dev.creance.sim.batch;

import dev.creance.dynamics.arm.Chain;
import dev.creance.dynamics.arm.Joint;
import dev.creance.dynamics.arm.JointKind;

/** Where numbers of an arm stand in the memories of a batch, counted in rows of its joint unless said otherwise. */
final class ArmRows {
    /** State, one row per joint each: these times the number of joints. */
    static final int POSITION = 0;

    static final int SPEED = 1;
    static final int EFFORT = 2;
    static final int ACCELERATION = 3;
    static final int PER_JOINT = 4;

    /** What passes hand on, per joint, behind those of the base: as in ChainMotion and ForwardDynamics of the arm of its own. */
    static final int ROTATION = 0;

    static final int ORIGIN = 9;
    static final int AXIS = 12;
    static final int VELOCITY = 18;

    /** Of this joint and all before, less gravity. */
    static final int DRIFT = 24;

    /** First and second moments of mass; the mass is a constant. */
    static final int FIRST_MOMENT = 30;

    static final int SECOND_MOMENT = 33;
    static final int FORCE = 39;
    static final int WEIGHT = 45;
    static final int PER_PIVOT = 51;
    static final int DRIVE = 52;
    static final int SINE = 53;
    static final int COSINE = 54;
    static final int LINK = 55;

    /** What a joint feels of the links beyond, one for all joints, which come to it in turn: the upper triangle. */
    static final int FELT = 0;

    static final int FELT_ROWS = 21;

    /** Constants per joint: P aaᵀ, P − P aaᵀ and P [a]× with P the rotation at position 0 and a the axis, and P a. */
    static final int STILL = 0;

    static final int OF_COSINE = 9;
    static final int OF_SINE = 18;
    static final int PLACE = 27;
    static final int DIRECTION = 30;

    /** Constants of the link: mass, centre, inertia about it, and the rotor's. */
    static final int MASS = 33;

    static final int CENTRE = 34;
    static final int INERTIA = 37;
    static final int ARMATURE = 46;
    static final int CONSTANTS = 47;

    private ArmRows() {}

    static double[] constants(Chain chain) {
        double[] all = new double[chain.size() * CONSTANTS];
        for (int i = 0; i < chain.size(); i++) {
            Joint joint = chain.joints().get(i);
            if (joint.kind() != JointKind.REVOLUTE) {
                throw new IllegalArgumentException(
                        chain.name() + "." + joint.name() + " slides; batches are of arms whose joints all turn");
            }
            int at = i * CONSTANTS;
            placement(joint.placement().rotation(), joint.axis(), all, at);
            System.arraycopy(joint.placement().positionM(), 0, all, at + PLACE, 3);
            all[at + MASS] = joint.link().massKg();
            System.arraycopy(joint.link().centreM(), 0, all, at + CENTRE, 3);
            System.arraycopy(joint.link().inertiaKgM2(), 0, all, at + INERTIA, 9);
            all[at + ARMATURE] = joint.drivetrain().armature();
        }
        return all;
    }

    private static void placement(double[] p, double[] a, double[] all, int at) {
        double[] cross = {0, -a[2], a[1], a[2], 0, -a[0], -a[1], a[0], 0};
        for (int row = 0; row < 3; row++) {
            double axis = p[3 * row] * a[0] + p[3 * row + 1] * a[1] + p[3 * row + 2] * a[2];
            all[at + DIRECTION + row] = axis;
            for (int column = 0; column < 3; column++) {
                int k = 3 * row + column;
                all[at + STILL + k] = axis * a[column];
                all[at + OF_COSINE + k] = p[k] - axis * a[column];
                all[at + OF_SINE + k] = p[3 * row] * cross[column]
                        + p[3 * row + 1] * cross[column + 3]
                        + p[3 * row + 2] * cross[column + 6];
            }
        }
    }
}
