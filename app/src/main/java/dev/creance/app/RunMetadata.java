package dev.creance.app;

import dev.creance.fleet.RunFacts;
import dev.creance.record.LogHeader;
import dev.creance.record.mcap.McapAttachment;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.runtime.flight.RecordSchema;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a log says of its run beside the ticks: all that a replay needs to build the same controls. */
final class RunMetadata {
    static final String CONFIG = "robot.yaml";
    static final String CONFIG_PATH = "config_path";
    static final String CONFIG_TEXT = "config";
    static final String SET = "set.";
    static final String GUARDS = "guards";
    static final String ENGINE = "engine";
    static final String MACHINE = "machine";
    static final String POLICY_SHA256 = "policy_sha256";

    private RunMetadata() {}

    /** @param wait how ticks are waited for; empty on a virtual clock */
    static Map<String, String> of(
            RobotConfig config, Controls controls, Flight.Options options, Optional<TickWait> wait) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("robot", config.robot());
        metadata.put("creance", Main.VERSION);
        metadata.put("policy", controls.manifest().name());
        metadata.put(POLICY_SHA256, controls.manifest().sha256());
        metadata.put(ENGINE, controls.manifest().engine());
        metadata.put(GUARDS, GuardText.identity(controls.guards()));
        metadata.put(MACHINE, machine());
        metadata.put("seed", Long.toString(options.seed()));
        metadata.put(CONFIG_PATH, config.root().file().name());
        metadata.put(CONFIG_TEXT, config.root().file().text());
        options.sets().forEach((key, value) -> metadata.put(SET + key, value));
        wait.ifPresent(how -> metadata.putAll(how.metadata()));
        if (!options.lockstep()) {
            Instant now = Instant.now();
            metadata.put("started_at", now.toString());
            metadata.put(
                    "epoch_offset_ns",
                    Long.toString(now.getEpochSecond() * 1_000_000_000 + now.getNano() - System.nanoTime()));
        }
        return metadata;
    }

    /**
     * The configuration that a run flew with; empty where its log holds none.
     *
     * @param sets what is to be set besides
     */
    static Optional<RobotConfig> config(Map<String, String> metadata, Map<String, String> sets) {
        Map<String, String> all = new LinkedHashMap<>();
        metadata.forEach((key, value) -> {
            if (key.startsWith(SET)) {
                all.put(key.substring(SET.length()), value);
            }
        });
        all.putAll(sets);
        return Optional.ofNullable(metadata.get(CONFIG_TEXT))
                .map(text -> RobotConfig.bind(ConfigFile.parse(metadata.get(CONFIG_PATH), text), all));
    }

    /** Processor architecture and vector width, on which a network's last bits depend. */
    static String machine() {
        return System.getProperty("os.arch") + " " + CpuFlags.vectorExtensions();
    }

    static LogHeader header(RecordSchema schema, RobotConfig config, Flight.Options options) {
        return new LogHeader(
                schema,
                options.lockstep(),
                List.of(McapAttachment.ofText(
                        CONFIG, "application/yaml", config.root().file().text())));
    }

    static RunFacts facts(RobotConfig config, Controls controls, RunDirectory directory) {
        return new RunFacts(
                config.robot(),
                directory.path().getFileName().toString(),
                Instant.now(),
                Main.VERSION,
                controls.manifest().name(),
                controls.manifest().sha256(),
                config.loop().rateHz(),
                config.loop().policyRateHz());
    }
}
