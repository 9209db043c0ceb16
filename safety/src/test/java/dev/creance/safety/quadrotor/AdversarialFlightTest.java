package dev.creance.safety.quadrotor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.property.Property;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Invariant I3: from a certified state, whatever the policy proposes and however wind within the configured disturbance blows,
 * the vehicle stays inside its envelope by the plant's truth at every sub-step of 1 ms. Episodes are independent, so n of them
 * without a violation bound its probability per episode by 3/n at 95 % (rule of three).
 *
 * <p>More episodes: {@code -Dtest=AdversarialFlightTest -Dcreance.fuzz.scale=20}.
 */
class AdversarialFlightTest {
    private static final int SCALE = Integer.getInteger("creance.fuzz.scale", 1);
    private static final String NOW = "failsafe: {arming_hold: 0 ms}\n";

    private long episodes;
    private long steps;
    private long takeovers;
    private long takeoversByObstacle;
    private long landings;

    private void fuzz(String name, int episodesToFly, double seconds, Variant variant) {
        QuadrotorShieldSettings settings = ShieldFixtures.settings(variant.sections + NOW);
        Property.check(episodesToFly * SCALE, choices -> {
            Episode episode = new Episode(settings, choices, variant.delayTicks);
            if (variant.noise) {
                episode.flight.noise = new SplittableRandom(choices.bits());
            }
            episode.fly(seconds);
            if (episode.certified) {
                episodes++;
                steps += episode.steps;
                takeovers += episode.takeovers;
                takeoversByObstacle += episode.takeoversByObstacle;
                landings += episode.landed ? 1 : 0;
                assertThat(episode.truth.violations())
                        .as(episode.kind + " in wind " + episode.wind.kind())
                        .isEmpty();
            }
        });
        System.out.printf(
                "fuzz %s: %d certified episodes, %d steps, %d takeovers, %d landings, 0 violations%n",
                name, episodes, steps, takeovers, landings);
        assertThat(episodes).isGreaterThan(episodesToFly * (long) SCALE / 10);
        assertThat(takeovers).as("the envelope's edge is reached").isGreaterThan(episodes);
    }

    private record Variant(String sections, boolean noise, int delayTicks) {}

    @Test
    void noPolicyLeavesTheEnvelope() {
        fuzz("ideal sensors", 300, 2, new Variant("", false, 0));
    }

    @Test
    void noPolicyLeavesTheEnvelopeInTheTimeItTakesToLandIt() {
        fuzz("until landed", 40, 12, new Variant("", true, 0));
        assertThat(landings).isGreaterThan(0);
    }

    @Test
    void noPolicyLeavesTheEnvelopeWithNoisySensorsAndTransportDelay() {
        fuzz("noise, 2 ms each way", 150, 2, new Variant("", true, 2));
    }

    @Test
    void noPolicyLeavesTheEnvelopeInAStrongWindThatTheBackupIsSetUpFor() {
        String strong = "backup: {disturbance: 1.8 m/s2, horizontal_deceleration: 2.5 m/s2,"
                + " climb_acceleration: 0.9 m/s2, sink_acceleration: 3 m/s2}\n";
        fuzz("disturbance 1.8 m/s2", 150, 2, new Variant(strong, false, 0));
    }

    @Test
    void theCertificateNeedsNoReserveAtRestInCalmAir() {
        String bare = "backup: {disturbance: 0 m/s2, clearance: 0 m, horizontal_deceleration: 6 m/s2}\n";
        fuzz("calm, clearance 0", 150, 2, new Variant(bare, false, 0));
    }

    /** Further keys of {@code limits}: two obstacles that stand and two that move, of which one strays by 11 cm. */
    private static final String OBSTACLES = """
              obstacles:
                - {kind: pillar, centre: [1.2 m, 0.3 m], radius: 0.3 m}
                - {kind: sphere, centre: [-1.2 m, 1.2 m, 1.2 m], radius: 0.35 m}
                - {kind: sphere, centre: [-1.6 m, -1.5 m, 0.8 m], radius: 0.25 m,
                   moves: {velocity: [1.5 m/s, 0.2 m/s, 0.3 m/s], from: 0.2 s, for: 1.5 s, acceleration: 0.1 m/s2}}
                - {kind: pillar, centre: [0.3 m, 2.2 m], radius: 0.2 m, moves: {velocity: [-0.5 m/s, 0 m/s], for: 2 s}}
            """;

    @Test
    void noPolicyFliesIntoAnObstacle() {
        fuzz("obstacles", 300, 2, new Variant(OBSTACLES, false, 0));
        assertThat(takeoversByObstacle).as("they are in the way").isGreaterThan(30);
    }

    @Test
    void noPolicyFliesIntoAnObstacleInTheTimeItTakesToLandIt() {
        fuzz("obstacles until landed", 40, 12, new Variant(OBSTACLES, true, 2));
        assertThat(landings).isGreaterThan(0);
    }
}
