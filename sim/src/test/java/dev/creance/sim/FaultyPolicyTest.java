package dev.creance.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.dynamics.quadrotor.QuadrotorChannels;
import dev.creance.runtime.Frame;
import dev.creance.runtime.Policy;
import dev.creance.runtime.PolicyStatus;
import dev.creance.runtime.config.ConfigFile;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class FaultyPolicyTest {
    private final Frame sensors = new Frame(QuadrotorChannels.sensors());
    private final Frame reference = new Frame(QuadrotorChannels.reference());
    private final float[] observation = new float[1];
    private final float[] action = new float[2];

    @Shows(Fault.Kind.POLICY_NAN)
    @Test
    void returnsNanInItsTimeOnly() {
        FaultyPolicy policy = faulty("[{kind: policy_nan, at: 50 ms, for: 20 ms}]");
        for (int i = 0; i < 10; i++) {
            policy.observe(sensors, reference, observation);
            PolicyStatus status = policy.infer(observation, action);
            boolean nan = i == 5 || i == 6;
            assertThat(status).as("inference %d", i).isEqualTo(nan ? PolicyStatus.NON_FINITE : PolicyStatus.OK);
            assertThat(Float.isNaN(action[0])).isEqualTo(nan);
        }
    }

    @Shows(Fault.Kind.POLICY_SHAPE)
    @Test
    void anAnswerOfAnotherShapeIsNone() {
        FaultyPolicy policy = faulty("[{kind: policy_shape, at: 10 ms, for: 10 ms}]");
        for (int i = 0; i < 3; i++) {
            policy.observe(sensors, reference, observation);
            assertThat(policy.infer(observation, action)).isEqualTo(i == 1 ? PolicyStatus.FAILED : PolicyStatus.OK);
        }
    }

    @Test
    void itsTimeBeginsWithTheResetThatPutsItInCharge() {
        FaultyPolicy policy = faulty("[{kind: policy_nan, at: 0 s, for: 10 ms}]");
        for (int i = 0; i < 100; i++) {
            assertThat(policy.infer(observation, action)).as("warm-up").isEqualTo(PolicyStatus.OK);
        }
        policy.reset();
        policy.observe(sensors, reference, observation);

        assertThat(policy.infer(observation, action)).isEqualTo(PolicyStatus.NON_FINITE);
    }

    @Shows(Fault.Kind.POLICY_HANG)
    @Test
    void aHangEndsWithItsTimeWhereObservationsGoOn() throws InterruptedException {
        FaultyPolicy policy = faulty("[{kind: policy_hang, at: 0 s, for: 30 ms}]");
        policy.observe(sensors, reference, observation);
        AtomicReference<PolicyStatus> status = new AtomicReference<>();
        Thread caller = caller(policy, status);
        assertThat(status.get()).isNull();
        policy.observe(sensors, reference, observation);
        policy.observe(sensors, reference, observation);
        policy.observe(sensors, reference, observation);
        caller.join();

        assertThat(status.get()).isEqualTo(PolicyStatus.OK);
    }

    @Shows(Fault.Kind.POLICY_SLOW)
    @Test
    void aSlowPolicyAnswersAsEverButTakesThatMuchLonger() {
        FaultyPolicy policy = faulty("[{kind: policy_slow, at: 10 ms, for: 10 ms, by: 20 ms}]");
        for (int i = 0; i < 3; i++) {
            policy.observe(sensors, reference, observation);
            long startNs = System.nanoTime();
            assertThat(policy.infer(observation, action)).isEqualTo(PolicyStatus.OK);
            if (i == 1) {
                assertThat(System.nanoTime() - startNs).isGreaterThanOrEqualTo(20_000_000);
            }
        }
    }

    @Test
    void inLockstepAHangAnswersNothingUntilItsTimeIsOver() {
        assertThat(statuses("[{kind: policy_hang, at: 10 ms, for: 20 ms}]", 4))
                .containsExactly(PolicyStatus.OK, PolicyStatus.NONE, PolicyStatus.NONE, PolicyStatus.OK);
    }

    @Test
    void inLockstepASlowPolicyAnswersTheObservationsThatItIsFreeFor() {
        assertThat(statuses("[{kind: policy_slow, at: 10 ms, for: 40 ms, by: 25 ms}]", 8))
                .containsExactly(
                        PolicyStatus.OK,
                        PolicyStatus.NONE,
                        PolicyStatus.NONE,
                        PolicyStatus.OK,
                        PolicyStatus.NONE,
                        PolicyStatus.NONE,
                        PolicyStatus.OK,
                        PolicyStatus.OK);
    }

    @Test
    void inLockstepAPolicyThatIsSlowByLessThanItsPeriodAnswersEach() {
        assertThat(statuses("[{kind: policy_slow, at: 0 s, for: forever, by: 9 ms}]", 3))
                .containsOnly(PolicyStatus.OK);
    }

    @Test
    void aHangForEverEndsWithTheThreadsInterruption() throws InterruptedException {
        FaultyPolicy policy = faulty("[{kind: policy_hang, at: 0 s, for: forever}]");
        policy.observe(sensors, reference, observation);
        AtomicReference<PolicyStatus> status = new AtomicReference<>();
        Thread caller = caller(policy, status);
        assertThat(status.get()).isNull();
        caller.interrupt();
        caller.join();

        assertThat(status.get()).isEqualTo(PolicyStatus.FAILED);
    }

    @Test
    void aHangEndsWhenThePolicyIsClosed() throws InterruptedException {
        FaultyPolicy policy = faulty("[{kind: policy_hang, at: 0 s, for: forever}]");
        policy.observe(sensors, reference, observation);
        AtomicReference<PolicyStatus> status = new AtomicReference<>();
        Thread caller = caller(policy, status);
        policy.close();
        caller.join();

        assertThat(status.get()).isEqualTo(PolicyStatus.OK);
    }

    @Test
    void whatWasInjectedIsReported() {
        Faults faults = faults("[{kind: policy_nan, at: 0 s, for: 10 ms}, {kind: policy_hang, at: 1 s, for: forever}]");
        FaultyPolicy policy = new FaultyPolicy(new Steady(), faults, 100);
        policy.observe(sensors, reference, observation);
        policy.infer(observation, action);

        assertThat(faults.injected()).containsExactly(new Faults.Injected("policy_nan", 0, 0.01));
    }

    @Test
    void aPolicyWithoutFaultsIsLeftAsItIs() {
        Policy policy = new Steady();

        assertThat(FaultyPolicy.wrap(policy, Faults.none(), 100)).isSameAs(policy);
    }

    private List<PolicyStatus> statuses(String faults, int inferences) {
        FaultyPolicy policy = faulty(faults);
        policy.inLockstep();
        List<PolicyStatus> all = new ArrayList<>();
        for (int i = 0; i < inferences; i++) {
            policy.observe(sensors, reference, observation);
            all.add(policy.infer(observation, action));
        }
        return all;
    }

    /** Starts an inference on a thread of its own and returns once that waits. */
    private Thread caller(FaultyPolicy policy, AtomicReference<PolicyStatus> status) {
        Thread caller = new Thread(() -> status.set(policy.infer(observation, action)));
        caller.start();
        while (caller.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        return caller;
    }

    private static FaultyPolicy faulty(String list) {
        return new FaultyPolicy(new Steady(), faults(list), 100);
    }

    private static Faults faults(String list) {
        return Faults.from(ConfigFile.parse("faults", list));
    }

    private static final class Steady implements Policy {
        @Override
        public String name() {
            return "steady";
        }

        @Override
        public int observationSize() {
            return 1;
        }

        @Override
        public int actionSize() {
            return 2;
        }

        @Override
        public void observe(Frame sensors, Frame reference, float[] observationOut) {
            observationOut[0] = 1;
        }

        @Override
        public PolicyStatus infer(float[] observation, float[] actionOut) {
            actionOut[0] = 0.5f;
            actionOut[1] = 0.5f;
            return PolicyStatus.OK;
        }

        @Override
        public void command(float[] action, double[] commandOut) {
            commandOut[0] = action[0];
        }

        @Override
        public void acted(float[] action, double[] executed) {}

        @Override
        public void reset() {}

        @Override
        public void close() {}
    }
}
