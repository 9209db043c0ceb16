package dev.creance.policies.manifest;

import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import java.util.Optional;
import java.util.OptionalLong;

/** A clock that the policy observes. */
public sealed interface Clock {
    ConfigNode at();

    String name();

    /**
     * An angle that goes round once in a period.
     *
     * @param wall whether it follows the wall clock, and so cannot be replayed; otherwise it counts inferences
     * @param atRest what stands in its place while a setpoint is small; empty where it always shows
     */
    record Phase(ConfigNode at, String name, double periodS, double startRad, boolean wall, Optional<Rest> atRest)
            implements Clock {}

    /** While the norm of a setpoint is below a bound, every phase shows this angle; the clock runs on. */
    record Rest(String setpoint, double below, double phaseRad) {}

    /**
     * A number that grows by 1 with each inference.
     *
     * @param last where it ends; empty where the network or nothing ends it
     */
    record Counter(ConfigNode at, String name, long start, OptionalLong last, boolean wraps) implements Clock {}

    static Clock read(ConfigNode node) {
        String kind = node.child("kind").choice("phase", "counter");
        return kind.equals("phase") ? phase(node) : counter(node);
    }

    private static Phase phase(ConfigNode node) {
        node.only("name", "kind", "period", "start", "source", "at_rest");
        Optional<Rest> rest = Optional.empty();
        ConfigNode atRest = node.child("at_rest");
        if (!Texts.isNone(atRest)) {
            atRest.only("setpoint", "below", "phase");
            rest = Optional.of(new Rest(
                    Texts.text(atRest.child("setpoint")),
                    atRest.child("below").quantity(Dimension.RATIO, 0, 1e9),
                    atRest.child("phase").quantity(Dimension.ANGLE)));
        }
        return new Phase(
                node,
                Texts.text(node.child("name")),
                node.child("period").quantity(Dimension.TIME, 1e-3, 3600),
                node.child("start").quantity(Dimension.ANGLE),
                node.child("source").choice("step", "wall").equals("wall"),
                rest);
    }

    private static Counter counter(ConfigNode node) {
        node.only("name", "kind", "start", "last", "at_end");
        ConfigNode last = node.child("last");
        return new Counter(
                node,
                Texts.text(node.child("name")),
                node.child("start").integer(0, Integer.MAX_VALUE),
                Texts.isNone(last) ? OptionalLong.empty() : OptionalLong.of(last.integer(1, Integer.MAX_VALUE)),
                node.child("at_end").choice("hold", "wrap").equals("wrap"));
    }
}
