package dev.creance.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.Allocation;
import dev.creance.runtime.DeviceState;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.Frame;
import dev.creance.runtime.Handover;
import dev.creance.runtime.PolicyStatus;
import dev.creance.runtime.TickInputs;
import dev.creance.runtime.TickOutputs;
import dev.creance.runtime.TickRecord;
import dev.creance.runtime.flight.RecordSchema;
import dev.creance.runtime.flight.Records;
import dev.creance.runtime.flight.TickRecordCodec;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A scaling policy in charge of the bench, and others that join it. */
class SuccessionTest {
    private static final long FIRST = 1;
    private static final long SECOND = 2;
    private static final long MS = 1_000_000;
    private static final TakeoverSettings SETTINGS = new TakeoverSettings(100 * MS, 50 * MS);
    private static final RecordSchema SCHEMA = new RecordSchema(
            Bench.SENSORS,
            Bench.REFERENCE,
            Bench.COMMANDS,
            6,
            3,
            new Bench.StagedShield().margins(),
            Bench.PERIOD_NS,
            Bench.DIVIDER,
            3,
            Map.of());

    private final List<Bed> beds = new ArrayList<>();

    @AfterEach
    void close() {
        beds.forEach(bed -> bed.succession.close());
    }

    /** The tick without clock and device. */
    private static final class Bed {
        private final Bench.ScalingPolicy first = new Bench.ScalingPolicy();
        private final TickRecord record = SCHEMA.newRecord();
        private final TickInputs in = record.in;
        private final TickOutputs out = record.out;
        private final TickPipeline pipeline = pipeline(first);
        private final Succession succession;
        private final TickRecordCodec codec = new TickRecordCodec(SCHEMA);
        private final List<byte[]> records = new ArrayList<>();
        private final List<double[]> commands = new ArrayList<>();

        Bed() {
            InlineProposer proposer = new InlineProposer(first, new Latencies());
            proposer.start();
            succession = new Succession(proposer, pipeline);
            in.tick = -1;
        }

        static TickPipeline pipeline(Bench.ScalingPolicy first) {
            return new TickPipeline(
                    new Seat(FIRST, first, false),
                    new Bench.ElapsedReference(),
                    new Bench.StagedShield(),
                    Bench.settings(PolicyThread.INLINE, 100 * MS),
                    SETTINGS,
                    2);
        }

        void joins(Bench.ScalingPolicy policy, boolean succeeds, long dueNs) {
            InlineProposer proposer = new InlineProposer(policy, new Latencies());
            proposer.start();
            joins(policy, proposer, succeeds, dueNs);
        }

        void joins(Bench.ScalingPolicy policy, Proposer proposer, boolean succeeds, long dueNs) {
            assertThat(succession.offer(new Entrant(new Seat(SECOND, policy, succeeds), proposer, dueNs)))
                    .isTrue();
        }

        void tick() {
            in.tick++;
            in.nowNs = in.tick * MS;
            in.device.state = in.tick > 2 ? DeviceState.ARMED : DeviceState.DISARMED;
            in.sensors.values[1] = Math.abs(in.tick % 600 - 300) * 0.01 - 1.5;
            in.sensors.validBits = in.sensors.allValid();
            succession.begin(in, out);
            pipeline.observe(in, out);
            succession.exchange(in, out);
            pipeline.decide(in, out);
        }

        Bed fly(int ticks) {
            for (int i = 0; i < ticks; i++) {
                tick();
                byte[] bytes = new byte[codec.size()];
                codec.encode(record, MemorySegment.ofArray(bytes), 0);
                records.add(bytes);
                commands.add(out.decision.command.clone());
            }
            return this;
        }

        int tickOf(Handover stage) {
            TickRecord read = SCHEMA.newRecord();
            for (int i = 0; i < records.size(); i++) {
                codec.decode(MemorySegment.ofArray(records.get(i)), 0, read);
                if (read.out.handover == stage) {
                    return i;
                }
            }
            return -1;
        }
    }

    private Bed bed() {
        Bed bed = new Bed();
        beds.add(bed);
        return bed;
    }

    /** Wants both motors higher, by the same all the time; observes one value more and has one action more. */
    private static class HigherPolicy extends Bench.ScalingPolicy {
        @Override
        public int observationSize() {
            return 5;
        }

        @Override
        public int actionSize() {
            return 3;
        }

        @Override
        public void command(float[] action, double[] commandOut) {
            super.command(action, commandOut);
            commandOut[0] += 0.2;
            commandOut[1] += 0.2;
        }
    }

    private enum Harm {
        THROWS_IN_OBSERVE,
        THROWS_IN_INFER,
        THROWS_IN_COMMAND,
        THROWS_IN_ACTED,
        RETURNS_NAN,
        FAILS
    }

    private static final class HarmfulPolicy extends Bench.ScalingPolicy {
        private final Harm harm;
        private boolean flies;

        HarmfulPolicy(Harm harm) {
            this.harm = harm;
        }

        private void harm(Harm where) {
            if (flies && harm == where) {
                throw new IllegalStateException(where.name());
            }
        }

