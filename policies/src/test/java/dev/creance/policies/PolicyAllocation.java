package dev.creance.policies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.Allocation;
import dev.creance.runtime.Frame;

/** What a policy leaves on the heap of the threads that ask it. */
final class PolicyAllocation {
    private PolicyAllocation() {}

    /** Nothing in 10 000 whole turns on these frames, nor in as many resets. */
    static void assertNone(ManifestPolicy policy, Frame sensors, Frame reference, int commands) {
        float[] observation = new float[policy.observationSize()];
        float[] action = new float[policy.actionSize()];
        double[] command = new double[commands];

        assertThat(Allocation.bytesOf(10_000, () -> {
                    policy.observe(sensors, reference, observation);
                    policy.infer(observation, action);
                    policy.command(action, command);
                    policy.acted(action, command);
                }))
                .isZero();
        assertThat(Allocation.bytesOf(10_000, policy::reset)).isZero();
    }
}
