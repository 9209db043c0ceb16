package dev.creance.safety.logic;

import java.util.ArrayList;
import java.util.List;

/** A number that is linear in channels and in absolute values of such numbers; SI units. */
public record Term(double constant, List<Part> parts) {
    /** What is added, so many times. */
    public sealed interface Part {
        double weight();
    }

    /** @param channel its index in a sample */
    public record Reading(double weight, int channel) implements Part {}

    public record Absolute(double weight, Term of) implements Part {}

    public Term {
        parts = List.copyOf(parts);
    }

    static Term number(double value) {
        return new Term(value, List.of());
    }

    static Term reading(int channel) {
        return new Term(0, List.of(new Reading(1, channel)));
    }

    static Term absolute(Term of) {
        return new Term(0, List.of(new Absolute(1, of)));
    }

    boolean isNumber() {
        return parts.isEmpty();
    }

    Term plus(Term other) {
        List<Part> all = new ArrayList<>(parts);
        all.addAll(other.parts);
        return new Term(constant + other.constant, all);
    }

    Term times(double factor) {
        List<Part> scaled = new ArrayList<>();
        for (Part part : parts) {
            scaled.add(
                    switch (part) {
                        case Reading reading -> new Reading(factor * reading.weight, reading.channel);
                        case Absolute absolute -> new Absolute(factor * absolute.weight, absolute.of);
                    });
        }
        return new Term(factor * constant, scaled);
    }
}
