package dev.creance.record.report;

import dev.creance.record.report.TraceSet.Trace;
import java.util.ArrayList;
import java.util.List;

/** One panel over time: lines, limits, and in the background where the shield intervened. */
final class TimePlot {
    static final double WIDTH = 1000;
    static final double LEFT = 72;
    static final double RIGHT = 28;
    /** The panel's name stands above its lines. */
    private static final double TOP = 20;

    private static final double AXIS = 26;
    private static final int TIME_TICKS = 10;
    private static final int VALUE_TICKS = 3;

    private record Line(String style, Trace trace) {}

    private record Limit(double value, String name) {}

    private final FlightTraces flight;
    private final String name;
    private final String unit;
    private final double height;
    private final List<Line> lines = new ArrayList<>();
    private final List<Limit> limits = new ArrayList<>();
    private boolean withTimeAxis;

    /** @param height of the panel without its time axis, px */
    TimePlot(FlightTraces flight, String name, String unit, double height) {
        this.flight = flight;
        this.name = name;
        this.unit = unit;
        this.height = height;
    }

    TimePlot line(String style, Trace trace) {
        lines.add(new Line(style, trace));
        return this;
    }

    /** A value that should not be crossed; NaN for none. */
    TimePlot limit(double value, String limitName) {
        if (Double.isFinite(value)) {
            limits.add(new Limit(value, limitName));
        }
        return this;
    }

    TimePlot withTimeAxis() {
        withTimeAxis = true;
        return this;
    }

    static Scale timeScale(FlightTraces flight) {
        return new Scale(0, flight.columns().durationS(), LEFT, WIDTH - RIGHT);
    }

    double totalHeight() {
        return height + (withTimeAxis ? AXIS : 0);
    }

    String draw() {
        Svg svg = Svg.picture(WIDTH, totalHeight(), name + " over time");
        drawInto(svg);
        return svg.finish();
    }

    void drawInto(Svg svg) {
        Scale time = timeScale(flight);
        Scale value = valueScale();
        shade(svg, flight, time, TOP, height);
        for (double tick : value.ticks(VALUE_TICKS)) {
            svg.line("grid", LEFT, value.px(tick), WIDTH - RIGHT, value.px(tick));
            svg.label("tick end", LEFT - 6, value.px(tick) + 4, value.label(tick, VALUE_TICKS));
        }
        timeAxis(svg, time, height, withTimeAxis);
        for (Limit limit : limits) {
            if (limit.value >= value.from() && limit.value <= value.to()) {
                svg.line("limit", LEFT, value.px(limit.value), WIDTH - RIGHT, value.px(limit.value));
                svg.label("tick end limit-name", WIDTH - RIGHT - 4, value.px(limit.value) - 4, limit.name);
            }
        }
        for (Line line : lines) {
            svg.path(line.style, pathOf(line.trace, time, value));
        }
        svg.label("name", LEFT, TOP - 6, unit.equals("1") ? name : name + " [" + unit + "]");
    }

    /** The least flight-wide span: a limit shows where the values come within a third of their range to it. */
    private Scale valueScale() {
        double least = Double.NaN;
        double greatest = Double.NaN;
        for (Line line : lines) {
            least = smaller(least, line.trace.least());
            greatest = -smaller(-greatest, -line.trace.greatest());
        }
        double reach = 0.34 * (greatest - least);
        for (Limit limit : limits) {
            if (limit.value >= least - reach && limit.value <= greatest + reach) {
                least = smaller(least, limit.value);
                greatest = -smaller(-greatest, -limit.value);
            }
        }
        return Scale.around(least, greatest, height - 4, TOP);
    }

    private static double smaller(double a, double b) {
        return Double.isNaN(a) || b < a ? b : a;
    }

    private StringBuilder pathOf(Trace trace, Scale time, Scale value) {
        Svg.PathData data = new Svg.PathData();
        int gap = 0;
        for (int i = 0; i < flight.columns().size(); i++) {
            if (trace.has(i)) {
                double x = time.px(flight.columns().timeS(i));
                double least = value.px(trace.least(i));
                double greatest = value.px(trace.greatest(i));
                data.to(x, least);
                if (Math.abs(greatest - least) >= 0.05) {
                    data.to(x, greatest);
                }
                gap = 0;
            } else if (++gap == 8) {
                // sensors that are not fresh at each tick leave columns empty; a longer silence is a gap
                data.gap();
            }
        }
        return data.data();
    }

    /** Marks where something other than the policy's proposal was executed. */
    static void shade(Svg svg, FlightTraces flight, Scale time, double top, double bottom) {
        TraceSet columns = flight.columns();
        double half = columns.size() < 2 ? 0 : (columns.timeS(1) - columns.timeS(0)) / 2;
        int from = -1;
        for (int i = 0; i <= columns.size(); i++) {
            int column = i;
            boolean intervened =
                    i < columns.size() && flight.causes().values().stream().anyMatch(trace -> trace.has(column));
            if (intervened && from < 0) {
                from = i;
            } else if (!intervened && from >= 0) {
                double x = time.px(columns.timeS(from) - half);
                double width = Math.max(1, time.px(columns.timeS(i - 1) + half) - x);
                svg.rectangle("intervened", x, top, width, bottom - top);
                from = -1;
            }
        }
    }

    static void timeAxis(Svg svg, Scale time, double bottom, boolean labelled) {
        for (double tick : time.ticks(TIME_TICKS)) {
            svg.line("grid", time.px(tick), TOP, time.px(tick), bottom);
            if (labelled) {
                svg.label("tick middle", time.px(tick), bottom + 16, time.label(tick, TIME_TICKS) + " s");
            }
        }
        svg.line("axis", LEFT, bottom, WIDTH - RIGHT, bottom);
    }
}
