package dev.creance.policies.lint;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the names of joints say of them: which leg or side they belong to, and what is left without that. */
final class JointNames {
    private static final Map<String, String> MIRRORED = Map.ofEntries(
            Map.entry("left", "right"),
            Map.entry("right", "left"),
            Map.entry("l", "r"),
            Map.entry("r", "l"),
            Map.entry("fl", "fr"),
            Map.entry("fr", "fl"),
            Map.entry("rl", "rr"),
            Map.entry("rr", "rl"),
            Map.entry("hl", "hr"),
            Map.entry("hr", "hl"),
            Map.entry("lf", "rf"),
            Map.entry("rf", "lf"),
            Map.entry("lh", "rh"),
            Map.entry("rh", "lh"));

    private JointNames() {}

    private static List<String> words(String joint) {
        return List.of(joint.toLowerCase(Locale.ROOT).split("[_\\s.-]+"));
    }

    /** The name without side and leg: {@code left_hip_pitch_joint} and {@code right_hip_pitch_joint} are of one kind. */
    static String kind(String joint) {
        return words(joint).stream().filter(word -> !MIRRORED.containsKey(word)).collect(Collectors.joining("_"));
    }

    /** The name of the joint on the other side, in small letters; the same where it belongs to none. */
    static String mirrored(String joint) {
        return words(joint).stream()
                .map(word -> MIRRORED.getOrDefault(word, word))
                .collect(Collectors.joining("_"));
    }

    /** The index of the joint on the other side; −1 where there is none. */
    static int mirror(List<String> joints, int index) {
        String wanted = mirrored(joints.get(index));
        for (int i = 0; i < joints.size(); i++) {
            if (i != index && String.join("_", words(joints.get(i))).equals(wanted)) {
                return i;
            }
        }
        return -1;
    }

    /** Whether names are such that several joints are of one kind, and not all. */
    static boolean tellKinds(List<String> joints) {
        Set<String> kinds = new TreeSet<>(joints.stream().map(JointNames::kind).toList());
        return kinds.size() > 1 && kinds.size() < joints.size();
    }
}
