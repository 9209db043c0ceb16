package dev.creance.dynamics.arm;

import dev.creance.runtime.property.Choices;
import java.util.ArrayList;
import java.util.List;

/** Chains of 1 to 8 joints with the sizes of arms, and states of them. */
final class RandomChains {
    private RandomChains() {}

    static Chain chain(Choices choices) {
        int n = choices.integer(1, 8);
        List<Joint> joints = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            joints.add(joint(choices, i));
        }
        Chain.Tool tool = new Chain.Tool(choices.integer(0, n - 1), pose(choices));
        return new Chain("random", joints, tool, vector(choices, -10, 10));
    }

    static double[] numbers(Choices choices, int count, double least, double greatest) {
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = choices.between(least, greatest);
        }
        return numbers;
    }

    private static Joint joint(Choices choices, int index) {
        JointKind kind = choices.integer(0, 3) == 3 ? JointKind.PRISMATIC : JointKind.REVOLUTE;
        Drivetrain drivetrain = new Drivetrain(choices.between(0, 1), choices.between(0, 1), choices.between(0, 0.1));
        return new Joint(
                "j" + index,
                kind,
                pose(choices),
                unit(choices),
                JointLimits.none(),
                drivetrain,
                new RigidBody(choices.between(0.2, 5), vector(choices, -0.2, 0.2), diagonal(choices))
                        .in(pose(choices)));
    }

    private static Pose pose(Choices choices) {
        return Pose.of(vector(choices, -0.4, 0.4), vector(choices, -3, 3));
    }

    private static double[] vector(Choices choices, double least, double greatest) {
        return numbers(choices, 3, least, greatest);
    }

    private static double[] unit(Choices choices) {
        double[] v = vector(choices, 0.1, 1);
        double length = Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
        return new double[] {v[0] / length, -v[1] / length, v[2] / length};
    }

    /** Of a body whose mass has these second moments along its axes. */
    private static double[] diagonal(Choices choices) {
        double x = choices.between(1e-4, 2e-2);
        double y = choices.between(1e-4, 2e-2);
        double z = choices.between(1e-4, 2e-2);
        return new double[] {y + z, 0, 0, 0, x + z, 0, 0, 0, x + y};
    }
}
