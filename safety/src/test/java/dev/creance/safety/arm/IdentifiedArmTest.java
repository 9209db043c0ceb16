package dev.creance.safety.arm;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.creance.dynamics.Interval;
import dev.creance.dynamics.ModelBounds;
import dev.creance.dynamics.arm.urdf.UrdfText;
import dev.creance.runtime.config.ConfigError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An arm's shield asks of no joint what its drive was not seen to have left. */
class IdentifiedArmTest {
    @TempDir
    private Path folder;

    private String identified(double left, double disturbance) throws IOException {
        String joint = "acceleration_2_rad_per_s2";
        ModelBounds bounds = new ModelBounds(
                0.95,
                Map.of(),
                Map.of(joint, new Interval(-left, left)),
                Map.of(joint, new ModelBounds.Disturbance(disturbance, 0.99, 0.02)),
                Optional.empty());
        Path file = Files.writeString(folder.resolve("mine.urdf"), UrdfText.of(ArmFixtures.PANDA, bounds, "a test"));
        return "bounds: '" + file + "'\n" + ArmFixtures.LIMITS;
    }

    @Test
    void accelerationsWithinWhatIsLeftAreTaken() throws IOException {
        String text = identified(11, 0.5);

        assertThatCode(() -> ArmFixtures.settings(text)).doesNotThrowAnyException();
    }

    @Test
    void accelerationsBeyondItWithWhatIsNotExplainedOnTopAreRefused() throws IOException {
        String text = identified(10.4, 0.5);

        assertThatThrownBy(() -> ArmFixtures.settings(text))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining(
                        "joint 2 is to reach 10.00, but of the 10.40 that its drive has left 0.5000 goes to");
    }

    @Test
    void aSetWithoutBoundsIsRefused() {
        assertThatThrownBy(() -> ArmFixtures.settings("bounds: franka-panda\n" + ArmFixtures.LIMITS))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("has no section 'bounds'");
    }
}
