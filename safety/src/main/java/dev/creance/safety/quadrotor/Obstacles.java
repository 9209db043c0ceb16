package dev.creance.safety.quadrotor;

import dev.creance.runtime.HotPath;
import dev.creance.runtime.config.ConfigNode;
import java.util.List;

/** What stands or moves inside the fence, from {@code limits.obstacles}. Not thread-safe. */
final class Obstacles {
    private static final int MOST = 8;

    private final Obstacle[] all;
    private final boolean spheres;
    private final Approach approach = new Approach();

    private Obstacles(List<Obstacle> all) {
        this.all = all.toArray(Obstacle[]::new);
        spheres = all.stream().anyMatch(obstacle -> !obstacle.isPillar());
    }

    /**
     * Those of a section {@code limits}.
     *
     * @throws dev.creance.runtime.config.ConfigError where one of them cannot be right
     */
    static Obstacles from(ConfigNode limits) {
        List<ConfigNode> items =
                limits.has("obstacles") ? limits.child("obstacles").items() : List.of();
        if (items.size() > MOST) {
            throw limits.child("obstacles")
                    .error(" has " + items.size() + " items, not up to " + MOST)
                    .withHint("let one larger obstacle stand for several that are close together");
        }
        return new Obstacles(items.stream().map(Obstacle::from).toList());
    }

    @HotPath
    int count() {
        return all.length;
    }

    @HotPath
    Obstacle get(int index) {
        return all[index];
    }

    /** Whether any has something beneath it, or above. */
    @HotPath
    boolean hasSpheres() {
        return spheres;
    }

    /** Distance to the nearest thing that is yet to be swept; infinite where there is none. */
    @HotPath
    double distanceM(double timeS, double x, double y, double z) {
        double least = Double.POSITIVE_INFINITY;
        for (Obstacle obstacle : all) {
            obstacle.sweep(timeS, x, y, z, approach);
            least = Math.min(least, approach.distanceM);
        }
        return least;
    }

    /** Whether on the way down from here something is nearer than this to the side, or in the way. */
    @HotPath
    boolean blockDescent(double timeS, double x, double y, double z, double insetM) {
        boolean blocked = false;
        for (Obstacle obstacle : all) {
            obstacle.sweepFromAbove(timeS, x, y, approach);
            boolean beneath = !obstacle.isPillar() && obstacle.aboveAxisM(timeS, z) > -obstacle.endRadiusM() - insetM;
            blocked |= beneath && approach.distanceM < obstacle.endRadiusM() + insetM;
        }
        return blocked;
    }

    /** Whether something is above or below within this distance to the side. */
    @HotPath
    boolean blockClimb(double timeS, double x, double y, double insetM) {
        boolean blocked = false;
        for (Obstacle obstacle : all) {
            obstacle.sweepFromAbove(timeS, x, y, approach);
            blocked |= !obstacle.isPillar() && approach.distanceM < obstacle.endRadiusM() + insetM;
        }
        return blocked;
    }
}
