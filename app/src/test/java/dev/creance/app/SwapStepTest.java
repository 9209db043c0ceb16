package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.property.Property;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.DoubleAccumulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whenever a policy takes over from another, the command keeps the shield's slew limit. */
class SwapStepTest {
    private static final int FLIGHTS = 24;
    private static final double TICK_S = 1e-3;

    @TempDir
    private Path folder;

    private final AtomicInteger flights = new AtomicInteger();

    /** Of the greatest steps, each as a share of its limit. */
    private final DoubleAccumulator greatestShare = new DoubleAccumulator(Math::max, 0);

    /** Two policies that were trained by different people, with different networks, ask for different throttles. */
    @Test
    void noStepOfTheCommandExceedsTheSlewLimitOverASwapAtAnyTick() {
        Property.check(FLIGHTS, choices -> {
            boolean toRaptor = choices.bool();
            int slewPerS = choices.integer(60, 500);
            TestFlight.Flown flown = TestFlight.of("4 s")
                    .seeded(choices.integer(1, 1_000_000))
                    .with("plant.params", "crazyflie-l2f")
                    .with("shield.limits.motor", "{min: 0, max: 1, slew: " + slewPerS + " 1/s}")
                    .with("shield.limits.altitude.floor", "0.05 m")
                    .with("policy.use", toRaptor ? "zoo/l2f_own_350k" : "zoo/raptor")
                    .with(
                            "policy.swap",
                            "{settle: " + choices.integer(0, 300) + " ms, blend: " + choices.integer(0, 300) + " ms}")
                    .with(
                            "scenario.swaps",
                            "[{at: " + choices.integer(0, 3000) + " ms, use: "
                                    + (toRaptor ? "zoo/raptor" : "zoo/l2f_own_350k") + "}]")
                    .fly(nextFolder());

            assertThat(flown.summary().toJson().at("/followers/0/handover").asText())
                    .isEqualTo("taken_over");
            double greatest = CommandSteps.greatest(flown.file());
            greatestShare.accumulate(greatest / (slewPerS * TICK_S));
            assertThat(greatest).isLessThanOrEqualTo(slewPerS * TICK_S + 1e-9);
        });
        assertThat(flights).hasValue(FLIGHTS);
        assertThat(greatestShare.get()).as("the limit was needed").isGreaterThan(0.99);
    }

    private Path nextFolder() throws IOException {
        return Files.createDirectory(folder.resolve("flight" + flights.incrementAndGet()));
    }
}
