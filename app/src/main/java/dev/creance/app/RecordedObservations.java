package dev.creance.app;

import dev.creance.policies.ObservationRun;
import dev.creance.policies.PolicyOutline;
import dev.creance.record.LogReader;
import dev.creance.runtime.TickRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the policy that was in charge at first observed in a recorded flight: one run from each take-over on, when it was reset;
 * none where it never took over.
 *
 * @param rateHz how often it was asked
 * @param policy who it was, where the log knows; else 0
 */
record RecordedObservations(double rateHz, long policy, List<ObservationRun> runs) {
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
            double rateHz = 1e9 / (log.schema().tickPeriodNs() * log.schema().policyDivider());
            return new RecordedObservations(rateHz, policy, runs);
        }
    }

    private static void add(List<float[]> run, List<ObservationRun> runsOut) {
        if (!run.isEmpty()) {
            runsOut.add(new ObservationRun("flight " + runsOut.size(), run));
        }
    }

    /** The same without the room that records have where a policy that observes more could have taken over. */
    RecordedObservations of(PolicyOutline flown) {
        if (policy != flown.identity()) {
            return this;
        }
        List<ObservationRun> cut = runs.stream()
                .map(run -> new ObservationRun(
                        run.name(),
                        run.observations().stream()
                                .map(row -> Arrays.copyOf(row, flown.observationSize()))
                                .toList()))
                .toList();
        return new RecordedObservations(rateHz, policy, cut);
    }
}
