package dev.creance.safety.quadrotor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.creance.runtime.config.ConfigError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shield whose guarantee rests on what was identified of its vehicle. */
class IdentifiedQuadrotorTest {
    private static final String ALL_OF_IT = "parameters: {mass_kg: [0.0303, 0.0309], inertia_xx_kg_m2: [9e-06, 1e-05]}";

    @TempDir
    private Path folder;

    /** Of this much disturbance, and of rotors that came down and up to these thrusts over mass. */
    private String identified(String parameters, double disturbance, String collective) throws IOException {
        Path file = Files.writeString(folder.resolve("mine.yaml"), """
                bounds:
                  confidence: 0.95
                  %s
                  actuator: {%s}
                  disturbance: {acceleration_m_per_s2: {below: %s, quantile: 0.99, window: 0.02 s}}
                """.formatted(parameters, collective, disturbance));
        return "bounds: '" + file + "'\n";
    }

    private static void build(String sections) {
        ShieldFixtures.shield(ShieldFixtures.settings(sections), ShieldFixtures.TIMING);
    }

    @Test
    void allowsForAsMuchWindAsWasIdentifiedWhereThatIsMoreThanItsDefault() throws IOException {
        assertThat(ShieldFixtures.settings(identified(ALL_OF_IT, 1.3, "")).value(QuadrotorSetting.DISTURBANCE))
                .isEqualTo(1.3);
        assertThat(ShieldFixtures.settings(identified(ALL_OF_IT, 0.2, "")).value(QuadrotorSetting.DISTURBANCE))
                .isEqualTo(1);
    }

    @Test
    void lessThanWhatWasIdentifiedIsRefused() throws IOException {
        String bounds = identified(ALL_OF_IT, 1.03, "");

        assertThatThrownBy(() -> build(bounds + "backup: {disturbance: 1.01 m/s2}\n"))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("backup.disturbance=1.01 m/s2 is below 1.030 m/s2, which was identified");
        assertThatCode(() -> build(bounds + "backup: {disturbance: 1.05 m/s2}\n"))
                .doesNotThrowAnyException();
    }

    @Test
    void windThatLeavesTheRotorsNothingToBrakeWithIsRefused() throws IOException {
        String bounds = identified(ALL_OF_IT, 3, "");

        assertThatThrownBy(() -> build(bounds))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("beside the weight, horizontal_deceleration and disturbance");
    }

    @Test
    void windBeyondWhatAnyShieldCertifiesIsRefused() throws IOException {
        String bounds = identified(ALL_OF_IT, 12, "");

        assertThatThrownBy(() -> build(bounds))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("ask for backup.disturbance=12.00 m/s2");
    }

    /** Braking while it climbs takes 13.1 m/s² of the 14.4 that the parameters promise; sinking while it brakes takes 4.8. */
    @Test
    void rotorsThatWereNotSeenToDoWhatBrakingTakesAreRefused() throws IOException {
        String seen = identified(ALL_OF_IT, 0.2, "collective_m_per_s2: [4.5, 14]");
        assertThatCode(() -> build(seen)).doesNotThrowAnyException();

        String weak = identified(ALL_OF_IT, 0.2, "collective_m_per_s2: [4.5, 12]");
        assertThatThrownBy(() -> build(weak))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("climb_acceleration");

        String hasty = identified(ALL_OF_IT, 0.2, "collective_m_per_s2: [5.5, 14]");
        assertThatThrownBy(() -> build(hasty))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("sink_acceleration");
    }

    @Test
    void boundsThatExcludeWhatTheShieldBelievesAreRefused() throws IOException {
        String bounds = identified("parameters: {mass_kg: [0.04, 0.05]}", 0.2, "");

        assertThatThrownBy(() -> build(bounds))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("mass_kg was identified between 0.04")
                .hasMessageContaining("the shield believes 0.0306");
    }

    @Test
    void aSetWithoutBoundsIsRefused() {
        assertThatThrownBy(() -> build("bounds: crazyflie-2.x\n"))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("bounds='crazyflie-2.x' has no section 'bounds'");
    }
}
