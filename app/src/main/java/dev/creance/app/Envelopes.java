package dev.creance.app;

import dev.creance.bridge.Envelope;
import dev.creance.dynamics.quadrotor.QuadrotorChannels;
import java.util.Collections;

/** What the device itself enforces, derived from the same limits as the shield. */
final class Envelopes {
    private Envelopes() {}

    static Envelope of(RobotConfig config) {
        long tickNs = config.loop().tickPeriodNs();
        Envelope.Limit limit = new Envelope.Limit(
                (float) config.shield().motorMin(), (float) config.shield().motorMax(), (float)
                        config.shield().motorSlewPerS());
        return new Envelope(
                Math.toIntExact(tickNs),
                config.vehicle().commandValidityUs(),
                ticks(config.loop().policyDeadlineNs(), tickNs),
                ticks(config.shield().sensorAgeNs(), tickNs),
                Math.toIntExact(config.shield().resumeWindowNs() / 1000),
                Collections.nCopies(QuadrotorChannels.commands().size(), limit));
    }

    /** Rounded up, and one more: host and device count from different ends of a tick. */
    private static int ticks(long durationNs, long tickNs) {
        return Math.toIntExact((durationNs + tickNs - 1) / tickNs + 1);
    }
}
