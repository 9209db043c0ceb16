package dev.creance.policies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.PolicyStatus;
import dev.creance.runtime.property.Property;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ManifestPolicyTest {
    private static final int RAPTOR_PREVIOUS = 18;
    private static final int L2F_NEWEST = 18 + 31 * 4;

    private final Quadrotor quadrotor = new Quadrotor();

    private static ManifestPolicy zoo(String name, double policyRateHz) {
        return Policies.load("zoo/" + name, Path.of(""), Quadrotor.askedAt(policyRateHz));
    }

    private float[] observe(ManifestPolicy policy) {
        float[] observation = new float[policy.observationSize()];
        policy.observe(quadrotor.sensors, quadrotor.reference, observation);
        return observation;
    }

    private static float[] part(float[] observation, int from) {
        return Arrays.copyOfRange(observation, from, from + 4);
    }

    @Test
    void anActionHeldForTenTicksIsThePreviousActionToTheBit() {
        try (ManifestPolicy policy = zoo("raptor", 100)) {
            Property.check(300, choices -> {
                policy.reset();
                double[] command = new double[4];
                float[] action = new float[4];
                for (int i = 0; i < 4; i++) {
                    action[i] = (float) choices.between(-1, 1);
                }
                policy.command(action, command);
                observe(policy);
                for (int tick = 0; tick < 10; tick++) {
                    policy.acted(action, command);
                }

                assertThat(part(observe(policy), RAPTOR_PREVIOUS)).isEqualTo(action);
            });
        }
    }

    @Test
    void thePreviousActionOfRaptorIsClampedAndStartsAtZero() {
        try (ManifestPolicy policy = zoo("raptor", 100)) {
            assertThat(part(observe(policy), RAPTOR_PREVIOUS)).containsOnly(0);

            double[] command = new double[4];
            float[] action = {3, -2, 0.5f, -0.25f};
            policy.command(action, command);
            policy.acted(action, command);

            assertThat(command).containsExactly(1, 0, 0.75, 0.375);
            assertThat(part(observe(policy), RAPTOR_PREVIOUS)).containsExactly(1, -1, 0.5f, -0.25f);
        }
    }

    @Test
    void thePreviousActionIsTheMeanOfWhatTheShieldLetThroughInTheSlot() {
        try (ManifestPolicy policy = zoo("raptor", 100)) {
            observe(policy);
            for (int tick = 0; tick < 10; tick++) {
                double executed = tick < 5 ? 0.5 : 1;
                policy.acted(new float[] {1, 1, 1, 1}, new double[] {executed, executed, executed, executed});
            }

            assertThat(part(observe(policy), RAPTOR_PREVIOUS)).containsOnly(0.5f);
        }
    }

    @Test
    void theHistoryOfLearningToFlyHoldsRawActionsOldestFirst() {
        try (ManifestPolicy policy = zoo("l2f_own_350k", 100)) {
            for (int step = 1; step <= 3; step++) {
                observe(policy);
                policy.acted(new float[] {step, -step, 10 * step, 0}, new double[] {0.5, 0.5, 0.5, 0.5});
            }
            float[] observation = observe(policy);

            assertThat(part(observation, L2F_NEWEST)).containsExactly(3, -3, 30, 0);
            assertThat(part(observation, L2F_NEWEST - 4)).containsExactly(2, -2, 20, 0);
            assertThat(part(observation, L2F_NEWEST - 8)).containsExactly(1, -1, 10, 0);
            assertThat(part(observation, L2F_NEWEST - 12)).containsOnly(0);
        }
    }

    @Test
    void askedFiveTimesAsOftenTheNewestSlotIsTheRunningMeanOfItsActions() {
        try (ManifestPolicy policy = zoo("l2f_own_350k", 500)) {
            float[] newest = new float[11];
            for (int call = 0; call <= 10; call++) {
                newest[call] = observe(policy)[L2F_NEWEST];
                for (int tick = 0; tick < 2; tick++) {
                    policy.acted(new float[] {call, 0, 0, 0}, new double[4]);
                }
            }

            // Mean of 0, of 0 1, of 0 1 2, …; call 5 still sees the whole slot before it, call 6 the action of call 5.
            assertThat(newest).containsExactly(0, 0, 0.5f, 1, 1.5f, 2, 5, 5.5f, 6, 6.5f, 7);
        }
    }

    @Test
    void askedFiveTimesAsOftenTheHiddenStateMovesOnOnceInANativePeriod() {
        float[][] observations = new float[3][22];
        for (int i = 0; i < 22; i++) {
            observations[0][i] = 0.01f * i;
            observations[1][i] = 0.4f - 0.02f * i;
            observations[2][i] = i % 2;
        }
        float[] atNativeRate = new float[4];
        try (ManifestPolicy policy = zoo("raptor", 100)) {
            policy.infer(observations[0], atNativeRate);
            policy.infer(observations[1], atNativeRate);
        }

        float[] action = new float[4];
        try (ManifestPolicy policy = zoo("raptor", 500)) {
            policy.infer(observations[0], action);
            for (int between = 0; between < 4; between++) {
                policy.infer(observations[2], action); // on a copy of the state: leaves no trace
            }
            policy.infer(observations[1], action);
        }

        assertThat(action).isEqualTo(atNativeRate);
    }

    @Test
    void afterAResetItAnswersAsNew() {
        try (ManifestPolicy policy = zoo("raptor", 100)) {
            float[] first = new float[4];
            float[] observation = observe(policy);
            policy.infer(observation, first);
            policy.acted(first, new double[] {1, 1, 1, 1});
            float[] second = new float[4];
            policy.infer(observe(policy), second);
            policy.reset();
            float[] again = new float[4];

            assertThat(second).isNotEqualTo(first);
            assertThat(observe(policy)).isEqualTo(observation);
            assertThat(policy.infer(observation, again)).isEqualTo(PolicyStatus.OK);
            assertThat(again).isEqualTo(first);
        }
    }

    @Test
    void aNanInTheObservationIsAnsweredAsNonFiniteAndLeavesTheStateAlone() {
        try (ManifestPolicy policy = zoo("raptor", 100)) {
            float[] good = observe(policy);
            float[] expected = new float[4];
            policy.infer(good, expected);
            policy.reset();
            float[] bad = good.clone();
            bad[5] = Float.NaN;
            float[] action = new float[4];

            assertThat(policy.infer(bad, action)).isEqualTo(PolicyStatus.NON_FINITE);
            assertThat(action).containsOnly(Float.NaN);
            assertThat(policy.infer(good, action)).isEqualTo(PolicyStatus.OK);
            assertThat(action).isEqualTo(expected);
        }
    }

    @Test
    void anInvalidSensorChannelReachesTheObservationAsNan() {
        try (ManifestPolicy policy = zoo("raptor", 100)) {
            quadrotor.sensors.validBits &= ~(1L << Quadrotor.SENSORS.indexOf("gyro.y"));

            assertThat(observe(policy)[16]).isNaN();
        }
    }

    @Test
    void aCommandOfANanActionIsNan() {
        try (ManifestPolicy policy = zoo("raptor", 100)) {
            double[] command = new double[4];
            policy.command(new float[] {0, Float.NaN, 0, 0}, command);

            assertThat(command).containsExactly(0.5, Double.NaN, 0.5, 0.5);
        }
    }

    @Test
    void anActionThatIsNotFiniteEntersTheHistoryAsWhatWasExecutedInstead() {
        try (ManifestPolicy policy = zoo("l2f_own_350k", 100)) {
            observe(policy);
            policy.acted(new float[] {Float.NaN, 0, 0, 0}, new double[] {0.5, 0.75, 1, 0});

            assertThat(part(observe(policy), L2F_NEWEST)).containsExactly(0, 0.5f, 1, -1);
        }
    }

    @Test
    void ticksBeforeTheFirstObservationLeaveTheHistoryAtZero() {
        try (ManifestPolicy policy = zoo("raptor", 100)) {
            policy.acted(new float[4], new double[] {0, 0, 0, 0});

            assertThat(part(observe(policy), RAPTOR_PREVIOUS)).containsOnly(0);
        }
    }
}
