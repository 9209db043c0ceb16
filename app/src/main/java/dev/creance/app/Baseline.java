package dev.creance.app;

import dev.creance.policies.Policies;
import dev.creance.runtime.DeviceException;
import dev.creance.runtime.Layout;
import dev.creance.runtime.Sink;
import dev.creance.runtime.TickRecord;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.runtime.config.ConfigNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a controller makes of the same scenario in the policy's place: on the plant of the same file with the same seed, in memory and in
 * virtual time. Binds {@code policy.baseline}; its log and report lie in the run's folder {@code baseline}.
 *
 * @param task its figures, as those of the policy
 */
record Baseline(String controller, Map<String, Double> task) {
    private static final String KEY = "baseline";

    /** @throws dev.creance.runtime.config.ConfigError where the machine has no such controller, or there is no plant */
    static void require(RobotConfig config) {
        named(config).ifPresent(name -> {
            Policies.controller(name, config.controllers());
            if (config.plant().isEmpty()) {
                throw name.error("='" + name.string() + "' needs a plant to fly on, and there is no section 'plant'")
                        .withHint("leave it out where a machine is flown");
            }
        });
    }

    private static Optional<ConfigNode> named(RobotConfig config) {
        return config.root().child("policy").optional(KEY);
    }

    /** Empty where none is asked for, or where it did not complete. */
    static Optional<Baseline> fly(RobotConfig config, Flight.Options options, RunDirectory directory, Console console) {
        Optional<String> controller = named(config).map(ConfigNode::string);
        if (controller.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> sets = new LinkedHashMap<>(options.sets());
        sets.keySet().removeIf(key -> key.equals("policy") || key.startsWith("policy."));
        sets.put("policy", "{controller: " + controller.get() + "}");
        sets.put("devices.vehicle.port", "sim");
        sets.put("telemetry", "{mqtt: off}");
        ConfigFile file = config.root().file();
        RobotConfig other = RobotConfig.bind(ConfigFile.parse(file.name(), file.text()), sets);
        console.say("flies the same with controller " + controller.get() + ", to compare");
        try {
            RunSummary summary = new Flight(
                            other,
                            new Flight.Options(sets, true, options.seed(), directory.baseline(), false),
                            new Silent())
                    .run();
            if (summary.verdict().outcome() == RunSummary.Outcome.COMPLETED) {
                return Optional.of(new Baseline(controller.get(), summary.task()));
            }
            console.warn("controller " + controller.get() + " did not complete: "
                    + summary.verdict().cause() + "; see " + summary.report());
        } catch (UsageError | DeviceException e) {
            console.warn("controller " + controller.get() + " did not fly: " + e.getMessage());
        }
        return Optional.empty();
    }

    /** It has a report of its own. */
    private static final class Silent extends Console {
        @Override
        void say(String text) {}

        @Override
        void warn(String text) {}

        @Override
        Sink statusLine(Layout sensors, Layout reference) {
            return new Sink() {
                @Override
                public void accept(TickRecord record) {}

                @Override
                public void close() {}
            };
        }
    }
}
