package dev.creance.policies.imports;

import dev.creance.policies.manifest.Port;
import dev.creance.runtime.config.ConfigNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The sections that every import writes the same way. */
final class Sections {
    private Sections() {}

    /** Who made it: no convention says so. */
    static void head(Draft draft, String format) {
        draft.say("policy", "1", "");
        draft.ask("name", "what to call it", "go2_walk");
        draft.ask("description", "what it does, in a sentence", "walks where it is told");
        draft.ask("robot", "the robot it was trained for", "Unitree Go2");
        draft.ask("provenance.source", "where it comes from, with revision", "github.com/me/robot @ 1234abcd");
        draft.ask("provenance.paper", "the paper, or none", "none");
        draft.say("provenance.conversion", "none", "imported as " + format + "; the network is as it was");
        draft.ask("licence.spdx", "the licence's SPDX identifier", "Apache-2.0");
        draft.ask("licence.holder", "year and holder of the copyright", "2026 Me");
        draft.ask("licence.file", "the file of the licence's text", "LICENSE");
    }

    static void model(Draft draft, String id, GraphFacts graph) {
        Draft model = draft.item("models", id);
        model.say("id", Yaml.quoted(id), "importer");
        model.say("file", Yaml.quoted(graph.file()), "the source");
        model.say("sha256", graph.sha256(), "of the file");
        long batch =
                graph.inputs().isEmpty() || graph.inputs().getFirst().shape().size() < 2
                        ? 1
                        : graph.inputs().getFirst().shape().getFirst();
        if (batch > 1) {
            model.say(
                    "batch",
                    Long.toString(batch),
                    "first size of input '" + graph.inputs().getFirst().name() + "'");
            draft.pitfall("the batch is frozen to " + batch + ": the first row is used, the others repeat it");
        }
        model.list("external_data");
        graph.externalData()
                .forEach((file, sha256) -> model.add(
                        "external_data", "{file: " + Yaml.quoted(file) + ", sha256: " + sha256 + "}", "the network"));
        for (String objection : graph.objections()) {
            if (objection.startsWith("baked_state")) {
                draft.require("baked_state", objection, "accepted");
            }
            draft.pitfall(objection);
        }
    }

    /** Of a source that is a network and says nothing of rates: all up to its joints. */
    static void network(Draft draft, String format, GraphFacts graph) {
        head(draft, format);
        model(draft, "policy", graph);
        rates(draft, Optional.empty(), Optional.empty());
    }

    /**
     * @param period the policy's, in seconds; empty where the source has none
     * @param loop what the source says of the loop's rate; empty where it says nothing
     */
    static void rates(Draft draft, Optional<ConfigNode> period, Optional<ConfigNode> loop) {
        if (period.isPresent()) {
            draft.say("rates.native", hertz(Double.parseDouble(period.get().string())), Origin.of(period.get()));
        } else {
            draft.ask("rates.native", "how often it was asked in training", "50 Hz");
        }
        draft.say("rates.higher", "refused", "nothing in the source says that it may");
        if (loop.isPresent()) {
            draft.say("rates.loop", hertz(Double.parseDouble(loop.get().string())), Origin.of(loop.get()));
        } else {
            draft.ask("rates.loop", "the rate at which commands were tracked, or any", "any");
        }
        draft.ask("rates.deadline", "the greatest age of an action", "60 ms");
        draft.ask("rates.at_miss", "what happens when an action is too old", "backup");
    }

    /** A rate from a period; 1 / 0.02 is 50 Hz, not 50.00000000000001. */
    static String hertz(double periodS) {
        return new BigDecimal(1 / periodS, new MathContext(12))
                        .stripTrailingZeros()
                        .toPlainString() + " Hz";
    }

    /**
     * The table of joints.
     *
     * @param policy names as the policy orders them
     * @param device names as the device orders them
     */
    static void joints(Draft draft, List<String> policy, List<String> device, String origin) {
        draft.list("joints");
        for (String name : device) {
            int place = policy.indexOf(name);
            draft.add("joints", row(name, place < 0 ? "none" : Integer.toString(place), device.indexOf(name)), origin);
        }
        for (String name : policy) {
            if (!device.contains(name)) {
                draft.add(
                        "joints",
                        "{name: " + Yaml.quoted(name) + ", policy: " + policy.indexOf(name)
                                + ", device: none, sign: 1, offset: 0}",
                        origin);
            }
        }
    }

