package dev.creance.app;

import dev.creance.runtime.config.Dimension;
import java.util.List;

/** What may stand at a place of a robot's file. */
sealed interface Shape {
    /** A number with a unit. @param bounds as people read them */
    record Quantity(Dimension dimension, String bounds) implements Shape {}

    record Whole(long least, long greatest) implements Shape {}

    record Flag() implements Shape {}

    record Words(List<String> words) implements Shape {}

    /** @param pattern regular expression for the whole text; @param what in words */
    record Text(String pattern, String what) implements Shape {}

    record Items(Shape item, int least, int greatest) implements Shape {}

    record Section(List<Key> keys) implements Shape {}

    /** A map whose keys its writer chooses. @param name regular expression of a key */
    record Named(String name, Shape value) implements Shape {}

    /** One of several, the first that fits. */
    record Either(List<Shape> shapes) implements Shape {}

    /** A shape that stands in many places; a schema defines it once, by this name. */
    record Shared(String name, Shape shape) implements Shape {}

    /**
     * One key of a section.
     *
     * @param standard the default as people read it; null where the key is required, empty where leaving it out has a meaning
     */
    record Key(String name, String standard, Shape shape, String meaning) {
        boolean required() {
            return standard == null;
        }
    }

    static Key required(String name, Shape shape, String meaning) {
        return new Key(name, null, shape, meaning);
    }

    static Key optional(String name, String standard, Shape shape, String meaning) {
        return new Key(name, standard, shape, meaning);
    }

    static Section section(Key... keys) {
        return new Section(List.of(keys));
    }

    static Words words(String... words) {
        return new Words(List.of(words));
    }

    static Quantity quantity(Dimension dimension, String bounds) {
        return new Quantity(dimension, bounds);
    }

    static Items vector(Dimension dimension, String bounds, int count) {
        return new Items(quantity(dimension, bounds), count, count);
    }
}
