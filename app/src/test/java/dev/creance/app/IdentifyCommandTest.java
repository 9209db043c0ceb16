package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.creance.dynamics.ModelBounds;
import dev.creance.dynamics.quadrotor.QuadrotorParameterFiles;
import dev.creance.dynamics.quadrotor.QuadrotorParameterText;
import dev.creance.dynamics.quadrotor.QuadrotorParameters;
import dev.creance.runtime.config.ConfigError;
import dev.creance.runtime.config.ConfigFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** From a flight of the example, in lockstep with its sensors' noise, back to the vehicle that flew it. */
class IdentifyCommandTest {
    private static final QuadrotorParameters TRUTH = QuadrotorParameterFiles.named("crazyflie-2.x");

    @TempDir
    static Path folder;

    private static Path log;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void fly() throws IOException {
        log = TestFlight.of("16 s")
                .with("plant.wind", "{force: [2 mN, 0 N, 0 N], turbulence: 1 mN, correlation: 0.3 s}")
                .fly(folder)
                .file();
        write("off.yaml", TRUTH.massKg(), 1.3);
        write("heavy.yaml", 1.25 * TRUTH.massKg(), 1);
    }

    private static void write(String name, double massKg, double factor) throws IOException {
        QuadrotorParameters prior = new QuadrotorParameters(
                "prior",
                massKg,
                TRUTH.gravityMPerS2(),
                scaled(TRUTH.inertiaKgM2(), factor),
                scaled(TRUTH.inertiaInverse(), 1 / factor),
                TRUTH.rotorPositionM(),
                TRUTH.thrustDirection(),
                TRUTH.torqueDirection(),
                TRUTH.thrustCoefficients(),
                TRUTH.torqueConstantM(),
                scaled(TRUTH.risingTimeS(), factor),
                scaled(TRUTH.fallingTimeS(), 1 / factor),
                TRUTH.rotorMin(),
                TRUTH.rotorMax());
        ModelBounds none = new ModelBounds(0.95, Map.of(), Map.of(), Map.of(), Optional.empty());
        Files.writeString(folder.resolve(name), QuadrotorParameterText.of(prior, none, "wrong on purpose"));
    }

    private static double[] scaled(double[] values, double factor) {
        double[] scaled = values.clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= factor;
        }
        return scaled;
    }

    private int identify(String... arguments) {
        return identifyFrom(log, arguments);
    }

    private int identifyFrom(Path recorded, String... arguments) {
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        String[] all = new String[arguments.length + 2];
        all[0] = "identify";
        all[1] = recorded.toString();
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return line.execute(all);
    }

    @Test
    void recoversInertiaLagAndThrustOfTheVehicleThatFlew() throws IOException {
        Path json = folder.resolve("found.json");
        Path yaml = folder.resolve("mine.yaml");

        int code = identify(
                "--prior", folder.resolve("off.yaml").toString(), "--json", json.toString(), "--out", yaml.toString());

        assertThat(code).as(err.toString()).isEqualTo(ExitCode.DONE);
        JsonNode found = Json.MAPPER.readTree(json.toFile());
        JsonNode parameters = found.path("parameters");
        assertThat(parameters.path("rising_s").path("value").asDouble())
                .isCloseTo(TRUTH.risingTimeS()[0], withinPercentage(2));
        assertThat(parameters.path("inertia_xx_kg_m2").path("value").asDouble())
                .isCloseTo(TRUTH.inertiaKgM2()[0], withinPercentage(2));
        assertThat(parameters.path("inertia_zz_kg_m2").path("value").asDouble())
                .isCloseTo(TRUTH.inertiaKgM2()[8], withinPercentage(2));
        assertThat(parameters.path("delay_s").path("high").asDouble()).isLessThan(0.001);
        assertThat(found.path("robot").asText()).isEqualTo("quadrotor");
        assertThat(found.path("known").path(0).asText()).isEqualTo("mass_kg");
        // 1 mN on 30.6 g is 0.033 m/s² per axis, and 2 mN all along 0.065 m/s²
        assertThat(found.path("disturbance")
                        .path("acceleration_m_per_s2")
                        .path("below")
                        .asDouble())
                .isBetween(0.08, 0.35);
        QuadrotorParameters written = QuadrotorParameterFiles.read(yaml);
        assertThat(written.hoverThrottle()).isCloseTo(TRUTH.hoverThrottle(), withinPercentage(1));
        assertThat(ConfigFile.read(yaml).has("bounds")).isTrue();
    }

    @Test
    void recoversTheMassFromAKnownThrustCurve() throws IOException {
        Path json = folder.resolve("mass.json");

        int code = identify(
                "--known", "thrust", "--prior", folder.resolve("heavy.yaml").toString(), "--json", json.toString());

        assertThat(code).as(err.toString()).isEqualTo(ExitCode.DONE);
        JsonNode mass = Json.MAPPER.readTree(json.toFile()).path("parameters").path("mass_kg");
        assertThat(mass.path("value").asDouble()).isCloseTo(TRUTH.massKg(), withinPercentage(0.5));
    }

    @Test
    void startsFromWhatTheRunAssumedWhereNothingIsNamed() {
        assertThat(identify()).as(err.toString()).isEqualTo(ExitCode.DONE);

        assertThat(out.toString())
                .contains("taken as known: crazyflie-2.x")
                .contains("quadrotor from ")
                .contains("W acceleration_m_per_s2")
                .contains("A collective_m_per_s2");
    }

    /** The eight never asks of the rotors what braking may ask of them; a quick climb and its end do. */
    @Test
    void theShieldRestsOnWhatWasIdentified() throws IOException {
        Path eight = folder.resolve("eight.yaml");
        assertThat(identify("--out", eight.toString())).isEqualTo(ExitCode.DONE);
        assertThatThrownBy(() -> restingOn(eight).fly(Files.createDirectory(folder.resolve("hasty"))))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("backup.climb_acceleration=1.5 m/s2");

        Path quick = TestFlight.of("8 s")
                .with("scenario.reference", "{kind: hover, height: 5 m, climb: 3.5 m/s}")
                .with("shield.limits.altitude", "{floor: 0.15 m, ceiling: 8 m}")
                .fly(Files.createDirectory(folder.resolve("quick")))
                .file();
        Path climb = folder.resolve("climb.yaml");
        assertThat(identifyFrom(quick, "--out", climb.toString())).isEqualTo(ExitCode.DONE);
        assertThat(ConfigFile.read(climb).child("bounds").child("actuator").has("collective_m_per_s2"))
                .isTrue();
        TestFlight.Flown flown = restingOn(climb).fly(Files.createDirectory(folder.resolve("rested")));
        assertThat(flown.summary().verdict().outcome()).isEqualTo(RunSummary.Outcome.COMPLETED);
        assertThat(flown.summary().truth().violations()).isZero();
    }

    private static TestFlight restingOn(Path identified) {
        return TestFlight.of("6 s")
                .with("plant.nominal", identified.toString())
                .with("shield.bounds", identified.toString());
    }

    @Test
    void saysWhatAPartOfTheLogOnTheGroundIsGoodFor() {
        assertThat(identify("--to", "0.3")).isEqualTo(ExitCode.FOUND);

        assertThat(out.toString()).contains("holds no stretch of flight that is usable");
    }

    @Test
    void refusesAnotherRobotsParameters() {
        assertThat(identify("--prior", "gem-pmsm")).isEqualTo(ExitCode.USAGE);

        assertThat(err.toString()).contains("gem-pmsm").contains("crazyflie-2.x");
    }
}
