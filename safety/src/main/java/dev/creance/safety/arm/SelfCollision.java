package dev.creance.safety.arm;

import dev.creance.dynamics.arm.Chain;
import dev.creance.dynamics.arm.Joint;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Spheres that stand for an arm's links, from {@code limits.self_collision}. Those of one link, and of links next to each other, do not
 * count as touching.
 *
 * <pre>{@code
 * self_collision:
 *   clearance: 0.02 m
 *   spheres: [{link: base, centre: [0 m, 0 m, 0.05 m], radius: 0.12 m}, {link: panda_joint7, centre: [0 m, 0 m, 0.1 m], radius: 0.1 m}]
 * }</pre>
 *
 * @param clearanceM how far the policy keeps them from each other
 */
record SelfCollision(double clearanceM, List<Sphere> spheres) {
    private static final double STANDARD_CLEARANCE_M = 0.02;
    private static final int MOST_PAIRS = 40;

    /**
     * A sphere.
     *
     * @param link that carries it, by the index of the joint that moves it; {@link FollowedPoint#BASE}
     * @param centreM in that link's frame
     */
    record Sphere(int link, double[] centreM, double radiusM) {}

    static SelfCollision none() {
        return new SelfCollision(0, List.of());
    }

    static SelfCollision from(ConfigNode limits, Chain chain) {
        return limits.optional("self_collision")
                .map(node -> read(node.only("clearance", "spheres"), chain))
                .orElseGet(SelfCollision::none);
    }

    private static SelfCollision read(ConfigNode node, Chain chain) {
        double clearanceM = node.optional("clearance")
                .map(value -> value.quantity(Dimension.LENGTH, 0, 1))
                .orElse(STANDARD_CLEARANCE_M);
        List<Sphere> spheres = node.child("spheres").items().stream()
                .map(item -> sphere(item.only("link", "centre", "radius"), chain))
                .toList();
        SelfCollision read = new SelfCollision(clearanceM, spheres);
        int pairs = read.pairs(chain).size();
        if (pairs == 0 || pairs > MOST_PAIRS) {
            throw node.child("spheres")
                    .error(" make " + pairs + " pairs that could touch, not 1 to " + MOST_PAIRS)
                    .withHint("spheres on one link, or on links next to each other, make none");
        }
        return read;
    }

    private static Sphere sphere(ConfigNode node, Chain chain) {
        List<ConfigNode> centre = node.child("centre").items(3);
        double[] centreM = new double[3];
        for (int k = 0; k < 3; k++) {
            centreM[k] = centre.get(k).quantity(Dimension.LENGTH, -10, 10);
        }
        return new Sphere(
                link(node.child("link"), chain), centreM, node.child("radius").quantity(Dimension.LENGTH, 1e-3, 10));
    }

    private static int link(ConfigNode node, Chain chain) {
        List<String> names = chain.joints().stream().map(Joint::name).toList();
        String name =
                node.choice(Stream.concat(Stream.of("base"), names.stream()).toArray(String[]::new));
        return name.equals("base") ? FollowedPoint.BASE : names.indexOf(name);
    }

    List<SpherePair> pairs(Chain chain) {
        List<SpherePair> pairs = new ArrayList<>();
        for (Sphere near : spheres) {
            for (Sphere far : spheres) {
                if (far.link() > near.link() + 1) {
                    pairs.add(new SpherePair(chain, near, far, clearanceM));
                }
            }
        }
        return pairs;
    }
}
