package dev.creance.policies;

import dev.creance.policies.manifest.Rates;

/** Holds the rates of a loop against those that a policy was trained at. */
final class NativeRate {
    private NativeRate() {}

    /** How many observations a native period has. */
    static int callsPerPeriod(Rates rates, PolicyEnvironment environment) {
        double policyRateHz = environment.policyRateHz();
        double ratio = policyRateHz / rates.nativeHz();
        int whole = (int) Math.rint(ratio);
        if (whole < 1 || Math.abs(ratio - whole) > 1e-6 * ratio) { // 83.3333333 Hz is a twelfth of 1 kHz
            throw rates.at()
                    .child("native")
                    .error("=" + rates.nativeHz() + " Hz does not divide loop.policy_rate, " + policyRateHz + " Hz")
                    .withHint("set loop.policy_rate to " + rates.nativeHz() + " Hz or a whole multiple of it");
        }
        if (whole > 1 && !rates.higherAllowed()) {
            throw rates.at()
                    .child("higher")
                    .error("=refused, but loop.policy_rate is " + policyRateHz + " Hz")
                    .withHint("set loop.policy_rate to " + rates.nativeHz() + " Hz");
        }
        return whole;
    }

    /** Refuses a loop that repeats or tracks commands at another rate than in training. */
    static void requireLoop(Rates rates, PolicyEnvironment environment) {
        double loopHz = environment.loopRateHz();
        if (rates.loopHz() != 0 && Math.abs(loopHz - rates.loopHz()) > 1e-6 * rates.loopHz()) {
            throw rates.at()
                    .child("loop")
                    .error("=" + rates.loopHz() + " Hz, but loop.rate is " + loopHz + " Hz")
                    .withHint("set loop.rate to " + rates.loopHz() + " Hz");
        }
    }
}
