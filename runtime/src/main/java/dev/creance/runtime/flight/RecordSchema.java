package dev.creance.runtime.flight;

import dev.creance.runtime.Channel;
import dev.creance.runtime.Layout;
import dev.creance.runtime.SetpointInputs;
import dev.creance.runtime.TickInputs;
import dev.creance.runtime.TickOutputs;
import dev.creance.runtime.TickRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * What the numbers in the records of one run mean: all that a reader needs beside the records themselves.
 *
 * <pre>{@code
 * RecordSchema schema = new RecordSchema(device.sensors(), reference.layout(), device.commands(),
 *         policy.observationSize(), policy.actionSize(), shield.margins(),
 *         settings.tickPeriodNs(), settings.policyDivider(), Map.of("robot", "crazyflie", "config", text));
 * TickRecord record = schema.newRecord();
 * }</pre>
 *
 * @param margins names and units of {@link dev.creance.runtime.Shield#margins()}
 * @param candidateActionSize room for the action of a policy that follows the one in charge; 0 where none ever does
 * @param metadata free texts by name: configuration, versions, epoch offset of the clock
 */
public record RecordSchema(
        Layout sensors,
        Layout reference,
        Layout commands,
        int observationSize,
        int actionSize,
        List<Channel> margins,
        long tickPeriodNs,
        int policyDivider,
        int candidateActionSize,
        Map<String, String> metadata) {

    public RecordSchema {
        margins = List.copyOf(margins);
        metadata = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /** Of a run in which no policy follows another. */
    public RecordSchema(
            Layout sensors,
            Layout reference,
            Layout commands,
            int observationSize,
            int actionSize,
            List<Channel> margins,
            long tickPeriodNs,
            int policyDivider,
            Map<String, String> metadata) {
        this(
                sensors,
                reference,
                commands,
                observationSize,
                actionSize,
                margins,
                tickPeriodNs,
                policyDivider,
                0,
                metadata);
    }

    /** Whether a policy may follow the one in charge. */
    public boolean candidates() {
        return candidateActionSize > 0;
    }

    /** Commands of a policy that follows; 0 where none ever does. */
    int candidateCommands() {
        return candidates() ? commands.size() : 0;
    }

    /** What of the reference people may change in flight. */
    public List<Channel> setpoints() {
        return Arrays.stream(reference.indicesBelow(SetpointInputs.PREFIX))
                .mapToObj(reference.channels()::get)
                .toList();
    }

    /** An empty record of the sizes described here. */
    public TickRecord newRecord() {
        return new TickRecord(
                new TickInputs(
                        sensors, actionSize, candidateActionSize, setpoints().size()),
                new TickOutputs(observationSize, reference, commands.size(), margins.size(), candidateCommands()));
    }

    /** As YAML text in UTF-8. */
    public byte[] encode() {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("sensors", channelsOut(sensors.channels()));
        root.put("reference", channelsOut(reference.channels()));
        root.put("commands", channelsOut(commands.channels()));
        root.put("margins", channelsOut(margins));
        root.put("observation_size", observationSize);
        root.put("action_size", actionSize);
        root.put("tick_period_ns", Long.toString(tickPeriodNs));
        root.put("policy_divider", policyDivider);
        root.put("candidate_action_size", candidateActionSize);
        root.put("metadata", metadata);
        return new Dump(DumpSettings.builder().build()).dumpToString(root).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The inverse of {@link #encode}.
     *
     * @throws IllegalArgumentException where the bytes are no schema
     */
    public static RecordSchema decode(byte[] bytes) {
        try {
            LoadSettings settings =
                    LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();
            Map<?, ?> root = (Map<?, ?>) new Load(settings).loadFromString(new String(bytes, StandardCharsets.UTF_8));
            Map<String, String> metadata = new LinkedHashMap<>();
            ((Map<?, ?>) root.get("metadata")).forEach((key, value) -> metadata.put((String) key, (String) value));
            return new RecordSchema(
                    new Layout(channelsIn(root.get("sensors"))),
                    new Layout(channelsIn(root.get("reference"))),
                    new Layout(channelsIn(root.get("commands"))),
                    (Integer) root.get("observation_size"),
                    (Integer) root.get("action_size"),
                    channelsIn(root.get("margins")),
                    Long.parseLong((String) root.get("tick_period_ns")),
                    (Integer) root.get("policy_divider"),
                    (Integer) root.get("candidate_action_size"),
                    metadata);
        } catch (YamlEngineException | ClassCastException | NullPointerException notASchema) {
            throw new IllegalArgumentException("not a record schema: " + notASchema.getMessage(), notASchema);
        }
    }

    // Bounds travel as text: YAML's core schema has no exact, portable form for every double.
    private static List<List<String>> channelsOut(List<Channel> channels) {
        List<List<String>> out = new ArrayList<>();
        for (Channel channel : channels) {
            out.add(List.of(
                    channel.name(),
                    channel.unit(),
                    Double.toString(channel.lower()),
                    Double.toString(channel.upper())));
        }
        return out;
    }

    private static List<Channel> channelsIn(Object list) {
        List<Channel> channels = new ArrayList<>();
        for (Object item : (List<?>) list) {
            List<?> fields = (List<?>) item;
            channels.add(new Channel(
                    (String) fields.get(0),
                    (String) fields.get(1),
                    Double.parseDouble((String) fields.get(2)),
                    Double.parseDouble((String) fields.get(3))));
        }
        return channels;
    }
}
