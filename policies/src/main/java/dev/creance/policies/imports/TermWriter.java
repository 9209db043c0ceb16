package dev.creance.policies.imports;

import dev.creance.runtime.config.ConfigNode;
import java.util.Map;
import java.util.Optional;

/** Writes terms of an observation. */
record TermWriter(Draft observation) {

    private Draft start(String term, String kind, String origin) {
        Draft item = observation.item("terms", term);
        item.say("term", Yaml.quoted(term), origin);
        item.say("kind", kind, "");
        return item;
    }

    private static void end(Draft item, long dim, String process) {
        item.say("dim", Long.toString(dim), "");
        item.say("process", process, "");
    }

    Draft channels(String term, String signal, String unit, String process, String origin) {
        Draft item = start(term, "channels", origin);
        item.say("signal", signal, "");
        item.say("unit", unit, "");
        end(item, 3, process);
        return item;
    }

    Draft gravity(String term, String process, String origin) {
        Draft item = start(term, "projected_gravity", origin);
        item.say("signal", "orientation", "");
        end(item, 3, process);
        return item;
    }

    Draft jointPositions(String term, long dim, String relativeTo, String process, String origin) {
        return joints(
                term, dim, Map.of("quantity", "position", "relative", relativeTo, "unit", "rad"), process, origin);
    }

    Draft jointVelocities(String term, long dim, String process, String origin) {
        return joints(
                term, dim, Map.of("quantity", "velocity", "relative", "nothing", "unit", "rad/s"), process, origin);
    }

    private Draft joints(String term, long dim, Map<String, String> what, String process, String origin) {
        Draft item = start(term, "joints", origin);
        item.say("quantity", what.get("quantity"), "");
        item.say("order", "policy", "");
        item.say("relative_to", what.get("relative"), "");
        item.say("unit", what.get("unit"), "");
        end(item, dim, process);
        return item;
    }

    Draft actions(String term, long dim, String process, String origin) {
        Draft item = start(term, "action", origin);
        item.say("stores", "raw", "");
        item.say("initial", "zeros", "");
        item.say("spacing", "native", "");
        item.say("between", "running_mean", "");
        end(item, dim, process);
        return item;
    }

    Draft setpoint(String term, String setpoint, String values, long dim, String process, String origin) {
        Draft item = start(term, "setpoint", origin);
        item.say("setpoint", Yaml.quoted(setpoint), "");
        item.say("values", values, "");
        end(item, dim, process);
        return item;
    }

    Draft phase(String term, String functions, String offsets, long dim, String origin) {
        Draft item = start(term, "phase", origin);
        item.say("clock", "gait", "");
        item.say("functions", functions, "");
        item.say("offsets", offsets, "");
        end(item, dim, "[]");
        return item;
    }

    Draft counter(String term, String clock, String origin) {
        Draft item = start(term, "counter", origin);
        item.say("clock", clock, "");
        end(item, 1, "[]");
        return item;
    }

    /** @param as how an orientation is written, or {@code none} */
    Draft motion(String term, String quantity, String as, long dim, String process, String origin) {
        Draft item = start(term, "motion", origin);
        item.say("motion", "motion", "");
        item.say("quantity", quantity, "");
        item.say("as", as, "");
        item.say("frame", quantity.startsWith("joint") ? "none" : "anchor", "");
        item.ask(
                "lag",
                "inferences by which this is late: 1 where it is the reference that the last call returned",
                "0");
        end(item, dim, process);
        return item;
    }

    /** A term that this version knows no meaning of: asked for as a whole. */
    void open(String term, String origin) {
        Draft item = observation.item("terms", term);
        item.say("term", Yaml.quoted(term), origin);
        String whole = "terms." + term;
        Optional<ConfigNode> answer = observation.require(
                whole,
                "what '" + term + "' (" + origin + ") is",
                "{kind: external, signal: what it is, unit: m, dim: 3, process: []}");
        if (answer.isEmpty()) {
            item.say("kind", Draft.OPEN, "");
            return;
        }
        answer.get()
                .children()
                .forEach((key, value) ->
                        item.say(key, Yaml.flow(value), key.equals("kind") ? observation.originOf(whole) : ""));
    }
}
