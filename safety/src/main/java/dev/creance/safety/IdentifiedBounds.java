package dev.creance.safety;

import dev.creance.dynamics.Interval;
import dev.creance.dynamics.ModelBounds;
import dev.creance.runtime.config.ConfigError;
import dev.creance.runtime.config.ConfigNode;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * What was identified of a machine, for its shield's guarantee to rest on: {@code shield.bounds} names a parameter file that holds a
 * section {@code bounds}. Defaults rise to what they must cover; what is written below that is refused, and so are beliefs that the
 * bounds exclude.
 *
 * <pre>{@code
 * shield: {bounds: my-crazyflie.yaml, limits: {…}}
 * }</pre>
 */
public final class IdentifiedBounds {
    /** Below {@code shield}. */
    public static final String KEY = "bounds";

    private final ConfigNode node;
    private final ModelBounds bounds;

    private IdentifiedBounds(ConfigNode node, ModelBounds bounds) {
        this.node = node;
        this.bounds = bounds;
    }

    /**
     * @param reader of the bounds in a file that is named
     * @return absent where the section names none
     */
    public static Optional<IdentifiedBounds> of(ConfigNode shield, Function<ConfigNode, Optional<ModelBounds>> reader) {
        return shield.optional(KEY)
                .map(node -> new IdentifiedBounds(
                        node,
                        reader.apply(node)
                                .orElseThrow(() -> node.error("='" + node.string() + "' has no section 'bounds'")
                                        .withHint("write one with creance identify LOG --out FILE"))));
    }

    /** W: the magnitude below which what the model does not explain stays; 0 where it was not identified. */
    public double disturbance(String name) {
        ModelBounds.Disturbance w = bounds.disturbance().get(name);
        return w == null ? 0 : w.below();
    }

    /** A: what an actuator does at least. */
    public Optional<Interval> actuator(String name) {
        return Optional.ofNullable(bounds.actuator().get(name));
    }

    /** Within what a parameter lies. */
    public Optional<Interval> parameter(String name) {
        return Optional.ofNullable(bounds.parameters().get(name));
    }

    /** Refuses a belief that the bounds exclude: they are another machine's, or it has changed. */
    public void believes(String name, double value) {
        believes(name, value, 0);
    }

    /** Refuses a belief whose tolerance, a share of its value, does not reach as far as the bounds. */
    public void believes(String name, double value, double tolerance) {
        parameter(name).ifPresent(bound -> {
            double reach = tolerance * Math.abs(value) * (1 + 1e-9);
            boolean covered = tolerance > 0
                    ? bound.low() >= value - reach && bound.high() <= value + reach
                    : bound.contains(value);
            if (!covered) {
                throw error(String.format(
                                Locale.ROOT,
                                "%s was identified between %.5g and %.5g, and the shield believes %.5g%s",
                                name,
                                bound.low(),
                                bound.high(),
                                value,
                                tolerance > 0 ? String.format(Locale.ROOT, " ± %.3g %%", 100 * tolerance) : ""))
                        .withHint("let dynamics.params, or plant.nominal, name the same file");
            }
        });
    }

    /** A setting's default, or what it must cover where that is more. */
    public double raised(Setting setting, double least) {
        if (!(least <= setting.range().greatest())) {
            throw error(String.format(
                            Locale.ROOT,
                            "ask for %s=%.4g %s, and at most %.4g can be certified",
                            setting.path(),
                            least,
                            setting.dimension().siUnit(),
                            setting.range().greatest()))
                    .withHint("record the machine again with less to disturb it");
        }
        return Math.max(setting.standard(), least);
    }

    /** Refuses a setting below what it must cover. */
    public void covered(SettingsSection section, Setting setting, double least) {
        if (!(section.value(setting) >= least)) {
            throw section.error(
                            setting,
                            String.format(
                                    Locale.ROOT,
                                    "is below %.4g %s, which was identified: %s",
                                    least,
                                    setting.dimension().siUnit(),
                                    node.string()))
                    .withHint("raise it, or leave it out: its default then covers that");
        }
    }

    public ConfigError error(String problem) {
        return node.error("='" + node.string() + "': " + problem);
    }
}
