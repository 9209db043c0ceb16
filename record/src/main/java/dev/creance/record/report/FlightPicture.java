package dev.creance.record.report;

import dev.creance.record.report.ReportFacts.Envelope;

/** One picture of a run as a file of its own: the path, and what the shield did to a command. For a README. */
public final class FlightPicture {
    private static final double HEIGHT = 500;
    private static final double PATH_WIDTH = 520;
    private static final double TRACES_AT = 540;
    private static final double TRACES_SCALE = 0.56;

    private FlightPicture() {}

    /**
     * Draws it.
     *
     * @param command whose course is shown, an index into the command layout
     */
    public static String svg(FlightTraces flight, Envelope envelope, int command) {
        double width = TRACES_AT + TRACES_SCALE * TimePlot.WIDTH + 10;
        Svg svg = Svg.picture(width, HEIGHT, "path of a flight, its height, and a command before and after the shield");
        svg.raw("<style>\n" + Style.COLOURS.text() + Style.PLOTS.text() + "</style>\n");
        svg.raw("<rect width=\"100%\" height=\"100%\" style=\"fill:var(--page)\"/>\n");
        svg.label("head", 16, 26, "flown by the policy (blue) and the backup (red)");
        svg.group(0, 30);
        new PathPlot(flight, envelope, Plane.CORNER, PATH_WIDTH, HEIGHT - 40).drawInto(svg);
        svg.endGroup();
        String name = flight.commands().get(command).name();
        svg.label("head", TRACES_AT + 40, 26, "where the shield intervened (shaded)");
        double y = 36;
        y = panel(
                svg,
                y,
                new TimePlot(flight, "height", "m", 190)
                        .line("wanted", flight.wanted(2))
                        .line("measured", flight.measured(2))
                        .limit(envelope.ceilingM(), "ceiling"));
        y = panel(svg, y, new TimePlot(flight, "tilt", "°", 190).line("measured", flight.tilt()));
        y = panel(
                svg,
                y,
                new TimePlot(flight, name + ": proposed", "1", 190)
                        .line("proposal", flight.proposals().get(command)));
        panel(
                svg,
                y,
                new TimePlot(flight, name + ": executed", "1", 190)
                        .line("command", flight.commands().get(command))
                        .withTimeAxis());
        return svg.finish();
    }

    /** Puts a panel at half its size under the one before; returns where the next goes. */
    private static double panel(Svg svg, double y, TimePlot plot) {
        svg.raw("<g transform=\"translate(" + Svg.number(TRACES_AT) + " " + Svg.number(y) + ") scale(" + TRACES_SCALE
                + ")\" style=\"font-size:19px\">\n");
        plot.drawInto(svg);
        svg.raw("</g>\n");
        return y + TRACES_SCALE * plot.totalHeight();
    }
}