        @Override
        public void observe(Frame sensors, Frame reference, float[] observationOut) {
            flies = true;
            harm(Harm.THROWS_IN_OBSERVE);
            super.observe(sensors, reference, observationOut);
        }

        @Override
        public PolicyStatus infer(float[] observation, float[] actionOut) {
            harm(Harm.THROWS_IN_INFER);
            super.infer(observation, actionOut);
            actionOut[0] = flies && harm == Harm.RETURNS_NAN ? Float.NaN : actionOut[0];
            return !flies || harm.ordinal() < Harm.RETURNS_NAN.ordinal()
                    ? PolicyStatus.OK
                    : harm == Harm.FAILS ? PolicyStatus.FAILED : PolicyStatus.NON_FINITE;
        }

        @Override
        public void command(float[] action, double[] commandOut) {
            harm(Harm.THROWS_IN_COMMAND);
            super.command(action, commandOut);
        }

        @Override
        public void acted(float[] action, double[] executed) {
            harm(Harm.THROWS_IN_ACTED);
        }
    }

    @Test
    void aShadowIsRecordedAndChangesNoBitOfACommand() {
        Bed alone = bed().fly(1000);
        Bed shadowed = bed();
        shadowed.joins(new HigherPolicy(), false, Long.MIN_VALUE);
        shadowed.fly(1000);

        assertThat(shadowed.commands).usingRecursiveComparison().isEqualTo(alone.commands);
        assertThat(shadowed.out.handover).isEqualTo(Handover.SHADOW);
        assertThat(shadowed.in.candidate.id).isEqualTo(SECOND);
        assertThat(shadowed.out.candidateProposal[0]).isEqualTo(shadowed.out.proposal[0] + 0.2);
        assertThat(shadowed.out.policy).isEqualTo(FIRST);
    }

    @ParameterizedTest
    @EnumSource(Harm.class)
    void whateverAShadowDoesTheFlightGoesOnAsIfItWereNotThere(Harm harm) {
        Bed alone = bed().fly(1000);
        Bed shadowed = bed();
        shadowed.joins(new HarmfulPolicy(harm), false, Long.MIN_VALUE);
        shadowed.fly(1000);

        assertThat(shadowed.commands).usingRecursiveComparison().isEqualTo(alone.commands);
        assertThat(shadowed.pipeline.failures()).isEmpty();
        assertThat(shadowed.succession.failures()).isEmpty();
    }

    /** On a thread of its own, in real time. */
    @Test
    void aShadowThatHangsHoldsUpNothing() {
        CountDownLatch never = new CountDownLatch(1);
        Bench.ScalingPolicy hanging = new Bench.ScalingPolicy() {
            private boolean flies;

            @Override
            public void observe(Frame sensors, Frame reference, float[] observationOut) {
                flies = true;
            }

            @Override
            public PolicyStatus infer(float[] observation, float[] actionOut) {
                try {
                    if (flies) {
                        never.await();
                    }
                } catch (InterruptedException ended) {
                    return PolicyStatus.FAILED;
                }
                return PolicyStatus.OK;
            }
        };
        ThreadProposer proposer = ThreadProposer.following(hanging, new Latencies(), () -> {});
        proposer.start();
        Bed alone = bed().fly(1000);
        Bed shadowed = bed();
        shadowed.joins(hanging, proposer, false, Long.MIN_VALUE);
        shadowed.fly(1000);

        assertThat(shadowed.commands).usingRecursiveComparison().isEqualTo(alone.commands);
        assertThat(shadowed.in.candidate.actionTick).isEqualTo(-1);
    }

    @Test
    void aSuccessorJoinsWhenItIsDueAndTakesOverAtTheStartOfATick() {
        Bed bed = bed();
        HigherPolicy successor = new HigherPolicy();
        bed.joins(successor, true, 300 * MS);
        bed.fly(1000);

        int active = 4; // the bench arms in three ticks
        int joined = bed.tickOf(Handover.SETTLING);
        int blending = bed.tickOf(Handover.BLENDING);
        int takenOver = bed.tickOf(Handover.TAKEN_OVER);
        assertThat(joined).isBetween(active + 299, active + 301);
        assertThat(blending - joined).isBetween(100, 120);
        assertThat(takenOver - blending).isEqualTo(50);
        assertThat(bed.out.policy).isEqualTo(SECOND);
        assertThat(bed.out.handover).isEqualTo(Handover.NONE);
        assertThat(bed.in.candidate.follows()).isFalse();
        assertThat(bed.first.inferred).isLessThan(Proposer.WARM_UP_INFERENCES + takenOver / 10 + 2);
        assertThat(bed.in.actionTick).isGreaterThan(980);
        assertThat(bed.first.acted).isEqualTo(takenOver + 1);
    }

