package dev.creance.record;

import dev.creance.record.mcap.McapAttachment;
import dev.creance.runtime.flight.RecordSchema;
import java.util.List;

/**
 * What stands at the top of every file of a log.
 *
 * @param schema with its free texts; in lockstep none that differs between equal runs
 * @param lockstep whether time is virtual; then the log holds no durations, and equal runs give equal bytes
 * @param attachments the configuration of the run, the policy's manifest
 */
public record LogHeader(RecordSchema schema, boolean lockstep, List<McapAttachment> attachments) {
    public LogHeader {
        attachments = List.copyOf(attachments);
    }
}
