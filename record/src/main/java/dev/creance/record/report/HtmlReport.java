package dev.creance.record.report;

import dev.creance.record.FlightMetrics;
import dev.creance.record.FlightMetrics.Transition;
import dev.creance.record.report.Html.Key;
import dev.creance.record.report.ReportFacts.Figure;
import dev.creance.runtime.Cause;
import dev.creance.runtime.Channel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The report of a run: one HTML file that holds everything it shows and fetches nothing. It is a function of the tick records
 * and of the facts, so that a lockstep run gives the same report twice.
 *
 * <pre>{@code
 * FlightTraces traces = new FlightTraces(schema);   // a sink, like the metrics
 * HtmlReport.write(Path.of("runs/report.html"), traces, metrics.result(), facts);
 * }</pre>
 */
public final class HtmlReport {
    private static final String NONE = "–";

    private final FlightTraces flight;
    private final FlightMetrics.Result result;
    private final ReportFacts facts;
    private final Html html = new Html();

    private HtmlReport(FlightTraces flight, FlightMetrics.Result result, ReportFacts facts) {
        this.flight = flight;
        this.result = result;
        this.facts = facts;
    }

    public static void write(Path path, FlightTraces flight, FlightMetrics.Result result, ReportFacts facts)
            throws IOException {
        Files.writeString(path, text(flight, result, facts));
    }

    public static String text(FlightTraces flight, FlightMetrics.Result result, ReportFacts facts) {
        HtmlReport report = new HtmlReport(flight, result, facts);
        report.head();
        report.path();
        report.axes();
        report.followed();
        report.shield();
        report.motors();
        report.margins();
        report.latency();
        TimingSection.write(facts.timing(), report.html);
        report.transitions();
        report.configuration();
        return report.html.raw("</main>\n</body>\n</html>\n").toString();
    }

    private void head() {
        html.raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .element("title", facts.robot() + ": " + facts.outcome())
                .raw("<style>\n" + Style.COLOURS.text() + Style.PLOTS.text() + Style.PAGE.text() + "</style>\n")
                .raw("</head>\n<body>\n<main>\n")
                .raw("<h1>")
                .words(facts.robot() + " ")
                .raw("<span class=\"outcome outcome-" + facts.outcome().replaceAll("[^a-z]", "") + "\">")
                .words(facts.outcome())
                .raw("</span></h1>\n");
        if (!facts.explanation().isEmpty()) {
            html.element("p", "quiet", facts.explanation());
        }
        facts.warnings().forEach(warning -> html.element("p", "warning", warning));
        html.raw("<div class=\"figures\">\n");
        figures().forEach(figure -> {
            html.raw(figure.value().length() > 16 ? "<div class=\"long\">" : "<div>");
            html.words(figure.label()).element("b", figure.value()).raw("</div>\n");
        });
        html.raw("</div>\n");
    }

