package dev.creance.bench.shield;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Attacks in words for people, and rows for machines. */
final class AttackReport {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final PrintWriter out;
    private final ArrayNode rows = MAPPER.createArrayNode();
    private boolean violated;

    AttackReport(PrintWriter out) {
        this.out = out;
    }

    void begin(BarrierSet set) {
        line("%s: %s", set.name(), set.description());
    }

    /** @param seconds that it took */
    void add(BarrierSet set, String guard, Tally tally, double seconds) {
        violated |= guard.equals(Guards.OURS) && tally.violations > 0;
        double bound = Probability.upperBound(tally.violatedEpisodes, tally.episodes);
        line("  %s", guard);
        line(
                "    violations      %d of %,d sub-steps%s, in %d of %,d episodes (%,d steps): below %.2g an episode at 95 %%",
                tally.violations,
                tally.subSteps,
                kinds(tally),
                tally.violatedEpisodes,
                tally.episodes,
                tally.steps,
                bound);
        line("    reached         %s of the limit; within 5 %% of it: %s", reached(set, tally), touched(set, tally));
        line(
                "    in charge       policy %.1f %% of the steps, changed in %.1f %%; %d takeovers by the backup, %d stops",
                percent(tally.policySteps, tally.steps),
                percent(tally.modifiedSteps, tally.steps),
                tally.takeovers,
                tally.stops);
        if (tally.nonFiniteCommands > 0) {
            line("    not a number    %,d commands were sent that are none", tally.nonFiniteCommands);
        }
        if (tally.violatedEpisodes > 0) {
            line("    violated by     %s", attacks(tally));
        }
        line("    rate            %,.0f steps a second", tally.steps / seconds);
        rows.add(row(set, guard, tally, bound, seconds));
    }

    private static String kinds(Tally tally) {
        String text = tally.violationsByKind.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
        return text.isEmpty() ? "" : " (" + text + ")";
    }

    private static String reached(BarrierSet set, Tally tally) {
        List<String> limits = set.nearness().limits();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < limits.size(); i++) {
            text.append(String.format(Locale.ROOT, "%s%s %.3f", i == 0 ? "" : ", ", limits.get(i), tally.most[i]));
        }
        return text.toString();
    }

    private static String touched(BarrierSet set, Tally tally) {
        List<String> limits = set.nearness().limits();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < limits.size(); i++) {
            text.append(String.format(
                    Locale.ROOT,
                    "%s%s %.2f %%",
                    i == 0 ? "" : ", ",
                    limits.get(i),
                    percent(tally.touchedSteps[i], tally.steps)));
        }
        return text.toString();
    }

    private static String attacks(Tally tally) {
        return tally.byAttack.entrySet().stream()
                .filter(entry -> entry.getValue()[1] > 0)
                .map(entry -> entry.getKey() + " " + entry.getValue()[1] + "/" + entry.getValue()[0])
                .collect(Collectors.joining(", "));
    }

    private static ObjectNode row(BarrierSet set, String guard, Tally tally, double bound, double seconds) {
        ObjectNode row = MAPPER.createObjectNode();
        row.put("name", set.name()).put("guard", guard).put("steps", tally.steps);
        row.put("sub_steps", tally.subSteps).put("violations", tally.violations);
        row.put("episodes", tally.episodes).put("violated_episodes", tally.violatedEpisodes);
        row.put("violation_probability_per_episode_below", bound);
        row.put("policy_share", share(tally.policySteps, tally.steps));
        row.put("modified_share", share(tally.modifiedSteps, tally.steps));
        row.put("takeovers", tally.takeovers).put("stops", tally.stops);
        row.put("non_finite_commands", tally.nonFiniteCommands).put("steps_per_s", tally.steps / seconds);
        ObjectNode kinds = row.putObject("violations_by_kind");
        tally.violationsByKind.forEach(kinds::put);
        List<String> limits = set.nearness().limits();
        ObjectNode reached = row.putObject("reached");
        ObjectNode touched = row.putObject("touched_share");
        for (int i = 0; i < limits.size(); i++) {
            reached.put(limits.get(i), tally.most[i]);
            touched.put(limits.get(i), share(tally.touchedSteps[i], tally.steps));
        }
        ObjectNode attacks = row.putObject("episodes_by_attack");
        for (Map.Entry<String, long[]> entry : tally.byAttack.entrySet()) {
            attacks.putObject(entry.getKey())
                    .put("episodes", entry.getValue()[0])
                    .put("violated", entry.getValue()[1]);
        }
        return row;
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    private static double percent(long part, long whole) {
        return 100 * share(part, whole);
    }

    /** Whether the project's own shield let any limit be violated. */
    boolean violated() {
        return violated;
    }

    ObjectNode json() {
        ObjectNode result = MAPPER.createObjectNode();
        result.set("rows", rows);
        return result;
    }

    private void line(String format, Object... arguments) {
        out.println(String.format(Locale.ROOT, format, arguments));
        out.flush();
    }
}
