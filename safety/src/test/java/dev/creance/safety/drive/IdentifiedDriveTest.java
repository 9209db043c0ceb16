package dev.creance.safety.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.creance.runtime.config.ConfigError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A drive's shield whose guarantee rests on what was identified of the machine. */
class IdentifiedDriveTest {
    private static final String NEAR = "flux_vs: [0.0657, 0.0663], inertia_kg_m2: [0.99, 1.01]";

    @TempDir
    private Path folder;

    private String identified(String parameters, double currentRate, double acceleration, double voltage)
            throws IOException {
        Path file = Files.writeString(
                folder.resolve("mine.yaml"), """
                bounds:
                  confidence: 0.95
                  parameters: {%s}
                  actuator: {voltage_v: [-%s, %s]}
                  disturbance:
                    current_rate_a_per_s: {below: %s, quantile: 0.99, window: 0.002 s}
                    acceleration_rad_per_s2: {below: %s, quantile: 0.99, window: 0.02 s}
                """.formatted(parameters, voltage, voltage, currentRate, acceleration));
        return "bounds: '" + file + "'\n" + DriveFixtures.PMSM_LIMITS;
    }

    private static DriveShieldSettings settings(String text) {
        return DriveFixtures.settings(DriveFixtures.KNOWN_PMSM, text);
    }

    /** 2 000 A/s through 1.2 mH are 2.4 V, 1.9 % of the 125 V that half the least supply is. */
    @Test
    void allowsForTheVoltageAndTheLoadThatWereNotExplained() throws IOException {
        DriveLimits limits = settings(identified(NEAR, 2000, 4, 150)).limits();

        assertThat(limits.voltageError()).isCloseTo(0.0192, within(1e-9));
        assertThat(limits.loadNm()).isCloseTo(4.04, within(1e-9));
        assertThat(settings(identified(NEAR, 10, 0, 150)).limits().voltageError())
                .isEqualTo(0.01);
    }

    @Test
    void lessThanWhatWasIdentifiedIsRefused() throws IOException {
        String bounds = identified(NEAR, 2000, 4, 150);

        assertThatThrownBy(() -> settings(bounds + "sense: {voltage_error: 0.01}\n"))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("is below 0.0192");
        assertThatThrownBy(() -> settings(bounds + "backup: {load_torque: 1 Nm}\n"))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("is below 4.040 Nm");
        assertThatCode(() -> settings(bounds + "backup: {load_torque: 5 Nm}\n")).doesNotThrowAnyException();
    }

    @Test
    void aMachineBeyondTheTolerancesOfWhatIsBelievedIsRefused() throws IOException {
        String bounds = identified("flux_vs: [0.060, 0.066]", 10, 0, 150);

        assertThatThrownBy(() -> settings(bounds))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("flux_vs was identified between 0.060000 and 0.066000")
                .hasMessageContaining("believes 0.066000 ± 2.00 %");
    }

    @Test
    void aSupplyThatWasSeenLowerThanTheLimitIsRefused() throws IOException {
        String bounds = identified(NEAR, 10, 0, 120);

        assertThatThrownBy(() -> settings(bounds))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("is above 240.0 V, the least supply that was seen");
    }
}
