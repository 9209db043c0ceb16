package dev.creance.dynamics.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.Channel;
import dev.creance.runtime.Frame;
import dev.creance.runtime.Layout;
import dev.creance.runtime.PolicyStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

class ControllerPolicyTest {
    private static final Layout SENSORS = layout("speed", "angle");
    private static final Layout REFERENCE = layout("reference.speed");
    private static final Layout COMMANDS = layout("duty");

    /** Twice the error of the first channel, and how often it was asked. */
    private static final class Proportional implements Controller {
        private int calls;

        @Override
        public void control(double[] measured, double[] reference, double[] commandOut) {
            calls++;
            commandOut[0] = 2 * (reference[0] - measured[0]);
        }

        @Override
        public void reset() {
            calls = 0;
        }
    }

    private final Proportional law = new Proportional();
    private final ControllerPolicy policy = new ControllerPolicy("speed", law, SENSORS, REFERENCE, COMMANDS);
    private final Frame sensors = valid(SENSORS);
    private final Frame reference = valid(REFERENCE);
    private final float[] observation = new float[policy.observationSize()];
    private final float[] action = new float[policy.actionSize()];

    @Test
    void commandsWhatItsControllerDoes() {
        sensors.values[0] = 1;
        reference.values[0] = 4;
        double[] command = new double[1];

        assertThat(infer()).isEqualTo(PolicyStatus.OK);
        policy.command(action, command);

        assertThat(command).containsExactly(6);
    }

    @Test
    void aSensorThatIsNotValidMakesItSilentWithoutItsControllerSeeingIt() {
        sensors.validBits &= ~Frame.bit(1);

        assertThat(infer()).isEqualTo(PolicyStatus.NON_FINITE);
        assertThat(action[0]).isNaN();
        assertThat(law.calls).isZero();
    }

    @Test
    void anAnswerThatIsNotFiniteIsSaidToBe() {
        reference.values[0] = 1e38;
        sensors.values[0] = -3e38;

        assertThat(infer()).isEqualTo(PolicyStatus.NON_FINITE);
    }

    @Test
    void aResetReachesItsController() {
        infer();
        policy.reset();

        assertThat(law.calls).isZero();
    }

    private PolicyStatus infer() {
        policy.observe(sensors, reference, observation);
        return policy.infer(observation, action);
    }

    private static Frame valid(Layout layout) {
        Frame frame = new Frame(layout);
        frame.validBits = frame.allValid();
        return frame;
    }

    private static Layout layout(String... names) {
        return new Layout(List.of(names).stream()
                .map(name -> Channel.unbounded(name, "1"))
                .toList());
    }
}
