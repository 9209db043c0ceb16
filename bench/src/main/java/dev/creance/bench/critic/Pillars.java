package dev.creance.bench.critic;

import java.util.SplittableRandom;

/** Where the flights of {@link FlightTask} may go; the numbers are those of policies/training/quadrotor_safety/scene.py. */
final class Pillars {
    static final double FENCE_M = 2.5;
    static final double FLOOR_M = 0.3;
    static final double CEILING_M = 2.5;

    /** Axis and radius, which the vehicle's centre must keep. */
    private static final double[][] ALL = {{-0.8, 0.5, 0.35}, {0.9, -0.5, 0.35}};

    private static final double GOAL_REACH_M = 2.3;
    private static final double GOAL_LOW_M = 0.5;
    private static final double GOAL_HIGH_M = 2.3;
    private static final double GOAL_OFF_PILLAR_M = 0.25;

    /** Lines come as near to an axis as this share of the radius: any nearer, and nobody could follow them. */
    private static final double CUT = 0.9;

    private Pillars() {}

    /** As the shield's limits have them. */
    static String limits() {
        StringBuilder items = new StringBuilder();
        for (double[] pillar : ALL) {
            items.append(items.isEmpty() ? "" : ", ")
                    .append("{kind: pillar, centre: [")
                    .append(pillar[0] + " m, " + pillar[1] + " m], radius: " + pillar[2] + " m}");
        }
        return "[" + items + "]";
    }

    /** Somewhere that is free all around. */
    static double[] place(SplittableRandom random) {
        while (true) {
            double[] place = {
                random.nextDouble(-GOAL_REACH_M, GOAL_REACH_M),
                random.nextDouble(-GOAL_REACH_M, GOAL_REACH_M),
                random.nextDouble(GOAL_LOW_M, GOAL_HIGH_M)
            };
            if (isFree(place)) {
                return place;
            }
        }
    }

    private static boolean isFree(double[] place) {
        for (double[] pillar : ALL) {
            if (Math.hypot(place[0] - pillar[0], place[1] - pillar[1]) < pillar[2] + GOAL_OFF_PILLAR_M) {
                return false;
            }
        }
        return true;
    }

    /** A place to which a straight line leads that a careful pilot can follow. */
    static double[] goal(double[] from, SplittableRandom random) {
        while (true) {
            double[] goal = place(random);
            if (!cuts(from, goal)) {
                return goal;
            }
        }
    }

    private static boolean cuts(double[] from, double[] to) {
        double x = to[0] - from[0];
        double y = to[1] - from[1];
        double square = Math.max(1e-6, x * x + y * y);
        for (double[] pillar : ALL) {
            double share = ((pillar[0] - from[0]) * x + (pillar[1] - from[1]) * y) / square;
            double along = Math.max(0, Math.min(1, share));
            double apart = Math.hypot(from[0] + along * x - pillar[0], from[1] + along * y - pillar[1]);
            if (apart < CUT * pillar[2]) {
                return true;
            }
        }
        return false;
    }
}
