package dev.creance.sim.quadrotor;

import dev.creance.runtime.HotPath;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import java.util.List;
import java.util.Optional;

/**
 * A sphere, or an upright pillar, that a quadrotor must stay out of; wherever it may be at a time, it is: one that strays as far as it
 * may does so towards the vehicle.
 *
 * @param pillar whether it has neither top nor bottom
 * @param centreM at time 0; a pillar's z is 0
 * @param velocityMPerS from {@code fromS} on, for {@code forS}
 * @param strayMPerS2 greatest acceleration off its way while it moves
 */
public record ObstacleLimit(
        boolean pillar,
        double[] centreM,
        double radiusM,
        double[] velocityMPerS,
        double fromS,
        double forS,
        double strayMPerS2) {

    static ObstacleLimit from(ConfigNode node) {
        boolean pillar = node.child("kind").string().equals("pillar");
        Optional<ConfigNode> moves = node.optional("moves");
        return new ObstacleLimit(
                pillar,
                vector(node.child("centre"), Dimension.LENGTH),
                node.child("radius").quantity(Dimension.LENGTH),
                moves.map(m -> vector(m.child("velocity"), Dimension.SPEED)).orElseGet(() -> new double[3]),
                read(moves, "from", Dimension.TIME),
                read(moves, "for", Dimension.TIME),
                read(moves, "acceleration", Dimension.ACCELERATION));
    }

    private static double read(Optional<ConfigNode> moves, String key, Dimension dimension) {
        return moves.flatMap(m -> m.optional(key))
                .map(value -> value.quantity(dimension))
                .orElse(0.0);
    }

    private static double[] vector(ConfigNode node, Dimension dimension) {
        List<ConfigNode> items = node.items();
        double[] vector = new double[3];
        for (int i = 0; i < Math.min(3, items.size()); i++) {
            vector[i] = items.get(i).quantity(dimension);
        }
        return vector;
    }

    /** Least distance to it at a time; negative inside. */
    @HotPath
    public double marginM(double timeS, double[] position) {
        double moved = Math.max(0, Math.min(forS, timeS - fromS));
        double square = 0;
        for (int i = 0; i < (pillar ? 2 : 3); i++) {
            double off = position[i] - centreM[i] - moved * velocityMPerS[i];
            square += off * off;
        }
        return Math.sqrt(square) - radiusM - strayMPerS2 * moved * moved / 2;
    }

    /** Where its centre has come to in the end. */
    public double[] endM() {
        double[] end = new double[3];
        for (int i = 0; i < 3; i++) {
            end[i] = centreM[i] + forS * velocityMPerS[i];
        }
        return end;
    }
}
