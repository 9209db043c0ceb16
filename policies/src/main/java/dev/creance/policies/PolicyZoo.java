package dev.creance.policies;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The policies that ship with the project: {@code policies/zoo/} in the source tree, resources in the jar. */
public final class PolicyZoo {
    private PolicyZoo() {}

    /** The names that {@code zoo/NAME} takes. */
    public static List<String> names() {
        return listed("zoo/index.txt");
    }

    /** Those that are no policies but guards of them. */
    public static List<String> guards() {
        return listed("zoo/guards.txt");
    }

    private static List<String> listed(String index) {
        try (InputStream in = PolicyZoo.class.getResourceAsStream(index)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new IllegalStateException("the zoo's index cannot be read", e);
        }
    }
}
