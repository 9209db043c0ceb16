package dev.creance.bench.guards;

import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * What there is to detect.
 *
 * @param signal of the sensors, for the kinds that forge one; else what is changed
 * @param size in {@code unit}
 */
record Threat(Kind kind, String signal, double size, String unit) {
    enum Kind {
        NONE("nothing"),
        BIAS("bias"),
        DRIFT("drift"),
        NOISE("noise"),
        /** Position and velocity are forged so that one follows from the other. */
        CONSISTENT("consistent lie"),
        /** Of all small lies about position, velocity and gyro the one that turns the policy's command farthest to one side. */
        TARGETED("targeted lie"),
        WIND("wind"),
        MASS("mass"),
        COURSE("course"),
        ROTOR("rotor");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    static final Threat NONE = new Threat(Kind.NONE, "", 0, "");

    /** The same in several sizes. */
    static Stream<Threat> of(Kind kind, String signal, String unit, double... sizes) {
        return DoubleStream.of(sizes).mapToObj(size -> new Threat(kind, signal, size, unit));
    }

    /** As in tables. */
    String words() {
        return kind == Kind.NONE
                ? kind.word
                : String.format(Locale.ROOT, "%s, %s %s %s", kind.word, signal, number(size), unit)
                        .strip();
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
