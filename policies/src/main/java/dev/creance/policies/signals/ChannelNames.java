package dev.creance.policies.signals;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Names of channels for things that a manifest calls by names of its own; see {@code docs/policies.md}. */
public final class ChannelNames {
    private ChannelNames() {}

    /** Lower-case words as channels have them: {@code FR_hip-joint} becomes {@code fr_hip_joint}. */
    public static String word(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]+", "_");
    }

    /** {@code setpoint.base_velocity.lin_vel_x}, for each of the values. */
    public static List<String> setpoint(String setpoint, List<String> values) {
        return values.stream()
                .map(value -> "setpoint." + word(setpoint) + "." + word(value))
                .toList();
    }

    /** {@code external.height_map.0}, {@code .1}, …: a signal that somebody else computes, by the name of its term. */
    public static List<String> external(String term, int size) {
        return IntStream.range(0, size)
                .mapToObj(i -> "external." + word(term) + "." + i)
                .toList();
    }

    /** {@code body.torso_link.orientation.w}, x, y, z. */
    public static List<String> orientationOf(String body) {
        return List.of("w", "x", "y", "z").stream()
                .map(axis -> "body." + word(body) + ".orientation." + axis)
                .toList();
    }
}
