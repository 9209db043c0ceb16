package dev.creance.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.creance.runtime.Allocation;
import dev.creance.runtime.PolicyStatus;
import dev.creance.runtime.TickInputs;
import dev.creance.runtime.TickOutputs;
import dev.creance.runtime.TickRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProposerTest {
    private static final long LIMIT_NS = 60_000_000_000L;

    private final TickRecord record = Bench.schema().newRecord();
    private final TickInputs in = record.in;
    private final TickOutputs out = record.out;
    private final Latencies latencies = new Latencies();
    private Proposer proposer;

    @AfterEach
    void close() {
        if (proposer != null) {
            proposer.close();
        }
    }

    private void exchange(long tick, boolean observed) {
        in.tick = tick;
        out.observed = observed;
        out.observation[0] = tick;
        proposer.exchange(in, out);
    }

    /** Exchanges without observation until an action is there. */
    private void exchangeUntilFresh(long tick) {
        long endNs = System.nanoTime() + LIMIT_NS;
        do {
            exchange(tick, false);
            Thread.onSpinWait();
        } while (!in.actionFresh && System.nanoTime() < endNs);
        assertThat(in.actionFresh).isTrue();
    }

    /** Answers with the observation's first value, once let go for each inference; keeps what it saw. */
    private static final class GatedPolicy extends Bench.ScalingPolicy {
        private final List<Float> seen = new ArrayList<>();
        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch gate = new CountDownLatch(1);
        private volatile boolean gated;

        @Override
        public PolicyStatus infer(float[] observation, float[] actionOut) {
            if (gated) {
                seen.add(observation[0]);
                entered.countDown();
                boolean open = false;
                while (!open) {
                    try {
                        gate.await();
                        open = true;
                    } catch (InterruptedException deaf) {
                        // hangs as native code would
                    }
                }
            }
            actionOut[0] = observation[0];
            return PolicyStatus.OK;
        }
    }

    @Test
    void inlineTheActionAnswersTheObservationOfTheSameTick() {
        Bench.ScalingPolicy policy = new Bench.ScalingPolicy();
        proposer = new InlineProposer(policy, latencies);
        proposer.start();

        exchange(10, true);

        assertThat(in.actionFresh).isTrue();
        assertThat(in.actionTick).isEqualTo(10);
        assertThat(in.actionStatus).isEqualTo(PolicyStatus.OK);
        assertThat(proposer.newestInferenceNs()).isPositive();

        exchange(11, false);

        assertThat(in.actionFresh).isFalse();
        assertThat(in.actionTick).isEqualTo(10);
        assertThat(proposer.newestInferenceNs()).isZero();
        assertThat(proposer.inferences()).isEqualTo(1);
    }

    private static Bench.ScalingPolicy silentOn(float value) {
        return new Bench.ScalingPolicy() {
            @Override
            public PolicyStatus infer(float[] observation, float[] actionOut) {
                PolicyStatus status = super.infer(observation, actionOut);
                return observation[0] == value ? PolicyStatus.NONE : status;
            }
        };
    }

    @Test
    void anObservationThatGetsNoAnswerLeavesTheActionBeforeToGrowOld() {
        proposer = new InlineProposer(silentOn(11), latencies);
        proposer.start();
        exchange(10, true);
        exchange(11, true);

        assertThat(in.actionFresh).isFalse();
        assertThat(in.actionTick).isEqualTo(10);

        exchange(12, true);

        assertThat(in.actionFresh).isTrue();
        assertThat(in.actionTick).isEqualTo(12);
    }

    @Test
    void theSameOnItsOwnThreadInLockstep() {
        proposer = ThreadProposer.lockstep(silentOn(11), latencies, LIMIT_NS);
        proposer.start();
        exchange(10, true);
        exchange(11, true);
        assertThat(in.actionTick).isEqualTo(10);
        exchange(12, true);

        assertThat(in.actionFresh).isFalse();
        assertThat(in.actionTick).isEqualTo(10);

        exchange(13, true);

        assertThat(in.actionFresh).isTrue();
        assertThat(in.actionTick).isEqualTo(12);
    }

    @Test
    void aPolicyIsWarmedUpAndThenResetBeforeItFlies() {
        Bench.ScalingPolicy policy = new Bench.ScalingPolicy();
        proposer = ThreadProposer.realtime(policy, latencies, () -> {});

        proposer.start();

        assertThat(policy.inferred).isEqualTo(Proposer.WARM_UP_INFERENCES);
        assertThat(policy.resets).isEqualTo(1);
        assertThat(proposer.inferences()).isZero();
    }

    @Test
    void aPolicyThatFailsItsWarmUpIsRefusedOnEitherThread() {
        for (boolean own : new boolean[] {false, true}) {
            Bench.ScalingPolicy broken = new Bench.ScalingPolicy() {
                @Override
                public PolicyStatus infer(float[] observation, float[] actionOut) {
                    throw new AssertionError("bad shape");
                }
            };
            Proposer refused =
                    own ? ThreadProposer.realtime(broken, latencies, () -> {}) : new InlineProposer(broken, latencies);

            assertThatThrownBy(refused::start)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("policy scaling cannot infer from zeros")
                    .hasMessageContaining("bad shape");
            refused.close();
        }
    }

    @Test
    void aPolicyThatThrowsIsReportedAsFailedWithItsTick() {
        boolean[] flying = {false};
        Bench.ScalingPolicy policy = new Bench.ScalingPolicy() {
            @Override
            public PolicyStatus infer(float[] observation, float[] actionOut) {
                if (flying[0]) {
                    throw new IllegalStateException("engine gone");
                }
                return PolicyStatus.OK;
            }
        };
        proposer = new InlineProposer(policy, latencies);
        proposer.start();
        flying[0] = true;

        exchange(10, true);
        exchange(20, true);

        assertThat(in.actionStatus).isEqualTo(PolicyStatus.FAILED);
        assertThat(proposer.failure().orElseThrow().tick()).isEqualTo(10);
        assertThat(proposer.failure().orElseThrow().stage()).isEqualTo("policy.infer");
    }

    @Test
    void inLockstepTheActionIsThereInTheTickAfterItsObservationAlways() {
        proposer = ThreadProposer.lockstep(new Bench.ScalingPolicy(), latencies, LIMIT_NS);
        proposer.start();

        for (long tick = 0; tick < 5_000; tick++) {
            exchange(tick, tick % 10 == 0);

            assertThat(in.actionFresh).isEqualTo(tick % 10 == 1);
            assertThat(in.actionTick).isEqualTo(tick == 0 ? -1 : (tick - 1) / 10 * 10);
        }
    }

    @Test
    void inLockstepEveryTickMayBeAPolicyTick() {
        proposer = ThreadProposer.lockstep(new Bench.ScalingPolicy(), latencies, LIMIT_NS);
        proposer.start();

        for (long tick = 0; tick < 1_000; tick++) {
            exchange(tick, true);
            assertThat(in.actionTick).isEqualTo(tick - 1);
        }
    }

    @Test
    void inLockstepAHungPolicyIsWaitedForOnceAndThenNeverAgain() {
        GatedPolicy policy = new GatedPolicy();
        proposer = ThreadProposer.lockstep(policy, latencies, 1_000_000);
        proposer.start();
        policy.gated = true;
        exchange(0, true);
        exchange(1, false);
        assertThat(in.actionFresh).isFalse();

        // Comes back too late: a result that hangs on real time has no place in a run that must repeat.
        policy.gate.countDown();
        exchange(2, true);
        exchange(3, false);

        assertThat(in.actionFresh).isFalse();
        assertThat(in.actionTick).isEqualTo(-1);
    }

    /** A policy that is in the middle of its answer to this tick's observation. */
    private GatedPolicy busyFrom(long tick) throws InterruptedException {
        GatedPolicy policy = new GatedPolicy();
        proposer = ThreadProposer.realtime(policy, latencies, () -> {});
        proposer.start();
        policy.gated = true;
        exchange(tick, true);
        assertThat(policy.entered.await(60, TimeUnit.SECONDS)).isTrue();
        return policy;
    }

    @Test
    void aBusyPolicyFindsTheNewestObservationWhenItIsFreeAgain() throws Exception {
        GatedPolicy policy = busyFrom(10);
        exchange(20, true);
        exchange(30, true);
        assertThat(in.actionFresh).isFalse();

        policy.gate.countDown();
        do {
            exchangeUntilFresh(31);
        } while (in.actionTick < 30);

        assertThat(policy.seen).containsExactly(10f, 30f);
        assertThat(in.action[0]).isEqualTo(30);
    }

    @Test
    void aPolicyWhoseActionWasNotTakenYetWaitsAndThenFindsTheNewestObservation() throws Exception {
        GatedPolicy policy = busyFrom(10);
        exchange(20, true);

        policy.gate.countDown();
        long newest = 20;
        while (!in.actionFresh) {
            exchange(++newest, true);
        }
        long takenFirst = in.actionTick;
        exchangeUntilFresh(newest + 1);

        assertThat(takenFirst).isEqualTo(10);
        assertThat(in.actionTick).isEqualTo(newest);
        proposer.close();
        assertThat(policy.seen).containsExactly(10f, (float) newest);
    }

    @Test
    void everyInferenceIsSeenByATickHoweverSlowTheTickAndHoweverFastThePolicy() {
        long rounds = 3_000;
        long longestNs = 100_000;
        Random random = new Random(1);
        Random policysRandom = new Random(2);
        List<Long> begun = new ArrayList<>();
        Bench.ScalingPolicy policy = new Bench.ScalingPolicy() {
            @Override
            public PolicyStatus infer(float[] observation, float[] actionOut) {
                if (observation[0] > 0) {
                    begun.add((long) observation[0]);
                    spin(policysRandom.nextBoolean() ? 0 : policysRandom.nextLong(2 * longestNs));
                }
                return PolicyStatus.OK;
            }
        };
        proposer = ThreadProposer.realtime(policy, latencies, () -> {});
        proposer.start();

        List<Long> taken = new ArrayList<>();
        for (long tick = 1; tick <= rounds; tick++) {
            exchange(tick, true);
            if (in.actionFresh) {
                taken.add(in.actionTick);
            }
            spin(random.nextBoolean() ? 0 : random.nextLong(longestNs));
        }
        while (in.actionTick < rounds) {
            exchangeUntilFresh(rounds + 1);
            taken.add(in.actionTick);
        }
        proposer.close();

        assertThat(taken).isEqualTo(begun);
    }

    private static void spin(long ns) {
        long endNs = System.nanoTime() + ns;
        while (System.nanoTime() < endNs) {
            Thread.onSpinWait();
        }
    }

    @Test
    void theAgeOfAnActionCountsFromItsObservationHoweverLateItComesAndIsTaken() throws Exception {
        GatedPolicy policy = busyFrom(10);

        exchange(60, true);
        assertThat(in.actionTick).isEqualTo(-1);

        policy.gate.countDown();
        exchangeUntilFresh(90);
        assertThat(in.tick - in.actionTick).isEqualTo(80);

        exchangeUntilFresh(91);
        assertThat(in.tick - in.actionTick).isEqualTo(31);

        exchange(200, false);
        assertThat(in.actionFresh).isFalse();
        assertThat(in.tick - in.actionTick).isEqualTo(140);
    }

    @Test
    void aHungPolicyHoldsUpNeitherTheTickNorTheEndAndIsNotClosedUnderItsFeet() throws Exception {
        GatedPolicy policy = busyFrom(10);

        for (long tick = 11; tick < 1_000; tick++) {
            exchange(tick, tick % 10 == 0);
            assertThat(in.actionFresh).isFalse();
        }
        proposer.close();

        assertThat(((ThreadProposer) proposer).hung()).isTrue();
        assertThat(policy.closes).isZero();
        policy.gate.countDown();
    }

    @Test
    void closingEndsTheThreadAndClosesThePolicy() {
        Bench.ScalingPolicy policy = new Bench.ScalingPolicy();
        ThreadProposer idle = ThreadProposer.realtime(policy, latencies, () -> {});
        idle.start();

        idle.close();

        assertThat(idle.hung()).isFalse();
        assertThat(policy.closes).isEqualTo(1);
    }

    @Test
    void theThreadIsPreparedBeforeThePolicyRunsOnIt() {
        List<String> threads = new ArrayList<>();
        Bench.ScalingPolicy policy = new Bench.ScalingPolicy();
        proposer = ThreadProposer.realtime(
                policy, latencies, () -> threads.add(Thread.currentThread().getName() + policy.inferred));

        proposer.start();

        assertThat(threads).containsExactly("creance-policy0");
    }

    @Test
    void whatAnInferenceAllocatesIsMeasuredOnWhicheverThreadItRuns() {
        Bench.ScalingPolicy policy = new Bench.ScalingPolicy() {
            private byte[] last = new byte[0];

            @Override
            public PolicyStatus infer(float[] observation, float[] actionOut) {
                last = new byte[1_000 + last.length % 2];
                return PolicyStatus.OK;
            }
        };
        proposer = ThreadProposer.lockstep(policy, latencies, LIMIT_NS);
        proposer.start();
        for (long tick = 0; tick < 100; tick++) {
            exchange(tick, true);
        }
        exchange(100, false);

        assertThat(proposer.inferences()).isEqualTo(100);
        assertThat(proposer.allocatedBytes()).isBetween(100_000L, 110_000L);
    }

    @Test
    void anExchangeAllocatesNothingOnTheTickThread() {
        for (Proposer each : List.of(
                new InlineProposer(new Bench.ScalingPolicy(), latencies),
                ThreadProposer.realtime(new Bench.ScalingPolicy(), latencies, () -> {}))) {
            proposer = each;
            proposer.start();
            long[] tick = {0};

            assertThat(Allocation.bytesOf(20_000, () -> exchange(tick[0]++, true)))
                    .isZero();
            proposer.close();
        }
    }

    @Test
    void actionsFromTheOtherThreadAreNeverTorn() {
        Bench.ScalingPolicy policy = new Bench.ScalingPolicy() {
            @Override
            public PolicyStatus infer(float[] observation, float[] actionOut) {
                actionOut[0] = observation[0];
                actionOut[1] = -observation[0];
                return PolicyStatus.OK;
            }
        };
        proposer = ThreadProposer.realtime(policy, latencies, () -> {});
        proposer.start();
        long fresh = 0;
        long broken = 0;

        for (long tick = 1; tick <= 300_000; tick++) {
            exchange(tick, true);
            if (in.actionFresh) {
                fresh++;
                boolean whole = in.action[0] == in.actionTick && in.action[1] == -in.actionTick;
                broken += whole && in.actionTick < tick ? 0 : 1;
            }
        }

        assertThat(broken).isZero();
        assertThat(fresh).isPositive();
    }
}
