package dev.creance.dynamics.quadrotor;

import dev.creance.runtime.Reference;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import java.util.Optional;

/**
 * Binds {@code scenario.reference}.
 *
 * <pre>{@code
 * reference: {kind: hover, height: 1 m, climb: 0.5 m/s}
 * reference: {kind: figure_eight, height: 1 m, climb: 0.5 m/s, hold: 3 s, interval: 5.5 s, scale: 1 m}
 * }</pre>
 *
 * {@code climb} is the greatest climb speed; without it the course begins at the height. {@code hold} is the time at the
 * height before the eight, 0 s by default; {@code ramp} the time over which the eight gathers speed, 2 s by default.
 */
public final class QuadrotorReferences {
    /** As the learning-to-fly firmware has it. */
    private static final double DEFAULT_RAMP_S = 2;

    private QuadrotorReferences() {}

    public static Reference from(ConfigNode node) {
        return switch (node.child("kind").choice("hover", "figure_eight")) {
            case "hover" -> new HoverReference(climb(node.only("kind", "height", "climb")));
            default -> figureEight(node.only("kind", "height", "climb", "hold", "interval", "scale", "ramp"));
        };
    }

    private static Climb climb(ConfigNode node) {
        double heightM = node.child("height").quantity(Dimension.LENGTH, 0, 100);
        Optional<ConfigNode> speed = node.optional("climb");
        return speed.isEmpty()
                ? Climb.none(heightM)
                : Climb.to(heightM, speed.get().quantity(Dimension.SPEED, 0.01, 10));
    }

    private static Reference figureEight(ConfigNode node) {
        Climb climb = climb(node);
        double holdS = node.optional("hold")
                .map(hold -> hold.quantity(Dimension.TIME, 0, 3600))
                .orElse(0.0);
        double rampS = node.optional("ramp")
                .map(ramp -> ramp.quantity(Dimension.TIME, 0.01, 60))
                .orElse(DEFAULT_RAMP_S);
        return new FigureEightReference(
                climb,
                Math.round((climb.durationS() + holdS) * 1e9),
                node.child("interval").quantity(Dimension.TIME, 0.5, 600),
                node.child("scale").quantity(Dimension.LENGTH, 0.01, 100),
                rampS);
    }
}
