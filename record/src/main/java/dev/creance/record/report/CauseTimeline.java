package dev.creance.record.report;

import dev.creance.record.FlightMetrics;
import dev.creance.record.FlightMetrics.Transition;
import dev.creance.record.report.ReportFacts.InjectedFault;
import dev.creance.record.report.TraceSet.Trace;
import dev.creance.runtime.FailsafeState;
import java.util.List;
import java.util.Locale;

/** Rows over time: the failsafe state, the causes of interventions, the faults that were injected. */
final class CauseTimeline {
    private static final double ROW = 24;
    private static final double TOP = 8;
    private static final double NAMES = 178;

    private final FlightTraces flight;
    private final FlightMetrics.Result result;
    private final List<InjectedFault> faults;
    private final Scale time;
    private double y = TOP;

    CauseTimeline(FlightTraces flight, FlightMetrics.Result result, List<InjectedFault> faults) {
        this.flight = flight;
        this.result = result;
        this.faults = faults;
        this.time = new Scale(0, flight.columns().durationS(), NAMES, TimePlot.WIDTH - TimePlot.RIGHT);
    }

    String draw() {
        double bottom = TOP + ROW * (1 + flight.causes().size() + faults.size());
        Svg svg = Svg.picture(
                TimePlot.WIDTH, bottom + 26, "failsafe states, causes of interventions and faults over time");
        for (double tick : time.ticks(10)) {
            svg.line("grid", time.px(tick), TOP, time.px(tick), bottom);
            svg.label("tick middle", time.px(tick), bottom + 16, time.label(tick, 10) + " s");
        }
        states(svg);
        flight.causes().forEach((cause, trace) -> row(svg, cause.name(), trace));
        for (InjectedFault fault : faults) {
            name(svg, "injected: " + fault.kind());
            double endS = Math.min(fault.atS() + fault.forS(), time.to());
            bar(svg, "fault", fault.atS(), Math.max(endS, fault.atS()));
            y += ROW;
        }
        svg.line("axis", NAMES, bottom, TimePlot.WIDTH - TimePlot.RIGHT, bottom);
        return svg.finish();
    }

    private void states(Svg svg) {
        name(svg, "failsafe state");
        double fromS = 0;
        FailsafeState state = result.transitions().isEmpty()
                ? result.state()
                : result.transitions().getFirst().from();
        for (Transition transition : result.transitions()) {
            state(svg, state, fromS, transition.tS());
            state = transition.to();
            fromS = transition.tS();
        }
        state(svg, state, fromS, result.durationS());
        y += ROW;
    }

    private void state(Svg svg, FailsafeState state, double fromS, double toS) {
        String style = "state state-" + state.name().toLowerCase(Locale.ROOT);
        bar(svg, style, fromS, toS);
        double width = time.px(toS) - time.px(fromS);
        if (width > 9.0 * state.name().length()) {
            svg.label("state-name middle", time.px((fromS + toS) / 2), y + 16, state.name());
        }
    }

    private void row(Svg svg, String name, Trace trace) {
        name(svg, name);
        int from = -1;
        for (int i = 0; i <= flight.columns().size(); i++) {
            boolean held = i < flight.columns().size() && trace.has(i);
            if (held && from < 0) {
                from = i;
            } else if (!held && from >= 0) {
                bar(svg, "cause", flight.columns().timeS(from), flight.columns().timeS(i - 1));
                from = -1;
            }
        }
        y += ROW;
    }

    private void name(Svg svg, String name) {
        svg.label("tick end", NAMES - 8, y + 16, name);
    }

    /** At least two pixels wide: what lasted a tick is seen. */
    private void bar(Svg svg, String style, double fromS, double toS) {
        double from = Math.clamp(time.px(fromS), NAMES, TimePlot.WIDTH - TimePlot.RIGHT);
        double to = Math.clamp(time.px(toS), NAMES, TimePlot.WIDTH - TimePlot.RIGHT);
        svg.rectangle(style, from, y + 3, Math.max(2, to - from), ROW - 6);
    }
}