    /** Blending over 50 ticks, beside the one in charge's own steps, takes a fiftieth of what the two lie apart. */
    @Test
    void theCommandTakesNoStepWhereOneTakesOver() {
        Bed alone = bed().fly(1000);
        Bed bed = bed();
        bed.joins(new HigherPolicy(), true, 300 * MS);
        bed.fly(1000);

        int blending = bed.tickOf(Handover.BLENDING);
        int takenOver = bed.tickOf(Handover.TAKEN_OVER);
        double apart = Math.abs(bed.commands.get(takenOver)[0] - alone.commands.get(takenOver)[0]);
        assertThat(apart).isGreaterThan(0.1);
        double own = greatestStep(alone, 100, 1000);
        assertThat(greatestStep(bed, blending, takenOver + 2)).isLessThan(own + 1.5 * apart / 50);
    }

    private static double greatestStep(Bed bed, int from, int to) {
        double greatest = 0;
        for (int i = from; i < to; i++) {
            greatest = Math.max(
                    greatest, Math.abs(bed.commands.get(i)[0] - bed.commands.get(i - 1)[0]));
        }
        return greatest;
    }

    @ParameterizedTest
    @EnumSource(Harm.class)
    void aSuccessorThatFailsIsRefusedAndTheFlightGoesOnAsIfItHadNotBeenThere(Harm harm) {
        Bed alone = bed().fly(1000);
        Bed bed = bed();
        HarmfulPolicy harmful = new HarmfulPolicy(harm);
        bed.joins(harmful, true, 300 * MS);
        bed.fly(1000);

        assertThat(bed.tickOf(Handover.FAILED)).isPositive();
        assertThat(bed.commands).usingRecursiveComparison().isEqualTo(alone.commands);
        assertThat(bed.out.policy).isEqualTo(FIRST);
        assertThat(bed.out.decision.state).isEqualTo(FailsafeState.ACTIVE);
        bed.succession.closeRetired();
        assertThat(harmful.closes).isEqualTo(1);
        assertThat(bed.first.closes).isZero();
    }

    @Test
    void aSuccessorTakesTheSeatOfAShadow() {
        Bed bed = bed();
        Bench.ScalingPolicy shadow = new Bench.ScalingPolicy();
        bed.joins(shadow, false, Long.MIN_VALUE);
        bed.fly(100);
        bed.joins(new HigherPolicy(), true, Long.MIN_VALUE);
        bed.fly(400);

        assertThat(bed.out.policy).isEqualTo(SECOND);
        bed.succession.closeRetired();
        assertThat(shadow.closes).isEqualTo(1);
        assertThat(bed.first.closes).isEqualTo(1);
    }

    @Test
    void whileOneSucceedsTheNextWaits() {
        Bed bed = bed();
        bed.joins(new HigherPolicy(), true, Long.MIN_VALUE);
        bed.fly(20);
        Bench.ScalingPolicy next = new Bench.ScalingPolicy();
        bed.joins(next, true, Long.MIN_VALUE);
        bed.fly(50);

        assertThat(bed.succession.offer(Entrant.refused(0))).isFalse();
        assertThat(next.acted).isZero();

        bed.fly(400);

        assertThat(next.acted).isPositive();
    }

    @Test
    void aRefusalIsCountedInItsTick() {
        Bed bed = bed();
        bed.succession.offer(Entrant.refused(100 * MS));
        bed.fly(90);
        assertThat(bed.in.candidate.refused).isZero();

        bed.fly(30);
        assertThat(bed.in.candidate.refused).isEqualTo(1);
        assertThat(bed.in.candidate.follows()).isFalse();
    }

    @Test
    void whatWasRecordedOfATakeoverReplaysBitForBit() throws Exception {
        Bed bed = bed();
        bed.joins(new HigherPolicy(), true, 300 * MS);
        bed.fly(1000);

        TickPipeline replay = Bed.pipeline(new Bench.ScalingPolicy());
        TickRecord recorded = SCHEMA.newRecord();
        TickOutputs again = SCHEMA.newRecord().out;
        boolean followed = false;
        for (byte[] bytes : bed.records) {
            bed.codec.decode(MemorySegment.ofArray(bytes), 0, recorded);
            if (recorded.in.candidate.follows() && !followed) {
                replay.follow(new Seat(SECOND, new HigherPolicy(), true), recorded.in.nowNs);
                followed = true;
            }
            replay.observe(recorded.in, again);
            replay.decide(recorded.in, again);

            assertThat(Records.bits(again)).isEqualTo(Records.bits(recorded.out));
        }
        assertThat(followed).isTrue();
    }

    /** All of it: the joining, the following, the blending and the tick of the takeover. */
    @Test
    void nothingIsAllocatedByTheTicksOfATakeover() {
        for (int warmUp = 0; warmUp < 3; warmUp++) {
            Bed bed = bed();
            bed.joins(new HigherPolicy(), true, 300 * MS);
            bed.fly(20_000);
        }
        List<Bed> fresh = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Bed bed = bed();
            bed.joins(new HigherPolicy(), true, 300 * MS);
            fresh.add(bed);
        }
        int[] next = {0};
        int ticksEach = 1000;

        long bytes = Allocation.bytesOf(
                1000, () -> fresh.get(next[0]++ / ticksEach % fresh.size()).tick());

        assertThat(bytes).isZero();
    }
}
