package dev.creance.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.Clock;
import dev.creance.runtime.Command;
import dev.creance.runtime.DeviceStatus;
import dev.creance.runtime.Directive;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.Frame;
import dev.creance.runtime.StopRequest;
import dev.creance.runtime.TickInputs;
import dev.creance.runtime.TickOutputs;
import dev.creance.runtime.TickRecord;
import dev.creance.runtime.VirtualClock;
import dev.creance.runtime.flight.RecordSchema;
import dev.creance.runtime.flight.Records;
import dev.creance.runtime.flight.TickRecordCodec;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ControlLoopTest {
    @TempDir
    private Path folder;

    private static List<TickRecord> decode(Flight flight) {
        RecordSchema schema = Bench.schema();
        TickRecordCodec codec = new TickRecordCodec(schema);
        MemorySegment bytes = MemorySegment.ofArray(flight.encoded.toByteArray());
        List<TickRecord> records = new ArrayList<>();
        for (long offset = 0; offset < bytes.byteSize(); offset += codec.size()) {
            TickRecord record = schema.newRecord();
            codec.decode(bytes, offset, record);
            records.add(record);
        }
        return records;
    }

    @ParameterizedTest
    @EnumSource(PolicyThread.class)
    void aRunArmsFliesItsScenarioLandsAndRecordsEveryTick(PolicyThread thread) throws Exception {
        Flight flight = new Flight();
        flight.thread = thread;

        LoopResult result = flight.run(folder);

        List<TickRecord> records = decode(flight);
        assertThat(result.end()).isEqualTo(RunEnd.LANDED);
        assertThat(result.failures()).isEmpty();
        assertThat(result.droppedRecords()).isZero();
        assertThat(records).hasSize((int) result.ticks());
        assertThat(records.getLast().out.decision.state).isEqualTo(FailsafeState.LANDED);
        assertThat(records).filteredOn(record -> record.out.observed).hasSize(50);
        assertThat(records)
                .filteredOn(record -> record.in.stop == StopRequest.COMPLETED)
                .first()
                .satisfies(record -> assertThat(record.in.nowNs - record.out.decision.activeSinceNs)
                        .isEqualTo(500_000_000));
        assertThat(flight.device.lastDirective).isEqualTo(Directive.DISARM);
    }

    @ParameterizedTest
    @EnumSource(PolicyThread.class)
    void twoRunsInLockstepRecordTheSameBytes(PolicyThread thread) throws Exception {
        Flight first = new Flight();
        Flight second = new Flight();
        first.thread = thread;
        second.thread = thread;
        // So small a ring that the loop has to wait for the drain.
        second.ringBytes = 32 << 10;

        first.run(folder);
        LoopResult result = second.run(folder);

        assertThat(result.droppedRecords()).isZero();
        assertThat(second.encoded.toByteArray()).isEqualTo(first.encoded.toByteArray());
    }

    @Test
    void whatWasRecordedReplaysBitForBit() throws Exception {
        Flight flight = new Flight();
        flight.thread = PolicyThread.OWN;
        flight.run(folder);

        TickPipeline replay = new TickPipeline(
                new Bench.ScalingPolicy(), new Bench.ElapsedReference(), new Bench.StagedShield(), Bench.DIVIDER, 2);
        TickOutputs out = Bench.schema().newRecord().out;
        for (TickRecord record : decode(flight)) {
            replay.observe(record.in, out);
            replay.decide(record.in, out);

            assertThat(Records.bits(out)).isEqualTo(Records.bits(record.out));
        }
    }

    /** Takes as long over a tick as the test says. */
    private static final class SlowDevice extends Bench.ObedientDevice {
        private final VirtualClock clock;
        private final List<Long> starts = new ArrayList<>();
        private final List<Integer> rows = new ArrayList<>();

        SlowDevice(VirtualClock clock) {
            this.clock = clock;
        }

        @Override
        public boolean read(long nowNs, Frame sensorsOut, DeviceStatus statusOut) {
            starts.add(nowNs);
            return super.read(nowNs, sensorsOut, statusOut);
        }

        @Override
        public void write(long nowNs, Command command, Directive directive) {
            super.write(nowNs, command, directive);
            clock.advanceNs(
                    switch ((int) writes) {
                        case 100 -> 5_300_000; // tick 99 ends 5.3 periods after its start
                        case 110, 111, 112 -> 1_100_000;
                        default -> 100_000;
                    });
        }
    }

    @Test
    void aLateTickIsCountedAndTheNextStartsAtOnceInTheOldPhaseWithoutABurst() throws Exception {
        VirtualClock clock = new VirtualClock();
        SlowDevice device = new SlowDevice(clock);
        Flight flight = new Flight();
        flight.clock = clock;
        flight.device = device;
        flight.lockstep = false;

        LoopResult result = flight.run(folder);

        // Ticks 100 to 103 were missed; 104 starts 0.3 periods late, 105 in phase again.
        assertThat(flight.ticks).containsSequence(98L, 99L, 104L, 105L);
        assertThat(device.starts).containsSequence(98_000_000L, 99_000_000L, 104_300_000L, 105_000_000L, 106_000_000L);
        assertThat(result.skippedTicks()).isEqualTo(4);
        assertThat(result.overruns()).isEqualTo(4);
        assertThat(result.longestOverrunRow()).isEqualTo(3);
        assertThat(result.ticks() + result.skippedTicks()).isEqualTo(flight.ticks.getLast() + 1);
    }

    @Test
    void theShieldIsToldHowManyTicksInARowEndedLate() throws Exception {
        VirtualClock clock = new VirtualClock();
        SlowDevice device = new SlowDevice(clock);
        Flight flight = new Flight();
        flight.clock = clock;
        flight.device = device;
        flight.lockstep = false;
        flight.shield = new Bench.StagedShield() {
            @Override
            public void decide(TickInputs in, TickOutputs out) {
                device.rows.add(in.overrunsInARow);
                super.decide(in, out);
            }
        };

        flight.run(folder);

        assertThat(device.rows.subList(99, 102)).containsExactly(0, 1, 0);
        assertThat(device.rows.subList(109, 114)).containsExactly(0, 1, 2, 3, 0);
    }

    @Test
    void aWakeUpLatencyCountsForTheTickAndForThoseItCost() throws Exception {
        Flight flight = new Flight();
        VirtualClock clock = new VirtualClock();
        flight.lockstep = false;
        flight.clock = new Clock() {
            @Override
            public long nowNs() {
                return clock.nowNs();
            }

            @Override
            public boolean sleepUntil(long deadlineNs) {
                return clock.sleepUntil(deadlineNs == 200_000_000 ? deadlineNs + 7_500_000 : deadlineNs + 20_000);
            }
        };

        LoopResult result = flight.run(folder);

        var wakeUp = flight.latencies.soFar(Latencies.Kind.WAKE_UP);
        // Tick 200 wakes 7.5 ms late; 201 to 206 are skipped; 207 starts 0.5 ms late.
        assertThat(result.skippedTicks()).isEqualTo(6);
        assertThat(wakeUp.getTotalCount()).isEqualTo(result.ticks() + 6);
        assertThat(wakeUp.getCountBetweenValues(1_000_000, 10_000_000)).isEqualTo(7);
        assertThat(wakeUp.getValueAtPercentile(50)).isBetween(20_000L, 20_100L);
    }

    @Test
    void timingsStandInTheRecordsOfARealRunAndNotInThoseOfLockstep() throws Exception {
        Flight real = new Flight();
        real.lockstep = false;
        real.run(folder);
        Flight lockstep = new Flight();
        lockstep.run(folder);

        assertThat(decode(real)).allMatch(record -> record.tickNs > 0);
        assertThat(decode(real)).anyMatch(record -> record.policyNs > 0);
        assertThat(decode(lockstep))
                .allMatch(record -> record.tickNs == 0 && record.policyNs == 0 && record.shieldNs == 0);
        assertThat(lockstep.latencies.soFar(Latencies.Kind.SHIELD).getTotalCount())
                .isPositive();
    }

    @Test
    void aControlledStopLandsAndACutTerminates() throws Exception {
        Flight controlled = new Flight();
        controlled.stop.request(StopRequest.CONTROLLED);
        Flight cut = new Flight();
        cut.stop.request(StopRequest.CUT);

        assertThat(controlled.run(folder).end()).isEqualTo(RunEnd.NEVER_ARMED);
        assertThat(cut.run(folder).end()).isEqualTo(RunEnd.TERMINATED);
        assertThat(cut.device.lastDirective).isEqualTo(Directive.STOP);
        assertThat(cut.device.stopped).isEqualTo(Directive.STOP);
    }

    @Test
    void aLockstepFarEndThatIsGoneEndsTheRunWithAnOrderToLand() throws Exception {
        Flight flight = new Flight();
        VirtualClock clock = new VirtualClock();
        flight.clock = new Clock() {
            @Override
            public long nowNs() {
                return clock.nowNs();
            }

            @Override
            public boolean sleepUntil(long deadlineNs) {
                return deadlineNs < 50_000_000 && clock.sleepUntil(deadlineNs);
            }
        };

        assertThat(flight.run(folder).end()).isEqualTo(RunEnd.TIME_STOPPED);
        assertThat(flight.device.stopped).isEqualTo(Directive.LAND);
        assertThat(flight.ticks).hasSize(50);
    }

    @Test
    void aDeviceThatThrowsCountsAsAClosedLinkAndTheRunEnds() throws Exception {
        Flight flight = new Flight();
        flight.durationNs = 5_000_000_000L;
        flight.device = new Bench.ObedientDevice() {
            @Override
            public boolean read(long nowNs, Frame sensorsOut, DeviceStatus statusOut) {
                if (nowNs >= 30_000_000) {
                    throw new IllegalStateException("buffer");
                }
                return super.read(nowNs, sensorsOut, statusOut);
            }
        };

        LoopResult result = flight.run(folder);

        assertThat(result.end()).isEqualTo(RunEnd.LINK_LOST);
        assertThat(result.failures()).hasSize(1);
        assertThat(result.failures().getFirst())
                .hasToString("device.read threw at tick 30: java.lang.IllegalStateException: buffer");
        assertThat(decode(flight))
                .filteredOn(record -> record.in.tick >= 30)
                .allMatch(record -> record.in.device.linkClosed && !record.in.sensorFresh);
    }

    @Test
    void aRingThatIsFullInRealTimeDropsAndTellsTheShield() throws Exception {
        Flight flight = new Flight();
        flight.lockstep = false;
        flight.durationNs = 20_000_000_000L;
        flight.ringBytes = 16 << 10;
        long[] told = {0};
        flight.shield = new Bench.StagedShield() {
            @Override
            public void decide(TickInputs in, TickOutputs out) {
                told[0] = in.droppedRecords;
                super.decide(in, out);
            }
        };

        LoopResult result = flight.run(folder);

        // Virtual time runs ahead of any drain.
        assertThat(result.end()).isEqualTo(RunEnd.LANDED);
        assertThat(result.droppedRecords()).isPositive();
        assertThat(told[0]).isPositive().isLessThanOrEqualTo(result.droppedRecords());
    }
}
