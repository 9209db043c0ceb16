package dev.creance.dynamics.quadrotor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.creance.runtime.Allocation;
import dev.creance.runtime.Frame;
import dev.creance.runtime.Reference;
import dev.creance.runtime.config.ConfigError;
import dev.creance.runtime.config.ConfigFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class QuadrotorReferencesTest {
    private static final String EXAMPLE =
            "{kind: figure_eight, height: 1 m, climb: 0.5 m/s, hold: 3 s, interval: 5.5 s, scale: 1 m}";

    private final Frame frame = new Frame(QuadrotorChannels.reference());

    @Test
    void theFigureEightIsThatOfTheReferenceClosedLoop() throws IOException {
        Reference eight = reference("{kind: figure_eight, height: 0 m, interval: 5.5 s, scale: 1 m}");
        try (BufferedReader rows = new BufferedReader(new InputStreamReader(
                getClass().getResourceAsStream("figure_eight_5p5s.csv"), StandardCharsets.UTF_8))) {
            rows.readLine();
            int count = 0;
            for (String row = rows.readLine(); row != null; row = rows.readLine(), count++) {
                String[] cells = row.split(",");
                eight.sample(count * 10_000_000L, frame);
                for (int i = 0; i < 6; i++) {
                    assertThat(frame.values[i])
                            .as("row %d column %d", count, i)
                            .isCloseTo(Double.parseDouble(cells[2 + i]), within(1e-12));
                }
            }
            assertThat(count).isEqualTo(1301);
        }
    }

    @Test
    void standsOnTheGroundAtFirstAndReachesItsHeight() {
        Reference eight = reference(EXAMPLE);

        eight.sample(0, frame);
        assertThat(frame.values).containsOnly(0);
        eight.sample(4_000_000_000L, frame);
        assertThat(frame.values).containsExactly(0, 0, 1, 0, 0, 0, 0);
    }

    @Test
    void beginsTheEightAtItsCentreAfterTheHold() {
        Reference eight = reference(EXAMPLE);
        // 1.875 * 1 m / 0.5 m/s of climb and 3 s of hold
        long startNs = 6_750_000_000L;

        eight.sample(startNs - 1, frame);
        assertThat(frame.values[0]).isZero();
        eight.sample(startNs, frame);
        assertThat(frame.values[0]).isCloseTo(0, within(1e-15));
        eight.sample(startNs + 2_000_000_000L, frame);
        // progress (2 s + h) / 2 / 5.5 s of a turn
        assertThat(frame.values[0]).isCloseTo(-StrictMath.sin(2 * Math.PI * 1.005 / 5.5), within(1e-12));
        assertThat(frame.values[2]).isEqualTo(1);
    }

    @Test
    void neverJumpsAndNeverClimbsFasterThanAsked() {
        Reference eight = reference(EXAMPLE);
        Frame next = new Frame(QuadrotorChannels.reference());
        eight.sample(0, frame);
        for (long t = 1_000_000; t < 20_000_000_000L; t += 1_000_000) {
            eight.sample(t, next);
            for (int i = 0; i < 3; i++) {
                // over 1 ms, at the eight's 1.62 m/s or less, with the 0.5 % by which the firmware's sum leads its
                // speed
                assertThat(Math.abs(next.values[i] - frame.values[i])).isLessThan(1.8e-3);
            }
            assertThat(next.values[5]).isBetween(0.0, 0.5 + 1e-12);
            frame.copyFrom(next);
        }
    }

    @Test
    void theVelocityIsTheDerivativeOfThePosition() {
        Reference eight = reference(EXAMPLE);
        Frame later = new Frame(QuadrotorChannels.reference());
        for (long t = 10_000_000; t < 20_000_000_000L; t += 37_000_000) {
            eight.sample(t - 500_000, frame);
            eight.sample(t + 500_000, later);
            double[] difference = new double[3];
            for (int i = 0; i < 3; i++) {
                difference[i] = (later.values[i] - frame.values[i]) / 1e-3;
            }
            eight.sample(t, frame);
            for (int i = 0; i < 3; i++) {
                // the firmware's progress leads by h/2 of ramp: 2π s h / (2 R I) = 2.9 mm/s, doubled in y at its
                // steepest
                assertThat(frame.values[3 + i]).isCloseTo(difference[i], within(6e-3));
            }
        }
    }

    @Test
    void hoverWithoutClimbBeginsAtItsHeight() {
        reference("{kind: hover, height: 1.5 m}").sample(0, frame);

        assertThat(frame.values).containsExactly(0, 0, 1.5, 0, 0, 0, 0);
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> reference("{kind: spiral}"))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("spiral");
        assertThatThrownBy(() -> reference("{kind: hover, height: 1 m, interval: 3 s}"))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("interval");
    }

    @Test
    void samplingAllocatesNothing() {
        Reference eight = reference(EXAMPLE);
        long[] elapsedNs = new long[1];

        assertThat(Allocation.bytesOf(20_000, () -> eight.sample(elapsedNs[0] += 1_000_000, frame)))
                .isZero();
    }

    private static Reference reference(String text) {
        return QuadrotorReferences.from(
                ConfigFile.parse("robot.yaml", "reference: " + text).child("reference"));
    }
}
