package dev.creance.app;

import dev.creance.policies.ObservationRun;
import dev.creance.record.LogReader;
import dev.creance.runtime.TickRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the policy observed in a recorded flight: one run from each take-over on, when it was reset; none where it never took over.
 *
 * @param rateHz how often it was asked
 */
record RecordedObservations(double rateHz, List<ObservationRun> runs) {
    static RecordedObservations read(Path file) throws IOException {
        try (LogReader log = LogReader.open(file)) {
            TickRecord record = log.schema().newRecord();
            List<ObservationRun> runs = new ArrayList<>();
            List<float[]> run = new ArrayList<>();
            long activeSinceNs = Long.MIN_VALUE;
            while (log.next(record)) {
                if (record.out.decision.activeSinceNs != activeSinceNs) {
                    activeSinceNs = record.out.decision.activeSinceNs;
                    add(run, runs);
                    run = new ArrayList<>();
                }
                if (record.out.observed) {
                    run.add(record.out.observation.clone());
                }
            }
            add(run, runs);
            double rateHz = 1e9 / (log.schema().tickPeriodNs() * log.schema().policyDivider());
            return new RecordedObservations(rateHz, runs);
        }
    }

    private static void add(List<float[]> run, List<ObservationRun> runsOut) {
        if (!run.isEmpty()) {
            runsOut.add(new ObservationRun("flight " + runsOut.size(), run));
        }
    }
}
