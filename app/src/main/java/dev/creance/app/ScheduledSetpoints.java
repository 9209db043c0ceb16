package dev.creance.app;

import dev.creance.policies.SetpointRange;
import dev.creance.runtime.Channel;
import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.Layout;
import dev.creance.runtime.Reference;
import dev.creance.runtime.SetpointInputs;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A course, and behind it what is asked of the policy besides: skills, goals, preferences, in channels {@code setpoint.NAME.VALUE}.
 * Each keeps its value until its next change, in time that the policy has flown. Binds {@code scenario.setpoints}:
 *
 * <pre>{@code
 * setpoints:
 *   - {at: 0 s, of: skill.index, to: 0}
 *   - {at: 5 s, of: skill.index, to: 2}
 *   - {at: 0 s, of: walk.forward, to: 0.5 m/s}
 * }</pre>
 */
final class ScheduledSetpoints implements Reference {
    private static final double LONGEST_S = 3600;

    private final Reference course;
    private final Layout layout;
    private final Changes[] changes;
    private final int from;

    private ScheduledSetpoints(Reference course, List<Channel> channels, List<Changes> changes) {
        this.course = course;
        this.layout = course.layout().and(new Layout(channels));
        this.changes = changes.toArray(Changes[]::new);
        this.from = course.layout().size();
    }

    /** The values of one channel, the first from the beginning. */
    private record Changes(long[] atNs, double[] values) {
        @HotPath
        double at(long flownNs) {
            int k = 0;
            while (k + 1 < atNs.length && atNs[k + 1] <= flownNs) {
                k++;
            }
            return values[k];
        }
    }

    /** One entry of the list. */
    private record Change(ConfigNode node, long atNs, AskedValue asked) {}

    private static AskedValue asked(ConfigNode to) {
        return AskedValue.of(to.string())
                .orElseThrow(() -> to.error("='" + to.string() + "' is no finite number")
                        .withHint("write a number, with the unit that the policy's manifest has: 0.5 m/s"));
    }

    static Reference from(ConfigNode list, Reference course) {
        Map<String, List<Change>> byName = new LinkedHashMap<>();
        for (ConfigNode entry : list.items()) {
            entry.only("at", "of", "to");
            ConfigNode of = entry.child("of");
            if (!of.string().matches("[a-z][a-z0-9_]*\\.[a-z][a-z0-9_]*")) {
                throw of.error("='" + of.string() + "' is no value of a set point")
                        .withHint("write NAME.VALUE as in 'setpoints' of the policy's manifest: skill.index");
            }
            long atNs = Math.round(entry.child("at").quantity(Dimension.TIME, 0, LONGEST_S) * 1e9);
            Change change = new Change(entry, atNs, asked(entry.child("to")));
            byName.computeIfAbsent(of.string(), name -> new ArrayList<>()).add(change);
        }
        List<Channel> channels = new ArrayList<>();
        byName.forEach((name, all) -> channels.add(Channel.unbounded(SetpointInputs.PREFIX + name, unit(all))));
        return new ScheduledSetpoints(
                course,
                channels,
                byName.values().stream().map(ScheduledSetpoints::inOrder).toList());
    }

    /**
     * Makes sure that a policy takes what the scenario asks of it; it would fly the nearest that it takes.
     *
     * @throws dev.creance.runtime.config.ConfigError at the first value that it does not take
     */
    static void requireTaken(ConfigNode root, List<SetpointRange> ranges) {
        Optional<ConfigNode> list = root.child("scenario").optional("setpoints");
        for (ConfigNode entry : list.map(ConfigNode::items).orElse(List.of())) {
            ConfigNode to = entry.child("to");
            String channel = SetpointInputs.PREFIX + entry.child("of").string();
            ranges.stream()
                    .filter(range -> range.channel().equals(channel))
                    .flatMap(range -> range.objection(asked(to).value()).stream())
                    .findFirst()
                    .ifPresent(objection -> {
                        throw to.error("='" + to.string() + "' " + objection)
                                .withHint("the policy's manifest has its range, in 'setpoints'");
                    });
        }
    }

    private static String unit(List<Change> changes) {
        String unit = changes.getFirst().asked.unit();
        for (Change change : changes) {
            if (!change.asked.unit().equals(unit)) {
                ConfigNode to = change.node.child("to");
                throw to.error("='" + to.string() + "' has the unit " + change.asked.unit()
                                + ", and an entry before it " + unit)
                        .withHint("give both in " + unit);
            }
        }
        return unit;
    }

    private static Changes inOrder(List<Change> changes) {
        long beforeNs = -1;
        for (Change change : changes) {
            ConfigNode at = change.node.child("at");
            if (beforeNs < 0 && change.atNs != 0) {
                throw at.error("=" + at.string() + " leaves '"
                                + change.node.child("of").string() + "' without a value until then")
                        .withHint("add an entry with at: 0 s");
            }
            if (change.atNs <= beforeNs) {
                throw at.error("=" + at.string() + " is not after the entry before it")
                        .withHint("put the changes of a value in the order of their times");
            }
            beforeNs = change.atNs;
        }
        return new Changes(
                changes.stream().mapToLong(Change::atNs).toArray(),
                changes.stream().mapToDouble(change -> change.asked.value()).toArray());
    }

    @Override
    public Layout layout() {
        return layout;
    }

    @Override
    @HotPath
    public void sample(long flownNs, Frame out) {
        course.sample(flownNs, out);
        for (int k = 0; k < changes.length; k++) {
            out.values[from + k] = changes[k].at(flownNs);
        }
    }
}
