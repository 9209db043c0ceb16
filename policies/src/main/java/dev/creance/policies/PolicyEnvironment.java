package dev.creance.policies;

import dev.creance.policies.signals.Channels;
import dev.creance.runtime.Layout;
import dev.creance.runtime.Policy;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What a policy is put between: the channels it may read and must write, and how often it is asked.
 *
 * @param sensors what the device measures
 * @param reference where the plant should be, and what is asked of it
 * @param commands what the device takes; the policy must set every one of them
 * @param policyRateHz how often the loop takes an observation
 * @param loopRateHz how often the loop writes a command
 * @param controllers what policies may go on top of, by name
 */
public record PolicyEnvironment(
        Layout sensors,
        Layout reference,
        Layout commands,
        double policyRateHz,
        double loopRateHz,
        Map<String, Supplier<Policy>> controllers) {
    /** One without controllers. */
    public PolicyEnvironment(
            Layout sensors, Layout reference, Layout commands, double policyRateHz, double loopRateHz) {
        this(sensors, reference, commands, policyRateHz, loopRateHz, Map.of());
    }

    /** A loop that asks for an action in every tick. */
    public PolicyEnvironment(Layout sensors, Layout reference, Layout commands, double policyRateHz) {
        this(sensors, reference, commands, policyRateHz, policyRateHz);
    }

    /** The same with controllers that policies may go on top of. */
    public PolicyEnvironment with(Map<String, Supplier<Policy>> named) {
        return new PolicyEnvironment(sensors, reference, commands, policyRateHz, loopRateHz, named);
    }

    Channels channels() {
        return new Channels(sensors, reference);
    }
}
