package dev.creance.record.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Maps values to pixels, linearly, and knows where round values stand. */
final class Scale {
    private final double from;
    private final double to;
    private final double fromPx;
    private final double toPx;

    /** An empty range becomes one of length 1: a picture of nothing is still a picture. */
    Scale(double from, double to, double fromPx, double toPx) {
        this.from = from;
        this.to = to > from ? to : from + 1;
        this.fromPx = fromPx;
        this.toPx = toPx;
    }

    /** Over these values with a little room around them; where all are equal or none is finite, over a range of 1. */
    static Scale around(double least, double greatest, double fromPx, double toPx) {
        if (!(greatest > least)) {
            double middle = Double.isFinite(least) ? least : 0;
            return new Scale(middle - 0.5, middle + 0.5, fromPx, toPx);
        }
        double room = 0.06 * (greatest - least);
        return new Scale(least - room, greatest + room, fromPx, toPx);
    }

    double px(double value) {
        return fromPx + (value - from) / (to - from) * (toPx - fromPx);
    }

    double from() {
        return from;
    }

    double to() {
        return to;
    }

    /** About {@code count} round values within. */
    List<Double> ticks(int count) {
        double step = roundStep((to - from) / count);
        List<Double> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(from / step - 1e-9); i * step <= to + 1e-9 * step; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    /** How a round value is written: with the decimals that tell it from its neighbours. */
    String label(double tick, int count) {
        double step = roundStep((to - from) / count);
        int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
        String text = String.format(Locale.ROOT, "%." + Math.min(decimals, 6) + "f", tick);
        return text.matches("-0(\\.0+)?") ? text.substring(1) : text;
    }

    /** 1, 2 or 5 times a power of ten. */
    private static double roundStep(double step) {
        double power = Math.pow(10, Math.floor(Math.log10(step)));
        double rest = step / power;
        return power * (rest > 5 ? 10 : rest > 2 ? 5 : rest > 1 ? 2 : 1);
    }
}
