package dev.creance.app;

import dev.creance.policies.ObservationRun;
import dev.creance.record.LogReader;
import dev.creance.runtime.TickRecord;
import dev.creance.runtime.flight.RecordSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the policy that was in charge at first observed in a recorded flight: one run from each take-over on, when it was reset;
 * none where it never took over.
 *
 * @param schema of the flight's records
 * @param policy who it was, where the log knows; else 0
 */
record RecordedObservations(RecordSchema schema, long policy, List<ObservationRun> runs) {
    static RecordedObservations read(Path file) throws IOException {
        try (LogReader log = LogReader.open(file)) {
            TickRecord record = log.schema().newRecord();
            List<ObservationRun> runs = new ArrayList<>();
            List<float[]> run = new ArrayList<>();
            long activeSinceNs = Long.MIN_VALUE;
            boolean more = log.next(record);
            long policy = more ? record.out.policy : 0;
            while (more && record.out.policy == policy) {
                if (record.out.decision.activeSinceNs != activeSinceNs) {
                    activeSinceNs = record.out.decision.activeSinceNs;
                    add(run, runs);
                    run = new ArrayList<>();
                }
                if (record.out.observed) {
                    run.add(record.out.observation.clone());
                }
                more = log.next(record);
            }
            add(run, runs);
            return new RecordedObservations(log.schema(), policy, runs);
        }
    }

    private static void add(List<float[]> run, List<ObservationRun> runsOut) {
        if (!run.isEmpty()) {
            runsOut.add(new ObservationRun("flight " + runsOut.size(), run));
        }
    }

    /**
     * The runs without the room that records have where a policy that observes more could have taken over.
     *
     * @param flown whose runs they are, if they are known to be
     * @param size of what it observes
     */
    List<ObservationRun> of(long flown, int size) {
        if (policy != flown) {
            return runs;
        }
        return runs.stream()
                .map(run -> new ObservationRun(
                        run.name(),
                        run.observations().stream()
                                .map(row -> Arrays.copyOf(row, size))
                                .toList()))
                .toList();
    }
}