    private List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        figures.add(new Figure("duration", number(result.durationS(), "%.2f s")));
        figures.add(new Figure("ticks", Long.toString(result.ticks())));
        if (result.tracking().isEmpty()) {
            figures.add(new Figure("position error, RMS", number(result.positionRmseM(), "%.3f m")));
            figures.add(new Figure("position error, greatest", number(result.positionMaxErrorM(), "%.3f m")));
            figures.add(new Figure("greatest tilt", number(Math.toDegrees(result.maxTiltRad()), "%.1f°")));
            figures.add(new Figure("greatest speed", number(result.maxSpeedMPerS(), "%.2f m/s")));
            figures.add(new Figure("distance", number(result.distanceM(), "%.1f m")));
        }
        result.tracking().forEach((key, value) -> figures.add(new Figure(key, number(value, "%.4g"))));
        figures.add(new Figure("interventions", Long.toString(result.interventions())));
        result.timeBySourceS()
                .forEach((source, seconds) ->
                        figures.add(new Figure("time, source " + source, number(seconds, "%.2f s"))));
        figures.addAll(facts.figures());
        return figures;
    }

    private static String number(double value, String format) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : NONE;
    }

    private void path() {
        if (!flight.hasPosition()) {
            return;
        }
        html.element("h2", "Path")
                .key(List.of(
                        Key.solid("blue", "flown by the policy"),
                        Key.solid("red", "flown by the backup"),
                        Key.solid("orange", "fence and ceiling"),
                        Key.dashed("muted", "reference")))
                .raw("<div class=\"pair\">\n")
                .raw(new PathPlot(flight, facts.envelope(), Plane.CORNER, 640, 440).draw())
                .raw(new PathPlot(flight, facts.envelope(), Plane.TOP, 420, 440).draw())
                .raw("</div>\n")
                .element(
                        "p",
                        "quiet",
                        "Left: from a corner. Right: from above, x to the right, y up. "
                                + "The ring is the start, the dot the end.");
    }

    private void axes() {
        if (!flight.hasPosition()) {
            return;
        }
        html.element("h2", "Position and tilt")
                .key(List.of(
                        Key.solid("blue", "measured"),
                        Key.dashed("muted", "reference"),
                        Key.area("red", "the shield intervened")));
        for (int axis = 0; axis < 3; axis++) {
            TimePlot plot = new TimePlot(flight, "position " + "xyz".charAt(axis), "m", 132)
                    .line("wanted", flight.wanted(axis))
                    .line("measured", flight.measured(axis));
            if (axis == 2) {
                plot.limit(facts.envelope().ceilingM(), "ceiling")
                        .limit(facts.envelope().floorM(), "floor");
            }
            html.raw((axis == 2 && !flight.hasTilt() ? plot.withTimeAxis() : plot).draw());
        }
        if (flight.hasTilt()) {
            html.raw(new TimePlot(flight, "tilt", "°", 132)
                    .line("measured", flight.tilt())
                    .limit(Math.toDegrees(facts.envelope().tiltRad()), "limit")
                    .withTimeAxis()
                    .draw());
        }
    }

    private void followed() {
        List<FlightTraces.Followed> signals = flight.followed();
        if (signals.isEmpty()) {
            return;
        }
        html.element("h2", "Measured and asked for")
                .key(List.of(
                        Key.solid("blue", "measured"),
                        Key.dashed("muted", "reference"),
                        Key.area("red", "the shield intervened")));
        for (int i = 0; i < signals.size(); i++) {
            FlightTraces.Followed signal = signals.get(i);
            TimePlot plot = new TimePlot(
                            flight, signal.channel().name(), signal.channel().unit(), 132)
                    .line("wanted", signal.wanted())
                    .line("measured", signal.measured());
            html.raw((i == signals.size() - 1 ? plot.withTimeAxis() : plot).draw());
        }
    }

    private void shield() {
        html.element("h2", "Interventions and their causes")
                .raw(new CauseTimeline(flight, result, facts.faults()).draw());
        if (result.interventionsByCause().isEmpty()) {
            html.element("p", "quiet", "The shield never intervened.");
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        result.interventionsByCause()
                .forEach((cause, count) ->
                        rows.add(List.of(Long.toString(count), cause.name(), cause.meaning(), cause.remedy())));
        html.table(1, List.of("times", "cause", "meaning", "what to do"), rows);
    }

    private void motors() {
        html.element("h2", "Commands before and after the shield")
                .key(List.of(
                        Key.solid("orange", "proposed by the policy"),
                        Key.solid("blue", "executed"),
                        Key.area("red", "the shield intervened")));
        List<Channel> channels = flight.schema().commands().channels();
        for (int i = 0; i < channels.size(); i++) {
            TimePlot plot = new TimePlot(
                            flight, channels.get(i).name(), channels.get(i).unit(), 104)
                    .line("proposal", flight.proposals().get(i))
                    .line("command", flight.commands().get(i));
            html.raw((i == channels.size() - 1 ? plot.withTimeAxis() : plot).draw());
        }
    }

    private void margins() {
        List<Channel> channels = flight.schema().margins();
        if (channels.isEmpty()) {
            return;
        }
        html.element("h2", "Margins of the guards")
                .element("p", "quiet", "Below zero a guard would be violated, so the backup takes over before.");
        for (int i = 0; i < channels.size(); i++) {
            TimePlot plot = new TimePlot(
                            flight, channels.get(i).name(), channels.get(i).unit(), 88)
                    .line("margin", flight.margins().get(i))
                    .limit(0, "");
            html.raw((i == channels.size() - 1 ? plot.withTimeAxis() : plot).draw());
        }
    }

    private void latency() {
        html.element("h2", "Wake-up latency of the tick");
        if (facts.wakeupNs() == null || facts.wakeupNs().getTotalCount() == 0) {
            html.element("p", "quiet", "None: the run was in lockstep, where time is virtual.");
        } else {
            html.raw(new HistogramPlot(facts.wakeupNs()).draw())
                    .element("p", "quiet", "Actual minus scheduled start, ticks per bar; both axes are logarithmic.");
        }
    }

    private void transitions() {
        html.element("h2", "Failsafe transitions");
        List<List<String>> rows = new ArrayList<>();
        for (Transition transition : result.transitions()) {
            Cause cause = transition.cause();
            rows.add(List.of(
                    number(transition.tS(), "%.3f"),
                    transition.from() + " → " + transition.to(),
                    cause == null ? NONE : cause.name(),
                    number(transition.value(), "%.4g"),
                    cause == null ? "" : cause.meaning()));
        }
        html.table(1, List.of("t [s]", "transition", "cause", "at value", "meaning"), rows);
        html.element("h2", "Faults injected");
        if (facts.faults().isEmpty()) {
            html.element("p", "quiet", "None.");
        } else {
            html.table(
                    1,
                    List.of("at [s]", "kind", "for"),
                    facts.faults().stream()
                            .map(fault -> List.of(
                                    number(fault.atS(), "%.3f"),
                                    fault.kind(),
                                    Double.isFinite(fault.forS()) ? number(fault.forS(), "%.3f s") : "ever"))
                            .collect(Collectors.toList()));
        }
    }

    private void configuration() {
        html.element("h2", "Configuration used").element("pre", facts.configuration());
    }
}
