package dev.creance.bench;

import dev.creance.record.LogReader;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.TickRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
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
    /**
     * Ticks that followed each other.
     *
     * @param tick how long they took, from their start to the end of the write
     * @param shield how long the shield took in them
     */
    record Part(Sample wakeUp, Sample tick, Sample shield) {
        double wakeUpUs(double percent) {
            return wakeUp.percentileNs(percent) * 1e-3;
        }

        double tickUs(double percent) {
            return tick.percentileNs(percent) * 1e-3;
        }

        double shieldUs(double percent) {
            return shield.percentileNs(percent) * 1e-3;
        }
    }

    /** Beginning and rest. */
    Part all() {
        return new Part(
                Sample.pooled(Stream.of(beginning.wakeUp(), rest.wakeUp())),
                Sample.pooled(Stream.of(beginning.tick(), rest.tick())),
                Sample.pooled(Stream.of(beginning.shield(), rest.shield())));
    }

    /** Empty where the policy never took over. */
    static Optional<FlightTicks> read(Path log, Duration beginning) throws IOException {
        try (LogReader reader = LogReader.open(log)) {
            Gathering gathering = new Gathering(reader.schema().tickPeriodNs(), beginning);
            TickRecord record = reader.schema().newRecord();
            while (reader.next(record)) {
                gathering.add(record);
            }
            return gathering.end();
        }
    }

    /** Takes tick after tick. */
    static final class Gathering {
        private final long periodNs;
        private final long beginningNs;
        private final PartGathering beginning = new PartGathering();
        private final PartGathering rest = new PartGathering();
        private boolean flies;
        private boolean over;
        private long fromNs;
        private long toNs;
        private long previousTick;

        Gathering(long periodNs, Duration beginning) {
            this.periodNs = periodNs;
            this.beginningNs = beginning.toNanos();
        }

        void add(TickRecord record) {
            FailsafeState state = record.out.decision.state;
            over |= state.isEnding();
            if (over || !state.policyMayFly()) {
                return;
            }
            if (!flies) {
                flies = true;
                fromNs = record.in.nowNs;
                previousTick = record.in.tick - 1;
            }
            toNs = record.in.nowNs;
            PartGathering part = toNs - fromNs < beginningNs ? beginning : rest;
            for (long skipped = record.in.tick - previousTick - 1; skipped > 0; skipped--) {
                part.wakeUps.add(record.wakeupNs + skipped * periodNs);
            }
            part.wakeUps.add(record.wakeupNs);
            part.ticks.add(record.tickNs);
            part.shields.add(record.shieldNs);
            previousTick = record.in.tick;
        }

        /** Empty where the policy never took over. */
        Optional<FlightTicks> end() {
            return flies ? Optional.of(new FlightTicks(fromNs, toNs, beginning.part(), rest.part())) : Optional.empty();
        }
    }

    private static final class PartGathering {
        private final LongStream.Builder wakeUps = LongStream.builder();
        private final LongStream.Builder ticks = LongStream.builder();
        private final LongStream.Builder shields = LongStream.builder();

        Part part() {
            return new Part(
                    new Sample(wakeUps.build().toArray()),
                    new Sample(ticks.build().toArray()),
                    new Sample(shields.build().toArray()));
        }
    }
}
