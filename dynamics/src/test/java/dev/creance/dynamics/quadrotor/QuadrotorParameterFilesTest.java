package dev.creance.dynamics.quadrotor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.creance.dynamics.Interval;
import dev.creance.dynamics.ModelBounds;
import dev.creance.runtime.config.ConfigError;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.runtime.config.ConfigNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuadrotorParameterFilesTest {
    @TempDir
    Path folder;

    @Test
    void theShippedCrazyflieHoldsTheVeryDoublesOfTheReferenceFile() throws IOException {
        Path reference = copy("parameters_crazyflie.json");

        QuadrotorParameters ours = QuadrotorParameterFiles.named("crazyflie-2.x");

        assertThat(doubles(ours)).isEqualTo(doubles(QuadrotorParameterFiles.read(reference)));
    }

    @Test
    void aReferenceFileIsNamedAfterItself() throws IOException {
        assertThat(QuadrotorParameterFiles.read(copy("parameters_crazyflie.json"))
                        .name())
                .isEqualTo("parameters_crazyflie");
    }

    @Test
    void theHoverThrottleCarriesTheWeight() {
        // L2F's own hover action, (a + 1) / 2 of throttle; the settled rotors of RAPTOR's hover roll-outs, whose
        // remaining
        // motion is of the order 1e-6
        assertThat(QuadrotorParameterFiles.named("crazyflie-l2f").hoverThrottle())
                .isCloseTo((0.33405300460415477 + 1) / 2, within(1e-14));
        assertThat(QuadrotorParameterFiles.named("crazyflie-2.x").hoverThrottle())
                .isCloseTo(0.80612425, within(1e-6));
    }

    @Test
    void whatIsWrittenReadsAsWhatItWasWithItsBounds() throws IOException {
        QuadrotorParameters ours = QuadrotorParameterFiles.named("crazyflie-2.x");
        ModelBounds bounds = new ModelBounds(
                0.95, Map.of("mass_kg", new Interval(0.03, 0.031)), Map.of(), Map.of(), Optional.empty());
        Files.writeString(folder.resolve("mine.yaml"), QuadrotorParameterText.of(ours, bounds, "a test"));

        assertThat(doubles(QuadrotorParameterFiles.load(reference("mine.yaml"))))
                .isEqualTo(doubles(ours));
        assertThat(QuadrotorParameterFiles.bounds(reference("mine.yaml"))).contains(bounds);
        assertThat(QuadrotorParameterFiles.bounds(reference("crazyflie-2.x"))).isEmpty();
    }

    @Test
    void aPathIsRelativeToTheFileThatNamesIt() throws IOException {
        copy("parameters_crazyflie.json");

        QuadrotorParameters found = QuadrotorParameterFiles.load(reference("parameters_crazyflie.json"));

        assertThat(found.massKg()).isEqualTo(0.030600000000000002);
    }

    @Test
    void anUnknownNameIsRefusedWhereItStands() {
        assertThatThrownBy(() -> QuadrotorParameterFiles.load(reference("crazyflie-3")))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("robot.yaml:1:9")
                .hasMessageContaining("crazyflie-3")
                .hasMessageContaining("crazyflie-2.x");
    }

    @Test
    void aMassWithoutUnitIsRefusedWithItsPosition() throws IOException {
        assertRefused("mass: 0.030600000000000002 kg", "mass: 0.0306", ":5:7: mass=0.0306 lacks its unit");
    }

    @Test
    void anUnknownKeyIsRefused() throws IOException {
        assertRefused("rotor_range: [0, 1]", "rotor_range: [0, 1]\nmas: 3 kg", "unknown key 'mas'");
    }

    @Test
    void aDirectionThatIsNoUnitVectorIsRefused() throws IOException {
        assertRefused("thrust_direction: [0, 0, 1]", "thrust_direction: [0, 0, 2]", "has the length 2.0, not 1");
    }

    @Test
    void anInertiaThatIsNotPositiveIsRefused() throws IOException {
        assertRefused("[9.416556729130406e-06", "[-9.416556729130406e-06", "not positive definite");
    }

    @Test
    void aThrustThatDoesNotGrowIsRefused() throws IOException {
        assertRefused("[0.00352526, 0.01437313, 0.09223048]", "[0.00352526, 0, -0.1]", "does not grow");
    }

    private static List<Double> doubles(QuadrotorParameters p) {
        List<Double> all = new ArrayList<>(List.of(p.massKg(), p.rotorMin(), p.rotorMax()));
        for (double[] vector : List.of(
                p.gravityMPerS2(),
                p.inertiaKgM2(),
                p.inertiaInverse(),
                p.torqueConstantM(),
                p.risingTimeS(),
                p.fallingTimeS())) {
            Arrays.stream(vector).forEach(all::add);
        }
        for (double[][] matrix :
                List.of(p.rotorPositionM(), p.thrustDirection(), p.torqueDirection(), p.thrustCoefficients())) {
            Arrays.stream(matrix).flatMapToDouble(Arrays::stream).forEach(all::add);
        }
        return all;
    }

    private void assertRefused(String good, String bad, String message) throws IOException {
        String text = text("crazyflie-2.x.yaml");
        assertThat(text).contains(good);
        Path file = Files.writeString(folder.resolve("mine.yaml"), text.replaceFirst(quote(good), bad));

        assertThatThrownBy(() -> QuadrotorParameterFiles.read(file))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("mine.yaml")
                .hasMessageContaining(message);
    }

    private static String quote(String text) {
        return java.util.regex.Pattern.quote(text);
    }

    private ConfigNode reference(String name) throws IOException {
        Path file = Files.writeString(folder.resolve("robot.yaml"), "params: " + name + "\n");
        return ConfigFile.read(file).child("params");
    }

    private Path copy(String resource) throws IOException {
        return Files.writeString(folder.resolve(resource), text(resource));
    }

    private static String text(String resource) throws IOException {
        try (InputStream in = QuadrotorParameterFiles.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
