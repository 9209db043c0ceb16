package dev.creance.app;

import dev.creance.policies.FlownPolicy;
import dev.creance.policies.SetpointRange;
import dev.creance.runtime.Channel;
import dev.creance.runtime.SetpointInputs;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.flight.RecordSchema;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The set points that people may change in a flight, {@code policy.set}, and what may be asked of each. */
final class OpenSetpoints {
    /** Of all set points of the flight, by the names of their channels. */
    private final Map<String, Integer> places = new LinkedHashMap<>();

    private final Map<String, SetpointRange> open = new LinkedHashMap<>();

    private OpenSetpoints(List<Channel> setpoints) {
        setpoints.forEach(channel -> places.put(channel.name(), places.size()));
    }

    /** @throws dev.creance.runtime.config.ConfigError where one of them has no value at the start, or the policy knows none */
    static OpenSetpoints of(RobotConfig config, FlownPolicy policy, RecordSchema schema) {
        OpenSetpoints setpoints = new OpenSetpoints(schema.setpoints());
        List<ConfigNode> names = config.root()
                .child("policy")
                .optional("set")
                .map(ConfigNode::items)
                .orElse(List.of());
        names.forEach(name -> setpoints.open(name, policy.setpoints()));
        return setpoints;
    }

    private void open(ConfigNode name, List<SetpointRange> known) {
        String channel = SetpointInputs.PREFIX + name.string();
        Optional<SetpointRange> range =
                known.stream().filter(each -> each.channel().equals(channel)).findFirst();
        if (range.isEmpty()) {
            throw name.error("='" + name.string() + "' is no value of a set point of the policy")
                    .withHint("it has "
                            + known.stream().map(each -> plain(each.channel())).toList());
        }
        if (!places.containsKey(channel)) {
            throw name.error("='" + name.string() + "' has no value at the start")
                    .withHint("write 'scenario: {setpoints: [{at: 0 s, of: " + name.string() + ", to: …}]}'");
        }
        open.put(plain(channel), range.get());
    }

    private static String plain(String channel) {
        return channel.substring(SetpointInputs.PREFIX.length());
    }

    /** Why a policy cannot take the place of the first: people may ask for more than it takes. */
    Optional<String> objection(List<SetpointRange> successor) {
        for (SetpointRange asked : open.values()) {
            Optional<SetpointRange> taken = successor.stream()
                    .filter(range -> range.channel().equals(asked.channel()))
                    .findFirst();
            if (taken.isEmpty()) {
                return Optional.of(
                        "it knows no '" + plain(asked.channel()) + "', which people may ask for (policy.set)");
            }
            if (!taken.get().covers(asked)) {
                return Optional.of("of '" + plain(asked.channel()) + "' it takes "
                        + taken.get().text() + ", and people may ask for " + asked.text() + " (policy.set)");
            }
        }
        return Optional.empty();
    }

    /** Whether people may change any. */
    boolean any() {
        return !open.isEmpty();
    }

    /**
     * What a request asks for, NaN for what it leaves as it is.
     *
     * @param lines each {@code NAME.VALUE=NUMBER UNIT}
     * @throws SetpointRefused where one of them may not be asked for; then none is
     */
    double[] read(List<String> lines) throws SetpointRefused {
        double[] asked = new double[places.size()];
        Arrays.fill(asked, Double.NaN);
        if (lines.isEmpty()) {
            throw new SetpointRefused("nothing is asked for; write NAME.VALUE=NUMBER");
        }
        for (String line : lines) {
            int equals = Math.max(0, line.indexOf('='));
            String name = line.substring(0, equals);
            SetpointRange range = open.get(name);
            if (range == null) {
                throw new SetpointRefused("'" + line + "' names none of the set points that policy.set opens: "
                        + new TreeSet<>(open.keySet()));
            }
            int place = places.get(range.channel());
            if (!Double.isNaN(asked[place])) {
                throw new SetpointRefused(name + " is asked for twice");
            }
            asked[place] = value(line, line.substring(equals + 1), range);
        }
        return asked;
    }

    private static double value(String line, String text, SetpointRange range) throws SetpointRefused {
        Optional<AskedValue> asked = AskedValue.of(text);
        if (asked.isEmpty()) {
            throw new SetpointRefused(line + " is no finite number with a unit");
        }
        if (!asked.get().unit().equals(range.unit())) {
            throw new SetpointRefused(line + " has the unit " + asked.get().unit() + ", and the policy takes "
                    + (range.unit().equals("1") ? "a number without one" : range.unit()));
        }
        Optional<String> objection = range.objection(asked.get().value());
        if (objection.isPresent()) {
            throw new SetpointRefused(line + " " + objection.get());
        }
        return asked.get().value();
    }
}
