package dev.creance.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.Allocation;
import dev.creance.runtime.Cause;
import dev.creance.runtime.Channel;
import dev.creance.runtime.DeviceState;
import dev.creance.runtime.Directive;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.Frame;
import dev.creance.runtime.Layout;
import dev.creance.runtime.PolicyStatus;
import dev.creance.runtime.Reference;
import dev.creance.runtime.Source;
import dev.creance.runtime.StopRequest;
import dev.creance.runtime.TickInputs;
import dev.creance.runtime.TickOutputs;
import dev.creance.runtime.TickRecord;
import dev.creance.runtime.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TickPipelineTest {
    private final TickRecord record = Bench.schema().newRecord();
    private final TickInputs in = record.in;
    private final TickOutputs out = record.out;
    private Bench.ScalingPolicy policy = new Bench.ScalingPolicy();
    private ForcedShield shield = new ForcedShield();
    private TickPipeline pipeline = newPipeline();

    private TickPipeline newPipeline() {
        return new TickPipeline(policy, new Bench.ElapsedReference(), shield, Bench.DIVIDER, 2);
    }

    /** Decides what the test says. */
    private static final class ForcedShield extends Bench.StagedShield {
        private FailsafeState state = FailsafeState.STANDBY;
        private RuntimeException thrown;
        private double value = 0.5;
        private int asked;

        @Override
        public void decide(TickInputs in, TickOutputs out) {
            asked++;
            out.decision.sequence++;
            out.decision.state = state;
            out.decision.source = Source.POLICY;
            out.decision.verdict = Verdict.PASS;
            out.decision.causes = 0;
            out.decision.command[0] = value;
            if (thrown != null) {
                out.decision.command[1] = Double.NaN;
                throw thrown;
            }
            out.decision.command[1] = value;
        }
    }

    private void tick(long tick) {
        in.tick = tick;
        in.nowNs = tick * Bench.PERIOD_NS;
        pipeline.observe(in, out);
        pipeline.decide(in, out);
    }

    private void flyTo(long tick) {
        shield.state = FailsafeState.ACTIVE;
        in.device.state = DeviceState.ARMED;
        in.actionStatus = PolicyStatus.OK;
        for (long i = 0; i <= tick; i++) {
            tick(i);
        }
    }

    private List<Long> observedTicks(FailsafeState state, long... ticks) {
        shield.state = state;
        List<Long> observed = new ArrayList<>();
        for (long tick : ticks) {
            tick(tick);
            if (out.observed) {
                observed.add(tick);
            }
        }
        return observed;
    }

    @Test
    void theReferenceStandsAtItsStartUntilThePolicyTakesOver() {
        tick(7);
        assertThat(out.reference.values[0]).isZero();

        shield.state = FailsafeState.ACTIVE;
        tick(8);
        assertThat(out.reference.values[0]).isZero();

        tick(9);
        tick(11);
        assertThat(out.reference.values[0]).isEqualTo(0.003);
    }

    @Test
    void whatPeopleAskForStandsInThePlaceOfWhatTheReferenceAsksForFromThatTickOn() {
        Layout layout = Bench.REFERENCE.and(new Layout(
                List.of(Channel.unbounded("setpoint.goal.x", "m"), Channel.unbounded("setpoint.goal.y", "m"))));
        TickInputs asked = new TickInputs(Bench.SENSORS, 2, 0, 2);
        TickOutputs course = new TickOutputs(4, layout, 2, 1);
        pipeline = new TickPipeline(policy, new GoalReference(layout), shield, Bench.DIVIDER, 2);

        pipeline.observe(asked, course);
        assertThat(course.reference.values).containsExactly(0, 1, 2);

        asked.setpoints.take(new double[] {Double.NaN, 7});
        pipeline.observe(asked, course);
        assertThat(course.reference.values).containsExactly(0, 1, 7);
        asked.setpoints.fresh = false;
        pipeline.observe(asked, course);
        assertThat(course.reference.values).containsExactly(0, 1, 7);
    }

    private record GoalReference(Layout layout) implements Reference {
        @Override
        public void sample(long flownNs, Frame out) {
            for (int i = 0; i < out.values.length; i++) {
                out.values[i] = i;
            }
        }
    }

    @Test
    void theSampleTimeOfTheReferenceIsTheTimeThatThePolicyHasFlown() {
        flyTo(4);

        assertThat(out.reference.sampleNs).isEqualTo(4 * Bench.PERIOD_NS);
    }

    @Test
    void theReferenceWaitsWhileTheBackupFlies() {
        flyTo(4);
        shield.state = FailsafeState.BACKUP;
        tick(5);
        tick(6);
        tick(20);
        assertThat(out.reference.values[0]).isEqualTo(0.005);

        shield.state = FailsafeState.ACTIVE;
        tick(21);
        tick(22);
        assertThat(out.reference.values[0]).isEqualTo(0.006);
    }

    @Test
    void observationsAreTakenAtPolicyTicksOnceThePolicyFliesOrIsKeptWarm() {
        assertThat(observedTicks(FailsafeState.ARMING, 0, 10)).isEmpty();
        // The state before tick 20 is the one that tick 11 left.
        assertThat(observedTicks(FailsafeState.ACTIVE, 11, 12, 20, 21, 30)).containsExactly(20L, 30L);
        assertThat(observedTicks(FailsafeState.BACKUP, 31, 40)).containsExactly(40L);
        assertThat(observedTicks(FailsafeState.LANDING, 41, 50)).isEmpty();
    }

    @Test
    void aPolicyTickThatWasSkippedIsMadeUpForByTheNextTick() {
        observedTicks(FailsafeState.ACTIVE, 9);

        assertThat(observedTicks(FailsafeState.ACTIVE, 13, 14, 20, 35, 36)).containsExactly(13L, 20L, 35L);
    }

    @Test
    void thePolicyIsResetWhenItTakesOverFromArmingAndOnlyThen() {
        observedTicks(FailsafeState.ARMING, 0);
        assertThat(policy.resets).isZero();

        observedTicks(FailsafeState.ACTIVE, 1, 2);
        assertThat(policy.resets).isEqualTo(1);

        observedTicks(FailsafeState.BACKUP, 3);
        observedTicks(FailsafeState.ACTIVE, 4);
        assertThat(policy.resets).isEqualTo(1);
    }

    @Test
    void thePolicyIsToldEveryTickWhatWasExecuted() {
        tick(0);
        tick(1);

        assertThat(policy.acted).isEqualTo(2);
        assertThat(policy.lastExecuted).isEqualTo(0.5);
    }

    @Test
    void thereIsNoProposalBeforeTheFirstActionNorFromAFailedOne() {
        tick(0);
        assertThat(out.proposal).containsOnly(Double.NaN);

        in.actionStatus = PolicyStatus.OK;
        tick(1);
        assertThat(out.proposal).containsOnly(0.5);

        in.actionStatus = PolicyStatus.FAILED;
        tick(2);
        assertThat(out.proposal).containsOnly(Double.NaN);
    }

    @Test
    void aNanActionReachesTheShieldAsItIs() {
        in.actionStatus = PolicyStatus.NON_FINITE;
        in.action[1] = Float.NaN;

        tick(0);

        assertThat(out.proposal).containsExactly(0.5, Double.NaN);
    }

    @Test
    void aPolicyThatThrowsIsNotFlownAgainAndTheShieldSeesNoProposal() {
        policy = new Bench.ScalingPolicy() {
            @Override
            public void command(float[] action, double[] commandOut) {
                commandOut[0] = 0.3;
                throw new IllegalStateException("index 7");
            }
        };
        pipeline = newPipeline();
        flyTo(3);

        assertThat(out.proposal).containsOnly(Double.NaN);
        assertThat(out.decision.causes).isEqualTo(Cause.POLICY_FAILED.bit());
        assertThat(out.decision.command).containsOnly(0.5);
        assertThat(policy.acted).isZero();
        assertThat(pipeline.failures()).hasSize(1);
        assertThat(pipeline.failures().getFirst())
                .hasToString("policy.command threw at tick 0: java.lang.IllegalStateException: index 7");
    }

    @Test
    void anObservationThatThrowsIsNotSubmitted() {
        policy = new Bench.ScalingPolicy() {
            @Override
            public void observe(Frame sensors, Frame reference, float[] observationOut) {
                throw new AssertionError("length");
            }
        };
        pipeline = newPipeline();
        flyTo(10);

        assertThat(out.observed).isFalse();
        assertThat(out.decision.causes).isEqualTo(Cause.POLICY_FAILED.bit());
        assertThat(pipeline.failures().getFirst().stage()).isEqualTo("policy.observe");
        assertThat(pipeline.failures().getFirst().tick()).isEqualTo(10);
    }

    @Test
    void aReferenceThatThrowsBecomesNanWithoutValidChannels() {
        pipeline = new TickPipeline(
                policy,
                new dev.creance.runtime.Reference() {
                    @Override
                    public dev.creance.runtime.Layout layout() {
                        return Bench.REFERENCE;
                    }

                    @Override
                    public void sample(long elapsedNs, Frame sampleOut) {
                        throw new IllegalStateException("no segment");
                    }
                },
                shield,
                Bench.DIVIDER,
                2);
        flyTo(1);

        assertThat(out.reference.values).containsOnly(Double.NaN);
        assertThat(out.reference.validBits).isZero();
        assertThat(out.decision.causes).isEqualTo(Cause.POLICY_FAILED.bit());
    }

    @Test
    void aShieldThatThrowsInFlightMakesTheDeviceLandByItself() {
        flyTo(5);
        long sequence = out.decision.sequence;
        shield.value = 0.9;
        shield.thrown = new IllegalStateException("no solution");

        tick(6);

        assertThat(out.decision.directive).isEqualTo(Directive.LAND);
        assertThat(out.decision.state).isEqualTo(FailsafeState.DEVICE_LANDING);
        assertThat(out.decision.causes).isEqualTo(Cause.SHIELD_EXCEPTION.bit());
        assertThat(out.decision.verdict).isEqualTo(Verdict.REJECTED);
        assertThat(out.decision.transitionCause).isEqualTo(Cause.SHIELD_EXCEPTION);
        assertThat(out.decision.transitionTick).isEqualTo(6);
        // The last whole command is held; the count, and with it the watchdog token, stands still.
        assertThat(out.decision.command).containsOnly(0.5);
        assertThat(out.decision.sequence).isEqualTo(sequence);
        assertThat(out.decision.margins).containsOnly(Double.NaN);
    }

    @Test
    void aShieldThatThrewIsNotAskedAgainAndTheRunEndsDisarmed() {
        flyTo(5);
        shield.thrown = new IllegalStateException("no solution");
        tick(6);
        int asked = shield.asked;
        shield.thrown = null;

        tick(7);
        assertThat(out.decision.state).isEqualTo(FailsafeState.DEVICE_LANDING);
        assertThat(out.decision.transitionTick).isEqualTo(6);

        in.device.state = DeviceState.DISARMED;
        tick(8);

        assertThat(shield.asked).isEqualTo(asked);
        assertThat(out.decision.state).isEqualTo(FailsafeState.LANDED);
        assertThat(out.decision.directive).isEqualTo(Directive.DISARM);
        assertThat(pipeline.failures()).hasSize(1);
        assertThat(pipeline.failures().getFirst().tick()).isEqualTo(6);
    }

    @Test
    void aShieldThatThrowsBeforeArmingLeavesTheDeviceDisarmed() {
        shield.thrown = new IllegalStateException("no solution");

        tick(0);

        assertThat(out.decision.directive).isEqualTo(Directive.DISARM);
        assertThat(out.decision.state).isEqualTo(FailsafeState.LANDED);
        assertThat(out.decision.armingBlockers).isEqualTo(Cause.SHIELD_EXCEPTION.bit());
    }

    @Test
    void aCutStillCutsAfterTheShieldHasThrown() {
        flyTo(5);
        shield.thrown = new IllegalStateException("no solution");
        tick(6);
        in.stop = StopRequest.CUT;

        tick(7);
        in.stop = StopRequest.NONE;
        tick(8);

        assertThat(out.decision.state).isEqualTo(FailsafeState.TERMINATED);
        assertThat(out.decision.directive).isEqualTo(Directive.STOP);
        assertThat(out.decision.transitionCause).isEqualTo(Cause.CUT_REQUESTED);
        assertThat(out.decision.transitionTick).isEqualTo(7);
    }

    @Test
    void aCommandThatIsNotFiniteCountsAsAShieldThatThrew() {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            shield = new ForcedShield();
            pipeline = newPipeline();
            flyTo(5);
            shield.value = bad;

            tick(6);

            assertThat(out.decision.command).containsOnly(0.5);
            assertThat(out.decision.state).isEqualTo(FailsafeState.DEVICE_LANDING);
            assertThat(pipeline.failures().getFirst().thrown()).hasMessage("the shield's command is not finite");
            out.decision.state = FailsafeState.STANDBY;
        }
    }

    @Test
    void aTickAllocatesNothingNeitherHealthyNorAfterTheShieldHasThrown() {
        flyTo(1);
        long[] tick = {2};

        long healthy = Allocation.bytesOf(20_000, () -> tick(tick[0]++));
        shield.thrown = new IllegalStateException("no solution");
        long failed = Allocation.bytesOf(20_000, () -> tick(tick[0]++));

        assertThat(healthy).isZero();
        assertThat(failed).isZero();
    }
}
