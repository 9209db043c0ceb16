package dev.creance.runtime.loop;

import dev.creance.runtime.Clock;
import dev.creance.runtime.Policy;
import dev.creance.runtime.Shield;
import dev.creance.runtime.Sink;
import dev.creance.runtime.TickRecord;
import dev.creance.runtime.VirtualClock;
import dev.creance.runtime.flight.FlightRecorder;
import dev.creance.runtime.flight.FlightRing;
import dev.creance.runtime.flight.TickRecordCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One run of a loop on the bench, with everything it recorded. Fields are set before {@link #run}. */
final class Flight {
    Clock clock = new VirtualClock();
    Bench.ObedientDevice device = new Bench.ObedientDevice();
    Policy policy = new Bench.ScalingPolicy();
    Shield shield = new Bench.StagedShield();
    PolicyThread thread = PolicyThread.INLINE;
    long durationNs = 500_000_000;
    boolean lockstep = true;
    int ringBytes = 1 << 20;
    long hangLimitNs = 100_000_000;
    final StopSwitch stop = new StopSwitch();
    final Latencies latencies = new Latencies();
    final List<Long> ticks = new ArrayList<>();
    final ByteArrayOutputStream encoded = new ByteArrayOutputStream();
    StopPath stopPath;
    private Clock stopClock;

    /** Lets a stop path watch the run; for runs in real time. */
    Flight watchedBy(Clock ownClock) {
        stopClock = ownClock;
        return this;
    }

    LoopResult run(Path folder) throws IOException {
        LoopSettings settings = Bench.settings(thread, hangLimitNs);
        Proposer proposer = proposer();
        proposer.start();
        try (FlightRing ring =
                FlightRing.create(folder.resolve("ring" + System.nanoTime()), Bench.schema(), ringBytes)) {
            LoopParts parts = new LoopParts(
                    clock,
                    device,
                    new TickPipeline(policy, new Bench.ElapsedReference(), shield, Bench.DIVIDER, 2),
                    proposer,
                    ring,
                    latencies,
                    stop);
            ControlLoop loop = new ControlLoop(settings, new RunPlan(durationNs, 60_000, lockstep), parts);
            FlightRecorder recorder = new FlightRecorder(ring, List.of(new Keep()));
            recorder.start();
            if (stopClock != null) {
                stopPath = new StopPath(loop, device, stopClock, stop, () -> {});
                stopPath.start();
            }
            LoopResult result = loop.run();
            if (stopPath != null) {
                stopPath.close();
            }
            recorder.close();
            return result;
        } finally {
            proposer.close();
        }
    }

    private Proposer proposer() {
        if (thread == PolicyThread.INLINE) {
            return new InlineProposer(policy, latencies);
        }
        return lockstep
                ? ThreadProposer.lockstep(policy, latencies, 60_000_000_000L)
                : ThreadProposer.realtime(policy, latencies, () -> {});
    }

    private final class Keep implements Sink {
        private final TickRecordCodec codec = new TickRecordCodec(Bench.schema());
        private final byte[] bytes = new byte[codec.size()];

        @Override
        public void accept(TickRecord record) {
            if (durationNs <= 10_000_000_000L) {
                ticks.add(record.in.tick);
                codec.encode(record, MemorySegment.ofArray(bytes), 0);
                encoded.writeBytes(bytes);
            }
        }

        @Override
        public void close() {}
    }
}