    /** Of a source that knows the policy's order alone; returns the names in that order. */
    static List<String> joints(Draft draft, ConfigNode policy, String origin) {
        List<String> names = names(policy);
        joints(draft, names, deviceNames(draft, names), origin);
        return names;
    }

    /**
     * Of a source that maps the policy's places to the device's; returns the names in the policy's order.
     *
     * @param map places in the device's order, in the policy's order
     * @param device names in the device's order; empty where they must be asked for
     */
    static List<String> joints(Draft draft, ConfigNode map, Optional<List<String>> device, String question) {
        List<String> names = device.or(
                        () -> draft.require("joints.device", question, "[FR_hip_joint, FR_thigh_joint, …]")
                                .map(Sections::names))
                .orElseGet(() -> IntStream.range(0, map.items().size())
                        .mapToObj(i -> "joint_" + i)
                        .toList());
        List<String> policy = map.items().stream()
                .map(place -> names.get(place.integer(0, names.size() - 1)))
                .toList();
        joints(draft, policy, names, Origin.of(map));
        return policy;
    }

    private static String row(String name, String policy, int device) {
        return "{name: " + Yaml.quoted(name) + ", policy: " + policy + ", device: " + device + ", sign: 1, offset: 0}";
    }

    /** Names as the device orders them; those of the policy where the answer is {@code policy}. */
    static List<String> deviceNames(Draft draft, List<String> policy) {
        Optional<ConfigNode> answer = draft.require(
                "joints.device",
                "the joints' names in the device's order; 'policy' where it is that of the policy",
                "[left_hip, left_knee, …]");
        return answer.filter(ConfigNode::isList).map(Sections::names).orElse(policy);
    }

    static List<String> names(ConfigNode node) {
        return node.items().stream().map(ConfigNode::string).toList();
    }

    static String vector(String order, ConfigNode values) {
        return vector(order, Yaml.flow(values));
    }

    static String vector(String order, String values) {
        return "{order: " + order + ", values: " + values + "}";
    }

    /**
     * The network's input of an observation, and what that was normalised with.
     *
     * @param exported whether the convention's exporter puts a normaliser into the network
     */
    static void input(Draft observation, GraphFacts graph, Port input, boolean exported) {
        observation.say("tensor", Yaml.quoted(input.name()), "the network");
        if (graph.plainInputs().contains(input.name())) {
            observation.ask(
                    "normaliser",
                    "the network holds no normaliser: '" + input.name() + "' enters its first layer as it is. It was"
                            + " trained without one, or its statistics are missing",
                    "none");
        } else if (exported) {
            observation.say("normaliser", "in_graph", "the convention: the exporter puts it into the network");
        } else {
            observation.ask(
                    "normaliser", "where the statistics are that the observation was normalised with", "in_graph");
        }
    }

    static void tail(Draft draft) {
        draft.list("state");
        draft.list("ignored_outputs");
    }

    static void knownAnswers(Draft draft) {
        draft.ask("known_answers", "the file of known answers with its hash, or none", "none");
    }

    /** A velocity command as Isaac Lab's exporters write it: a map of name to [low, high] or null. */
    static void velocity(Draft draft, String name, ConfigNode ranges, List<String> values) {
        Draft setpoint = draft.item("setpoints", name);
        setpoint.say("name", Yaml.quoted(name), Origin.of(ranges));
        for (String value : values) {
            String unit = value.startsWith("ang") || value.equals("heading") ? "rad/s" : "m/s";
            setpoint.add(
                    "values",
                    "{name: " + value + ", unit: " + unit + ", range: " + Yaml.flow(ranges.child(value))
                            + ", rate: none}",
                    Origin.of(ranges.child(value)));
        }
        setpoint.say("deadband", "none", "the convention has none");
        setpoint.say("zero_below", "none", "the convention has none");
    }

    static boolean isNull(ConfigNode node) {
        return node.isScalar()
                && (node.string().isEmpty()
                        || node.string().equals("null")
                        || node.string().equals("~"));
    }
}
