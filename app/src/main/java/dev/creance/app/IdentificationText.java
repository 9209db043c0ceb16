package dev.creance.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.creance.dynamics.Interval;
import dev.creance.dynamics.ModelBounds;
import dev.creance.dynamics.identify.Finding;
import dev.creance.dynamics.identify.Finding.Found;
import dev.creance.dynamics.identify.Finding.Open;
import dev.creance.dynamics.identify.Recording;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;

/** What identification found, for people and for machines. */
final class IdentificationText {
    private IdentificationText() {}

    static void print(IdentifiedRobot robot, PrintWriter out) {
        Recording recording = robot.recording();
        ModelBounds bounds = robot.identification().bounds();
        out.printf(
                Locale.ROOT,
                "%s from %d frames in %.1f s; each bound holds with %.0f %% confidence%n",
                robot.kind().name().toLowerCase(Locale.ROOT),
                recording.size(),
                recording.sampleTimeS()[recording.size() - 1] - recording.sampleTimeS()[0],
                100 * bounds.confidence());
        robot.identification().known().forEach(known -> line(out, known, "taken as known: " + robot.prior()));
        for (Finding finding : robot.identification().findings()) {
            switch (finding) {
                case Found found -> line(out, found.name(), number(found.value()) + " in " + interval(found.bound()));
                case Open open -> line(out, open.name(), "not identified: " + open.reason());
            }
        }
        bounds.actuator().forEach((name, range) -> line(out, "A " + name, interval(range)));
        bounds.disturbance()
                .forEach((name, w) -> line(
                        out,
                        "W " + name,
                        String.format(
                                Locale.ROOT,
                                "below %s in %.1f %% of means over %.0f ms",
                                number(w.below()),
                                100 * w.quantile(),
                                1000 * w.windowS())));
        out.flush();
    }

    private static void line(PrintWriter out, String name, String what) {
        out.printf(Locale.ROOT, "  %-34s %s%n", name, what);
    }

    private static String interval(Interval interval) {
        return "[" + number(interval.low()) + ", " + number(interval.high()) + "]";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.5g", value);
    }

    static ObjectNode json(IdentifiedRobot robot, Path log) {
        Recording recording = robot.recording();
        ModelBounds bounds = robot.identification().bounds();
        ObjectNode root = Json.object()
                .put("robot", robot.kind().name().toLowerCase(Locale.ROOT))
                .put("log", log.toString())
                .put("prior", robot.prior())
                .put("frames", recording.size())
                .put(
                        "duration_s",
                        recording.sampleTimeS()[recording.size() - 1]
                                - recording.sampleTimeS()[0])
                .put("confidence", bounds.confidence());
        robot.identification().known().forEach(root.putArray("known")::add);
        ObjectNode parameters = root.putObject("parameters");
        ObjectNode open = root.putObject("not_identified");
        for (Finding finding : robot.identification().findings()) {
            switch (finding) {
                case Found found -> put(parameters.putObject(found.name()).put("value", found.value()), found.bound());
                case Open left -> open.put(left.name(), left.reason());
            }
        }
        ObjectNode actuator = root.putObject("actuator");
        bounds.actuator().forEach((name, range) -> put(actuator.putObject(name), range));
        ObjectNode disturbance = root.putObject("disturbance");
        bounds.disturbance()
                .forEach((name, w) -> disturbance
                        .putObject(name)
                        .put("below", w.below())
                        .put("quantile", w.quantile())
                        .put("window_s", w.windowS()));
        return root;
    }

    private static void put(ObjectNode out, Interval interval) {
        out.put("low", interval.low()).put("high", interval.high());
    }
}
