package dev.creance.safety;

import dev.creance.runtime.config.ConfigError;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The {@code shield:} section of a robot's file, bound and checked on its own. What depends on the vehicle is checked by
 * {@link QuadrotorShield#create}. Every key, default and bound is in docs/shield.md.
 *
 * <pre>{@code
 * ShieldSettings settings = ShieldSettings.from(root.child("shield"));
 * }</pre>
 */
public final class ShieldSettings {
    private static final double MOST_M = 1000;

    /**
     * What a key of the section means, for schemas and pages.
     *
     * @param path below {@code shield}, joined by dots
     * @param standard the default in SI units; NaN where a value must be given
     * @param least smallest value, SI units
     * @param greatest greatest value, SI units
     */
    public record Key(
            String path, Dimension dimension, double standard, double least, double greatest, String meaning) {}

    private final ConfigNode node;
    private final Map<Setting, Double> values = new EnumMap<>(Setting.class);
    private final Fence fence;
    private final boolean landOnDeviceFault;
    private final boolean landOnRecordFull;

    private ShieldSettings(ConfigNode node) {
        this.node = node;
        refuseUnknownKeys(node, "");
        for (Setting setting : Setting.values()) {
            values.put(setting, read(setting));
        }
        fence = readFence(node.child("limits").child("geofence"));
        landOnDeviceFault = reaction("on_device_fault", "land");
        landOnRecordFull = reaction("on_record_full", "continue");
    }

    /**
     * Binds the section.
     *
     * @throws ConfigError at the first key or value that cannot be right
     */
    public static ShieldSettings from(ConfigNode shield) {
        ShieldSettings settings = new ShieldSettings(shield);
        if (settings.motorMin() >= settings.motorMax()) {
            throw settings.error(Setting.MOTOR_MIN, "is not below limits.motor.max=" + settings.motorMax())
                    .withHint("leave both out for 0 to 1");
        }
        if (settings.floorM() >= settings.ceilingM()) {
            throw settings.error(Setting.ALTITUDE_FLOOR, "is not below the ceiling at " + settings.ceilingM() + " m")
                    .withHint("lower the floor or raise the ceiling");
        }
        return settings;
    }

    /** Every number of the section; the fence and the two reactions are not numbers. */
    public static List<Key> keys() {
        return Arrays.stream(Setting.values())
                .map(s -> new Key(
                        s.path(),
                        s.dimension(),
                        s.standard(),
                        s.range().least(),
                        s.range().greatest(),
                        s.meaning()))
                .toList();
    }

    public double motorMin() {
        return value(Setting.MOTOR_MIN);
    }

    public double motorMax() {
        return value(Setting.MOTOR_MAX);
    }

    /** Greatest change of a throttle, 1/s. */
    public double motorSlewPerS() {
        return value(Setting.MOTOR_SLEW);
    }

    public double floorM() {
        return value(Setting.ALTITUDE_FLOOR);
    }

    public double ceilingM() {
        return value(Setting.ALTITUDE_CEILING);
    }

    public double tiltRad() {
        return value(Setting.TILT);
    }

    public double bodyRateRadPerS() {
        return value(Setting.BODY_RATE);
    }

    public long sensorAgeNs() {
        return nanoseconds(Setting.SENSOR_AGE);
    }

    /** How long a silent link may come back; the device's envelope carries the same number. */
    public long resumeWindowNs() {
        return nanoseconds(Setting.RESUME_WINDOW);
    }

    /** The fence's corners, counter-clockwise, world x and y, m; a copy. */
    public double[][] fenceM() {
        return fence.vertices();
    }

    Fence fence() {
        return fence;
    }

    boolean landOnDeviceFault() {
        return landOnDeviceFault;
    }

    boolean landOnRecordFull() {
        return landOnRecordFull;
    }

    double value(Setting setting) {
        return values.get(setting);
    }

    long nanoseconds(Setting setting) {
        return Math.round(value(setting) * 1e9);
    }

    /** An error at this setting, or where it would stand if its default is in force. */
    ConfigError error(Setting setting, String message) {
        ConfigNode at = node;
        for (String key : setting.path().split("\\.", -1)) {
            Optional<ConfigNode> next = at.isMap() ? at.optional(key) : Optional.empty();
            if (next.isEmpty()) {
                return at.error(": " + setting.path() + "=" + value(setting) + " "
                        + setting.dimension().siUnit() + " (the default) " + message);
            }
            at = next.get();
        }
        return at.error("=" + at.string() + " " + message);
    }

    /** An error at the fence. */
    ConfigError fenceError(String message) {
        return node.child("limits").child("geofence").error(message);
    }

    private double read(Setting setting) {
        ConfigNode at = node;
        for (String key : setting.path().split("\\.", -1)) {
            Optional<ConfigNode> next = at.optional(key);
            if (next.isEmpty() && Double.isNaN(setting.standard())) {
                at = at.child(key);
            } else if (next.isEmpty()) {
                return setting.standard();
            } else {
                at = next.get();
            }
        }
        return at.quantity(
                setting.dimension(), setting.range().least(), setting.range().greatest());
    }

    private boolean reaction(String key, String standard) {
        return node.optional("failsafe")
                .flatMap(failsafe -> failsafe.optional(key))
                .map(choice -> choice.choice("land", "continue"))
                .orElse(standard)
                .equals("land");
    }

    private static Fence readFence(ConfigNode polygon) {
        List<double[]> vertices = new ArrayList<>();
        for (ConfigNode vertex : polygon.items()) {
            List<ConfigNode> xy = vertex.items(2);
            vertices.add(new double[] {
                xy.get(0).quantity(Dimension.LENGTH, -MOST_M, MOST_M),
                xy.get(1).quantity(Dimension.LENGTH, -MOST_M, MOST_M)
            });
        }
        return Fence.of(polygon, vertices);
    }

    /** Refuses keys that no setting has, at every level. */
    private static void refuseUnknownKeys(ConfigNode at, String prefix) {
        Set<String> keys = new TreeSet<>();
        for (Setting setting : Setting.values()) {
            if (setting.path().startsWith(prefix)) {
                keys.add(setting.path().substring(prefix.length()).split("\\.", -1)[0]);
            }
        }
        if (prefix.equals("limits.")) {
            keys.add("geofence");
        }
        if (prefix.equals("failsafe.")) {
            keys.addAll(List.of("on_device_fault", "on_record_full"));
        }
        at.only(keys.toArray(String[]::new));
        for (Map.Entry<String, ConfigNode> child : at.children().entrySet()) {
            String deeper = prefix + child.getKey() + ".";
            boolean section = false;
            for (Setting setting : Setting.values()) {
                section |= setting.path().startsWith(deeper);
            }
            if (section) {
                refuseUnknownKeys(child.getValue(), deeper);
            }
        }
    }
}
