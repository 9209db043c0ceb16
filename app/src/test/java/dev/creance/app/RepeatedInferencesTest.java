package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.dynamics.quadrotor.QuadrotorChannels;
import dev.creance.runtime.Frame;
import dev.creance.runtime.Policy;
import dev.creance.runtime.PolicyStatus;
import dev.creance.runtime.TickInputs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a slow policy answered late, and what it never saw, in the order in which a run's ticks tell of it. */
class RepeatedInferencesTest {
    private final SummingPolicy policy = new SummingPolicy();
    private final RepeatedInferences inferences = new RepeatedInferences(policy);

    /** The sum of all observations that it saw: a recurrent state to which each inference matters. */
    private static final class SummingPolicy implements Policy {
        private final List<Float> seen = new ArrayList<>();
        private float sum;

        @Override
        public String name() {
            return "summing";
        }

        @Override
        public int observationSize() {
            return 1;
        }

        @Override
        public int actionSize() {
            return 1;
        }

        @Override
        public void observe(Frame sensors, Frame reference, float[] observationOut) {}

        @Override
        public PolicyStatus infer(float[] observation, float[] actionOut) {
            seen.add(observation[0]);
            sum += observation[0];
            actionOut[0] = sum;
            return PolicyStatus.OK;
        }

        @Override
        public void command(float[] action, double[] commandOut) {}

        @Override
        public void acted(float[] action, double[] executed) {}

        @Override
        public void reset() {}

        @Override
        public void close() {}
    }

    private void observed(long tick) {
        inferences.observed(tick, new float[] {tick});
    }

    private Optional<Divergence> answered(long tick, long actionTick, float action) {
        TickInputs in = new TickInputs(QuadrotorChannels.sensors(), 1);
        in.tick = tick;
        in.actionTick = actionTick;
        in.actionStatus = PolicyStatus.OK;
        in.action[0] = action;
        return inferences.answered(in);
    }

    @Test
    void anActionThatCameAfterTheNextObservationIsRepeatedFromItsOwn() {
        observed(10);
        observed(20);

        assertThat(answered(22, 10, 10)).isEmpty();
        assertThat(answered(25, 20, 30)).isEmpty();

        assertThat(inferences.count()).isEqualTo(2);
    }

    @Test
    void anObservationThatThePolicyNeverSawIsNotInferredFrom() {
        observed(10);
        observed(20);
        observed(30);

        assertThat(answered(31, 10, 10)).isEmpty();
        assertThat(answered(33, 30, 40)).isEmpty();

        assertThat(policy.seen).containsExactly(10f, 30f);
    }

    @Test
    void anActionInTheTickOfItsObservationIsRepeatedToo() {
        observed(10);

        assertThat(answered(10, 10, 10)).isEmpty();
    }

    @Test
    void aDifferentActionIsReportedWithTheTickInWhichItCame() {
        observed(10);

        Divergence found = answered(12, 10, 11).orElseThrow();

        assertThat(found.tick()).isEqualTo(12);
        assertThat(found.field()).isEqualTo("action[0]");
    }

    @Test
    void anActionThatAnswersNoObservationOfTheReplayIsReported() {
        observed(10);

        Divergence found = answered(25, 20, 20).orElseThrow();

        assertThat(found.text()).isEqualTo("tick 25: answered observation was 20 and is none of this tick");
        assertThat(inferences.count()).isZero();
    }
}
