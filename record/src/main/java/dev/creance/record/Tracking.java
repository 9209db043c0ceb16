package dev.creance.record;

import dev.creance.runtime.Frame;
import dev.creance.runtime.Layout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How well measurements followed what was asked of them: a channel {@code reference.current.q} asks for {@code current.q}. The three axes of a
 * vector count as one signal, by the length of their error; orientations are left out.
 */
final class Tracking {
    private static final String ASKED = "reference.";

    /**
     * The error of a signal.
     *
     * @param unit of both figures
     * @param rms root of the mean square
     */
    record Error(String unit, double rms, double greatest) {
        /** Ending of a key with this unit, {@code _rad_per_s}; empty for a number without one. */
        String keyEnding() {
            return unit.equals("1") ? "" : "_" + unit.replace("/", "_per_").toLowerCase(Locale.ROOT);
        }
    }

    private static final class Signal {
        private final String name;
        private final String unit;
        private final List<int[]> pairs = new ArrayList<>(); // measured, asked
        private double squares;
        private double greatest = Double.NaN;
        private long samples;

        Signal(String name, String unit) {
            this.name = name;
            this.unit = unit;
        }

        void take(double[] measured, double[] asked) {
            double square = 0;
            for (int[] pair : pairs) {
                double error = measured[pair[0]] - asked[pair[1]];
                square += error * error;
            }
            if (Double.isFinite(square)) {
                squares += square;
                samples++;
                double length = Math.sqrt(square);
                greatest = greatest >= length ? greatest : length;
            }
        }
    }

    private final List<Signal> signals;

    Tracking(Layout sensors, Layout reference) {
        Map<String, Signal> byName = new LinkedHashMap<>();
        for (int i = 0; i < reference.size(); i++) {
            String asked = reference.channels().get(i).name();
            String name = asked.startsWith(ASKED) ? asked.substring(ASKED.length()) : "";
            if (!sensors.has(name) || sensors.has(vector(name) + ".w")) {
                continue;
            }
            String unit = reference.channels().get(i).unit();
            byName.computeIfAbsent(vector(name), first -> new Signal(first, unit))
                    .pairs
                    .add(new int[] {sensors.indexOf(name), i});
        }
        signals = List.copyOf(byName.values());
    }

    /** The name without an axis. */
    private static String vector(String name) {
        return name.matches(".*\\.[wxyz]") ? name.substring(0, name.length() - 2) : name;
    }

    void take(Frame sensors, Frame reference) {
        for (Signal signal : signals) {
            signal.take(sensors.values, reference.values);
        }
    }

    /** By the signal's name, in the reference's order; NaN where nothing was to be followed. */
    Map<String, Error> errors() {
        Map<String, Error> errors = new LinkedHashMap<>();
        for (Signal signal : signals) {
            double rms = signal.samples == 0 ? Double.NaN : Math.sqrt(signal.squares / signal.samples);
            errors.put(signal.name, new Error(signal.unit, rms, signal.greatest));
        }
        return errors;
    }
}
