package dev.creance.drivers.mqtt;

import java.util.SplittableRandom;

/** Exponential pauses with jitter between attempts to connect. */
final class Backoff {
    private final MqttSettings.BackoffSettings settings;
    private final SplittableRandom random;
    private long nextNs;

    Backoff(MqttSettings.BackoffSettings settings) {
        this.settings = settings;
        this.random = new SplittableRandom(settings.seed());
        this.nextNs = settings.firstNs();
    }

    /** The pause before the next attempt: between half and all of the present step. */
    long nextNs() {
        long stepNs = nextNs;
        nextNs = Math.min(settings.greatestNs(), stepNs > Long.MAX_VALUE / 2 ? stepNs : 2 * stepNs);
        return stepNs - (long) (random.nextDouble() * 0.5 * stepNs);
    }

    /** After a session that lasted. */
    void reset() {
        nextNs = settings.firstNs();
    }

    /** A session shorter than this does not count as one that lasted: a broker that throws us out at once is not spared. */
    long lastingNs() {
        return settings.greatestNs();
    }
}
