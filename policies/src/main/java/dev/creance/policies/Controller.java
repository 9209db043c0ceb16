package dev.creance.policies;

import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.Policy;
import dev.creance.runtime.PolicyStatus;
import dev.creance.runtime.config.ConfigNode;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * A controller without a network, in a policy's place.
 *
 * <pre>{@code
 * policy: {controller: current}
 * }</pre>
 */
final class Controller implements FlownPolicy {
    static final String KEY = "controller";
    static final String NO_NETWORK = "none";

    private final Policy controller;

    private Controller(Policy controller) {
        this.controller = controller;
    }

    /** That of the section {@code policy}. */
    static Controller of(ConfigNode section, Map<String, Supplier<Policy>> known) {
        return new Controller(named(section.only(KEY, "shadow", "swap", "set").child(KEY), known)
                .get());
    }

    static Supplier<Policy> named(ConfigNode name, Map<String, Supplier<Policy>> known) {
        Supplier<Policy> made = known.get(name.string());
        if (made == null) {
            throw name.error("='" + name.string() + "' is no controller for this machine and reference")
                    .withHint(
                            known.isEmpty()
                                    ? "there is none: name a policy with 'use'"
                                    : "there are: " + String.join(", ", new TreeSet<>(known.keySet())));
        }
        return made;
    }

    @Override
    public String name() {
        return controller.name();
    }

    @Override
    public String title() {
        return "controller " + name();
    }

    @Override
    public String sha256() {
        return NO_NETWORK;
    }

    @Override
    public String engine() {
        return "java";
    }

    @Override
    public String engineChoice() {
        return "";
    }

    @Override
    public boolean portable() {
        return true;
    }

    @Override
    public long identity() {
        return name().hashCode();
    }

    @Override
    public Map<String, Integer> ratingPlaces() {
        return Map.of();
    }

    @Override
    public List<SetpointRange> setpoints() {
        return List.of();
    }

    @Override
    public String failure() {
        return "";
    }

    @Override
    public int observationSize() {
        return controller.observationSize();
    }

    @Override
    public int actionSize() {
        return controller.actionSize();
    }

    @Override
    @HotPath
    public void observe(Frame sensors, Frame reference, float[] observationOut) {
        controller.observe(sensors, reference, observationOut);
    }

    @Override
    public PolicyStatus infer(float[] observation, float[] actionOut) {
        return controller.infer(observation, actionOut);
    }

    @Override
    @HotPath
    public void command(float[] action, double[] commandOut) {
        controller.command(action, commandOut);
    }

    @Override
    @HotPath
    public void acted(float[] action, double[] executed) {
        controller.acted(action, executed);
    }

    @Override
    public void reset() {
        controller.reset();
    }

    @Override
    public void close() {
        controller.close();
    }
}
