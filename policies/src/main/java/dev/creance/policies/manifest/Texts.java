package dev.creance.policies.manifest;

import dev.creance.runtime.config.ConfigNode;
import java.util.ArrayList;
import java.util.List;

/** Small readings that many sections share. */
final class Texts {
    private Texts() {}

    /** A text that says something. */
    static String text(ConfigNode node) {
        String text = node.string().strip();
        if (text.isEmpty()) {
            throw node.error(" is empty");
        }
        return text;
    }

    /** Whether the word {@code none} stands here, which says that the thing does not exist. */
    static boolean isNone(ConfigNode node) {
        return node.isScalar() && node.string().equals("none");
    }

    /** Texts of which none is there twice. */
    static List<String> distinct(ConfigNode node) {
        List<String> texts = new ArrayList<>();
        for (ConfigNode item : node.items()) {
            String text = text(item);
            if (texts.contains(text)) {
                throw item.error("='" + text + "' stands twice").withHint("name each once");
            }
            texts.add(text);
        }
        return List.copyOf(texts);
    }
}
