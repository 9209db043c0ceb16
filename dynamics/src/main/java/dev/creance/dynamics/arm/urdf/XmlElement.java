package dev.creance.dynamics.arm.urdf;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An element of an XML file, and where it stands.
 *
 * @param where {@code file:line:column} of the end of its start tag
 * @param name with its prefix, as written
 * @param attributes by name
 * @param children in their order; text between them is dropped
 */
record XmlElement(String where, String name, Map<String, String> attributes, List<XmlElement> children) {
    /** Above any length, mass or effort of an arm; what is computed from such numbers stays finite. */
    private static final double GREATEST = 1e6;

    XmlElement(String where, String name, Map<String, String> attributes) {
        this(where, name, Map.copyOf(attributes), new ArrayList<>());
    }

    List<XmlElement> all(String child) {
        return children.stream().filter(each -> each.name.equals(child)).toList();
    }

    Optional<XmlElement> optional(String child) {
        List<XmlElement> found = all(child);
        if (found.size() > 1) {
            throw found.get(1).error("stands twice in <" + name + ">", "keep one of them");
        }
        return found.stream().findFirst();
    }

    XmlElement required(String child) {
        return optional(child).orElseThrow(() -> error("has no <" + child + ">", "add it"));
    }

    boolean has(String attribute) {
        return attributes.containsKey(attribute);
    }

    String text(String attribute) {
        String value = attributes.get(attribute);
        if (value == null || value.isBlank()) {
            throw error("has no attribute '" + attribute + "'", "add it");
        }
        return value.strip();
    }

    double number(String attribute) {
        return bounded(attribute, text(attribute));
    }

    double number(String attribute, double fallback) {
        return has(attribute) ? number(attribute) : fallback;
    }

    /** Three numbers with blanks between; {@code fallback} where there is no such attribute. */
    double[] vector(String attribute, double... fallback) {
        if (!has(attribute)) {
            return fallback.clone();
        }
        String[] words = text(attribute).split("\\s+");
        if (words.length != 3) {
            throw error(attribute + "='" + text(attribute) + "' has " + words.length + " numbers", "write three");
        }
        double[] vector = new double[3];
        for (int i = 0; i < 3; i++) {
            vector[i] = bounded(attribute, words[i]);
        }
        return vector;
    }

    private double bounded(String attribute, String word) {
        double value;
        try {
            value = Double.parseDouble(word);
        } catch (NumberFormatException notANumber) {
            value = Double.NaN;
        }
        if (!(Math.abs(value) <= GREATEST)) {
            throw error(
                    attribute + " holds '" + word + "', which is not a number between ±" + GREATEST,
                    "write a number in SI units");
        }
        return value;
    }

    /** Names of children and attributes, these with an @ before, that are not among those read. */
    Set<String> others(Set<String> read) {
        Set<String> names = new HashSet<>();
        children.forEach(child -> names.add(child.name));
        attributes.keySet().forEach(attribute -> names.add("@" + attribute));
        names.removeAll(read);
        return names;
    }

    UrdfException error(String problem, String hint) {
        return new UrdfException(where + ": <" + name + "> " + problem + "\n    hint: " + hint);
    }
}
