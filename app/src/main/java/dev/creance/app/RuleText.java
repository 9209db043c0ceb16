package dev.creance.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.creance.runtime.Shield;
import dev.creance.safety.ShieldPipeline;
import dev.creance.safety.logic.Foresight;
import dev.creance.safety.logic.Monitor;
import dev.creance.safety.logic.Rule;
import java.util.List;
import java.util.Locale;

/** The shield's rules in temporal logic as they were loaded: how far they look ahead, what they keep, and what they predict. */
final class RuleText {
    private RuleText() {}

    /** One line for each. */
    static List<String> lines(Shield shield, long tickNs) {
        return rules(shield).stream().map(rule -> line(rule, tickNs)).toList();
    }

    static ArrayNode json(Shield shield, long tickNs) {
        ArrayNode all = Json.MAPPER.createArrayNode();
        for (Rule rule : rules(shield)) {
            Monitor monitor = rule.monitor();
            ObjectNode node = all.addObject()
                    .put("name", rule.name())
                    .put("reaction", word(rule))
                    .put("horizon_s", monitor.delayTicks() * tickNs * 1e-9)
                    .put("operators", monitor.operators())
                    .put("memory_bytes", monitor.memoryBytes());
            rule.foresight()
                    .ifPresent(ahead -> node.put("predict_s", ahead.horizonTicks() * tickNs * 1e-9)
                            .put("predict_steps", ahead.steps()));
        }
        return all;
    }

    private static List<Rule> rules(Shield shield) {
        return shield instanceof ShieldPipeline pipeline ? pipeline.rules() : List.of();
    }

    private static String line(Rule rule, long tickNs) {
        Monitor monitor = rule.monitor();
        String known = monitor.delayTicks() == 0
                ? "known at once"
                : String.format(
                        Locale.ROOT, "known after %s ms at the latest", number(monitor.delayTicks() * tickNs * 1e-6));
        return String.format(
                Locale.ROOT,
                "rule    %s (%s): %s%s; %d operators, %.1f KiB",
                rule.name(),
                word(rule),
                known,
                rule.foresight().map(ahead -> predicted(ahead, tickNs)).orElse(""),
                monitor.operators(),
                monitor.memoryBytes() / 1024.0);
    }

    private static String predicted(Foresight ahead, long tickNs) {
        return String.format(
                Locale.ROOT,
                ", predicted over %s ms in up to %d steps a tick",
                number(ahead.horizonTicks() * tickNs * 1e-6),
                ahead.steps());
    }

    private static String word(Rule rule) {
        return rule.reaction().name().toLowerCase(Locale.ROOT);
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
