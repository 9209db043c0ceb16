package dev.creance.bench;

import dev.creance.record.LogReader;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.TickRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * How late the ticks of a flight began, and how long they took, from the log: from the policy's taking over until the landing begins.
 * A tick that was skipped counts with the lateness it would have had.
 *
 * @param fromNs when the policy took over, CLOCK_MONOTONIC
 * @param toNs when the landing began
 * @param beginning up to so long after the policy's taking over
 * @param rest what follows
 */
record FlightTicks(long fromNs, long toNs, Part beginning, Part rest) {
    /** Ticks that followed each other. */
    record Part(Sample wakeUp, Sample tick) {
        double wakeUpUs(double percent) {
            return wakeUp.percentileNs(percent) * 1e-3;
        }

        double tickUs(double percent) {
            return tick.percentileNs(percent) * 1e-3;
        }
    }

    /** Beginning and rest. */
    Part all() {
        return new Part(
                Sample.pooled(Stream.of(beginning.wakeUp(), rest.wakeUp())),
                Sample.pooled(Stream.of(beginning.tick(), rest.tick())));
    }

    /** @throws IOException also where the policy never took over */
    static FlightTicks read(Path log, Duration beginning) throws IOException {
        try (LogReader reader = LogReader.open(log)) {
            TickRecord record = reader.schema().newRecord();
            long periodNs = reader.schema().tickPeriodNs();
            Gatherer first = new Gatherer(periodNs);
            Gatherer rest = new Gatherer(periodNs);
            long fromNs = Long.MIN_VALUE;
            long toNs = Long.MIN_VALUE;
            boolean landing = false;
            long previousTick = -1;
            while (!landing && reader.next(record)) {
                FailsafeState state = record.out.decision.state;
                landing = state.isEnding();
                if (state.policyMayFly()) {
                    fromNs = fromNs == Long.MIN_VALUE ? record.in.nowNs : fromNs;
                    toNs = record.in.nowNs;
                    long skipped = fromNs == toNs ? 0 : record.in.tick - previousTick - 1;
                    (toNs - fromNs < beginning.toNanos() ? first : rest).add(record, skipped);
                }
                previousTick = record.in.tick;
            }
            if (fromNs == Long.MIN_VALUE) {
                throw new IOException("the policy never took over in " + log);
            }
            return new FlightTicks(fromNs, toNs, first.part(), rest.part());
        }
    }

    private static final class Gatherer {
        private final long periodNs;
        private final LongStream.Builder wakeUps = LongStream.builder();
        private final LongStream.Builder ticks = LongStream.builder();

        Gatherer(long periodNs) {
            this.periodNs = periodNs;
        }

        void add(TickRecord record, long skipped) {
            wakeUps.add(record.wakeupNs);
            for (long i = 1; i <= skipped; i++) {
                wakeUps.add(record.wakeupNs + i * periodNs);
            }
            ticks.add(record.tickNs);
        }

        Part part() {
            return new Part(
                    new Sample(wakeUps.build().toArray()),
                    new Sample(ticks.build().toArray()));
        }
    }
}
