package dev.creance.bench.guards;

import dev.creance.bench.SteppedLoop;
import dev.creance.bench.critic.Weather;

/**
 * Who and what is in an episode.
 *
 * @param start where the armed machine is put
 * @param effect of the threat
 * @param harm how far things have truly gone
 */
record Scene(SteppedLoop.Parts loop, double[] start, Weather weather, Effect effect, Harm harm) {
    /** A measure of it. */
    @FunctionalInterface
    interface Harm {
        double of(double[] reference, double[] state);
    }
}
