package dev.creance.app;

import dev.creance.bridge.Envelope;
import dev.creance.safety.CommandLimit;

/** What the device itself enforces, derived from the same limits as the shield. */
final class Envelopes {
    private Envelopes() {}

    static Envelope of(RobotConfig config) {
        long tickNs = config.loop().tickPeriodNs();
        return new Envelope(
                Math.toIntExact(tickNs),
                config.vehicle().commandValidityUs(),
                ticks(config.loop().policyDeadlineNs(), tickNs),
                ticks(config.shield().sensorAgeNs(), tickNs),
                Math.toIntExact(config.shield().resumeWindowNs() / 1000),
                config.shield().commandLimits().stream().map(Envelopes::limit).toList());
    }

    private static Envelope.Limit limit(CommandLimit limit) {
        return new Envelope.Limit((float) limit.min(), (float) limit.max(), (float) limit.slewPerS());
    }

    /** Rounded up, and one more: host and device count from different ends of a tick. */
    private static int ticks(long durationNs, long tickNs) {
        return Math.toIntExact((durationNs + tickNs - 1) / tickNs + 1);
    }
}
