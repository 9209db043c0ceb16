package dev.creance.record;

import dev.creance.runtime.Channel;
import dev.creance.runtime.Layout;
import dev.creance.runtime.TickInputs;
import dev.creance.runtime.TickOutputs;
import dev.creance.runtime.TickRecord;
import java.util.List;
import java.util.Map;

/** What the numbers in the tick records of one run mean: the layouts that size them. */
public record LogSchema(
        Layout sensors,
        Layout reference,
        Layout commands,
        int observationSize,
        int actionSize,
        List<Channel> margins,
        long tickPeriodNs,
        int policyDivider,
        Map<String, String> metadata) {
    public LogSchema {
        margins = List.copyOf(margins);
    }

    /** A holder of the right sizes. */
    public TickRecord newRecord() {
        return new TickRecord(
                new TickInputs(sensors, actionSize),
                new TickOutputs(observationSize, reference, commands.size(), margins.size()));
    }
}
