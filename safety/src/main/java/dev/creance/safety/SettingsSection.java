package dev.creance.safety;

import dev.creance.runtime.config.ConfigError;
import dev.creance.runtime.config.ConfigNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The numbers of a {@code shield:} section, by a list of settings; what no setting has is refused. */
public final class SettingsSection {
    /** Two reactions are words, in every class of machine, rules are formulas, and guards name what was learned. */
    private static final List<String> NO_NUMBERS =
            List.of("failsafe.on_device_fault", "failsafe.on_record_full", "rules", "guards");

    private final ConfigNode node;
    private final Map<Setting, Double> values = new HashMap<>();
    private final Map<Setting, Double> standards;
    private final Set<String> paths = new TreeSet<>(NO_NUMBERS);
    private final boolean landOnDeviceFault;
    private final boolean landOnRecordFull;

    /**
     * Reads them.
     *
     * @param standards defaults that differ for this class of machine
     * @param others paths of keys that are not numbers, which someone else reads
     * @throws ConfigError at the first key or value that cannot be right
     */
    public SettingsSection(
            ConfigNode node, List<? extends Setting> settings, Map<Setting, Double> standards, String... others) {
        this.node = node;
        this.standards = standards;
        settings.forEach(setting -> paths.add(setting.path()));
        paths.addAll(List.of(others));
        refuseUnknownKeys(node, "");
        for (Setting setting : settings) {
            values.put(setting, read(setting));
        }
        landOnDeviceFault = reaction("on_device_fault", "land");
        landOnRecordFull = reaction("on_record_full", "continue");
    }

    public double value(Setting setting) {
        return values.get(setting);
    }

    public long nanoseconds(Setting setting) {
        return Math.round(value(setting) * 1e9);
    }

    public ConfigNode node() {
        return node;
    }

    boolean landOnDeviceFault() {
        return landOnDeviceFault;
    }

    boolean landOnRecordFull() {
        return landOnRecordFull;
    }

    /** An error at this setting, or where it would stand if its default is in force. */
    public ConfigError error(Setting setting, String message) {
        ConfigNode at = node;
        for (String key : keys(setting)) {
            Optional<ConfigNode> next = at.isMap() ? at.optional(key) : Optional.empty();
            if (next.isEmpty()) {
                return at.error(": " + setting.path() + "=" + value(setting) + " "
                        + setting.dimension().siUnit() + " (the default) " + message);
            }
            at = next.get();
        }
        return at.error("=" + at.string() + " " + message);
    }

    private double read(Setting setting) {
        double standard = standards.getOrDefault(setting, setting.standard());
        ConfigNode at = node;
        for (String key : keys(setting)) {
            Optional<ConfigNode> next = at.optional(key);
            if (next.isEmpty() && Double.isNaN(standard)) {
                at = at.child(key);
            } else if (next.isEmpty()) {
                return standard;
            } else {
                at = next.get();
            }
        }
        return at.quantity(
                setting.dimension(), setting.range().least(), setting.range().greatest());
    }

    private static String[] keys(Setting setting) {
        return setting.path().split("\\.", -1);
    }

    private boolean reaction(String key, String standard) {
        return node.optional("failsafe")
                .flatMap(failsafe -> failsafe.optional(key))
                .map(choice -> choice.choice("land", "continue"))
                .orElse(standard)
                .equals("land");
    }

    /** At every level. */
    private void refuseUnknownKeys(ConfigNode at, String prefix) {
        Set<String> known = new TreeSet<>();
        for (String path : paths) {
            if (path.startsWith(prefix)) {
                known.add(path.substring(prefix.length()).split("\\.", -1)[0]);
            }
        }
        at.only(known.toArray(String[]::new));
        for (Map.Entry<String, ConfigNode> child : at.children().entrySet()) {
            String deeper = prefix + child.getKey() + ".";
            if (paths.stream().anyMatch(path -> path.startsWith(deeper))) {
                refuseUnknownKeys(child.getValue(), deeper);
            }
        }
    }
}
