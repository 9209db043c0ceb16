package dev.creance.bench.critic;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.creance.bench.Share;
import java.io.PrintWriter;
import java.util.Locale;

/** Prints variants beside each other; the intervals are Wilson's at 95 %. */
final class CriticReport {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final PrintWriter out;
    private final ArrayNode tasks = MAPPER.createArrayNode();
    private ArrayNode rows;
    private Figures alone;

    CriticReport(PrintWriter out) {
        this.out = out;
    }

    void begin(Task task, int first, int episodes, long seed) {
        line("%s: %s", task.name(), task.description());
        line(
                "%d episodes from number %d of seed %d, the same for each variant; intervals at 95 %%",
                episodes, first, seed);
        line(
                "%-30s %25s %8s %7s %25s %8s %7s %7s %8s",
                "", "violated", "rescued", "harmed", "task done", "goals", "recov.", "backup", "onsets");
        ObjectNode node = tasks.addObject();
        node.put("task", task.name()).put("description", task.description());
        node.put("first", first).put("episodes", episodes).put("seed", seed);
        rows = node.putArray("rows");
        alone = null;
    }

    /** @param figures first of those without a critic, for each setting of the limits */
    void add(Figures figures, double elapsedS) {
        Variant variant = figures.variant();
        if (variant.ratio() == 0) {
            alone = figures;
        }
        int rescued = figures.rescued(alone);
        int harmed = figures.harmed(alone);
        line(
                "%-30s %25s %8d %7d %25s %6.1f %% %5.1f %% %5.1f %% %8.2f",
                variant.words(),
                share(figures.violated()),
                rescued,
                harmed,
                share(figures.succeeded()),
                100 * figures.goalsReached(),
                100 * figures.recovering(),
                100 * figures.backingUp(),
                figures.onsets());
        ObjectNode row = rows.addObject();
        row.put("variant", variant.words())
                .put("critic_per_policy", variant.ratio())
                .put("limits", variant.barriers() ? "task" : "wide");
        put(row, "violated", figures.violated());
        put(row, "task_done", figures.succeeded());
        put(row, "stopped", figures.stopped());
        row.put("rescued", rescued)
                .put("harmed", harmed)
                .put("goals_reached", figures.goalsReached())
                .put("recovering", figures.recovering())
                .put("backing_up", figures.backingUp())
                .put("onsets_per_episode", figures.onsets())
                .put("flown_ticks", figures.ticks())
                .put("elapsed_s", elapsedS);
    }

    private static String share(Share share) {
        return String.format(
                Locale.ROOT, "%d: %.1f %% to %.1f %%", share.found(), 100 * share.lower(), 100 * share.upper());
    }

    private static void put(ObjectNode row, String name, Share share) {
        row.put(name, share.found()).put(name + "_lower", share.lower()).put(name + "_upper", share.upper());
    }

    ObjectNode json() {
        ObjectNode result = MAPPER.createObjectNode();
        result.set("tasks", tasks);
        return result;
    }

    private void line(String format, Object... arguments) {
        out.println(String.format(Locale.ROOT, format, arguments).stripTrailing());
        out.flush();
    }
}
