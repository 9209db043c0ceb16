package dev.creance.app;

import dev.creance.runtime.Channel;
import dev.creance.runtime.Layout;
import dev.creance.runtime.TickRecord;
import java.util.Locale;
import java.util.StringJoiner;

/** What a machine does now, in a few words of the status line: where it is or, for one without a position, what it measures of what is asked. */
final class MotionText {
    private static final String ASKED = "reference.";
    private static final int MOST_SIGNALS = 3;

    private final Layout sensors;
    private final Layout reference;
    private final boolean hasPosition;

    MotionText(Layout sensors, Layout reference) {
        this.sensors = sensors;
        this.reference = reference;
        hasPosition = sensors.has("position.x") && sensors.has("velocity.x") && reference.has("reference.position.x");
    }

    String of(TickRecord record) {
        return hasPosition ? flight(record) : signals(record);
    }

    private String flight(TickRecord record) {
        double[] x = record.in.sensors.values;
        int position = sensors.indexOf("position.x");
        return String.format(
                Locale.ROOT,
                "height %5.2f m  speed %4.2f m/s  off reference %4.2f m",
                x[position + 2],
                distance(x, sensors.indexOf("velocity.x"), new double[3], 0),
                distance(x, position, record.out.reference.values, reference.indexOf("reference.position.x")));
    }

    private static double distance(double[] a, int inA, double[] b, int inB) {
        double squares = 0;
        for (int i = 0; i < 3; i++) {
            double difference = a[inA + i] - b[inB + i];
            squares += difference * difference;
        }
        return Math.sqrt(squares);
    }

    private String signals(TickRecord record) {
        StringJoiner text = new StringJoiner("  ");
        int shown = 0;
        for (int i = 0; i < reference.size() && shown < MOST_SIGNALS; i++) {
            Channel asked = reference.channels().get(i);
            String name = asked.name().startsWith(ASKED) ? asked.name().substring(ASKED.length()) : "";
            if (sensors.has(name)) {
                shown++;
                text.add(String.format(
                        Locale.ROOT,
                        "%s %.3g of %.3g %s",
                        name,
                        record.in.sensors.values[sensors.indexOf(name)],
                        record.out.reference.values[i],
                        asked.unit()));
            }
        }
        return text.toString();
    }
}
