package dev.creance.safety.quadrotor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.Source;
import dev.creance.runtime.property.Property;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A host that stands still leaves the policy's last command acting: {@code backup.held} keeps room for that. */
class HostStallTest {
    private static final int HELD_TICKS = 20;
    private static final double SHARE_OF_TICKS = 0.02;
    private static final int EPISODES = 200;
    private static final double SECONDS = 2;

    private long violated;
    private long stalls;

    private void fly(String backup) {
        QuadrotorShieldSettings settings =
                ShieldFixtures.settings("failsafe: {arming_hold: 0 ms, backups_per_minute: 1000}\n" + backup);
        Property.check(EPISODES, choices -> {
            Episode episode = new Episode(settings, choices, 0);
            SplittableRandom random = new SplittableRandom(choices.bits());
            episode.fly(0);
            Flight flight = episode.flight;
            if (!episode.certified) {
                return;
            }
            for (double t = 0; t < SECONDS; t += Flight.TICK_S) {
                tick(episode, flight::step);
                if (flight.decision().source == Source.POLICY && random.nextDouble() < SHARE_OF_TICKS) {
                    stalls++;
                    int ticks =
                            1 + random.nextInt(HELD_TICKS - 1); // with the tick before no more than is kept room for
                    for (int i = 0; i < ticks; i++) {
                        tick(episode, () -> {
                            flight.advanceInputs();
                            flight.advancePlant();
                        });
                    }
                }
            }
            violated += episode.truth.violations().isEmpty() ? 0 : 1;
        });
        assertThat(stalls).isGreaterThan(EPISODES);
    }

    private static void tick(Episode episode, Runnable action) {
        Flight flight = episode.flight;
        episode.wind.force(flight.tick(), flight.truth.values, flight.windN);
        action.run();
        episode.truth.observe(flight);
    }

    @Test
    void noCommandLeavesTheEnvelopeWhileItGoesOnActing() {
        fly("backup: {held: " + HELD_TICKS + " ms}\n");

        assertThat(violated).isZero();
    }

    /** What the test above is worth. */
    @Test
    void withoutRoomForItSomeDo() {
        fly("");

        assertThat(violated).isPositive();
    }
}
