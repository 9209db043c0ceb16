package dev.creance.sim.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.creance.dynamics.drive.DriveParameterFiles;
import dev.creance.dynamics.drive.DriveParameterText;
import dev.creance.dynamics.drive.DriveParameters;
import dev.creance.dynamics.drive.Load;
import dev.creance.dynamics.drive.Machine;
import dev.creance.dynamics.drive.PermanentMagnetDc;
import dev.creance.dynamics.drive.PermanentMagnetSynchronous;
import dev.creance.dynamics.drive.identify.DriveIdentification;
import dev.creance.dynamics.identify.Finding.Found;
import dev.creance.dynamics.identify.Identification;
import dev.creance.dynamics.identify.Recording;
import dev.creance.dynamics.identify.UnfitRecording;
import dev.creance.runtime.config.ConfigFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plants run from here, identification starts from machines that differ by up to a half. */
class DriveIdentificationTest {
    private static final Load.Polynomial LOAD = new Load.Polynomial(0.06, 1.5, 0.02, 0);

    @TempDir
    Path folder;

    private record Bench(DriveParameters truth, double supplyV, double greatestRadPerS) {
        DriveParameters prior() {
            Machine machine = switch (truth.machine()) {
                case PermanentMagnetDc m ->
                    new PermanentMagnetDc(1.4 * m.resistanceOhm(), 0.7 * m.inductanceH(), 1.2 * m.fluxVs());
                case PermanentMagnetSynchronous m ->
                    new PermanentMagnetSynchronous(
                            m.polePairs(),
                            1.4 * m.resistanceOhm(),
                            0.7 * m.directInductanceH(),
                            1.4 * m.quadratureInductanceH(),
                            0.85 * m.fluxVs());
                default -> throw new AssertionError(truth);
            };
            return new DriveParameters(
                    "prior", machine, truth.rotorInertiaKgM2(), truth.nominal(), truth.limit(), truth.tolerances());
        }

        Recording run(long seed, double durationS) {
            return new RecordedDrive(truth, LOAD, supplyV, greatestRadPerS, seed).run(durationS);
        }

        Map<String, Double> truths() {
            Map<String, Double> truths = new LinkedHashMap<>();
            switch (truth.machine()) {
                case PermanentMagnetDc m -> {
                    truths.put("resistance_ohm", m.resistanceOhm());
                    truths.put("inductance_h", m.inductanceH());
                    truths.put("flux_vs", m.fluxVs());
                }
                case PermanentMagnetSynchronous m -> {
                    truths.put("resistance_ohm", m.resistanceOhm());
                    truths.put("direct_inductance_h", m.directInductanceH());
                    truths.put("quadrature_inductance_h", m.quadratureInductanceH());
                    truths.put("flux_vs", m.fluxVs());
                }
                default -> throw new AssertionError(truth);
            }
            truths.put("inertia_kg_m2", LOAD.inertiaKgM2());
            truths.put("coulomb_nm", LOAD.coulombNm());
            truths.put("viscous_nm_s", LOAD.viscousNmS());
            truths.put("delay_s", RecordedDrive.delayS());
            return truths;
        }

        @Override
        public String toString() {
            return truth.name();
        }
    }

    static List<Bench> benches() {
        return List.of(
                new Bench(DriveParameterFiles.named("gem-permanent-magnet-dc"), 60, 250),
                new Bench(DriveParameterFiles.named("gem-pmsm"), 300, 300));
    }

    @ParameterizedTest
    @MethodSource("benches")
    void recoversTheMachineAndItsLoad(Bench bench) throws UnfitRecording {
        Identification found =
                DriveIdentification.of(bench.run(100, 6), bench.prior()).identification();

        bench.truths().forEach((name, truth) -> {
            assertThat(found.found(name)).as(name + found.open(name)).isPresent();
            assertThat(found.found(name).orElseThrow().value()).as(name).isCloseTo(truth, withinPercentage(5));
        });
    }

    @ParameterizedTest
    @MethodSource("benches")
    void boundsHoldTheTruthInNineOfTenRuns(Bench bench) throws UnfitRecording {
        int runs = 40;
        Map<String, Integer> holds = new LinkedHashMap<>();
        Map<String, Integer> tells = new LinkedHashMap<>();
        for (int run = 0; run < runs; run++) {
            Identification found =
                    DriveIdentification.of(bench.run(run, 2.5), bench.prior()).identification();
            bench.truths().forEach((name, truth) -> {
                Optional<Found> finding = found.found(name);
                tells.merge(name, finding.isPresent() ? 1 : 0, Integer::sum);
                holds.merge(name, finding.isPresent() && finding.get().bound().contains(truth) ? 1 : 0, Integer::sum);
            });
        }

        tells.forEach(
                (name, told) -> assertThat((double) holds.get(name)).as(name).isGreaterThanOrEqualTo(0.85 * told));
        assertThat(sum(holds) / sum(tells)).isGreaterThan(0.9);
    }

    private static double sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(count -> count).sum();
    }

    @Test
    void aShaftAtRestLeavesFluxInertiaAndFrictionOpen() throws UnfitRecording {
        Bench bench = benches().getFirst();
        Recording resting = new RecordedDrive(bench.truth, new Load.ConstantSpeed(), 60, 0, 1).run(3);

        Identification found = DriveIdentification.of(resting, bench.prior()).identification();

        for (String name : List.of("flux_vs", "inertia_kg_m2", "coulomb_nm", "viscous_nm_s")) {
            assertThat(found.found(name)).as(name).isEmpty();
            assertThat(found.open(name)).as(name).isPresent();
        }
        assertThat(found.open("coulomb_nm").orElseThrow()).contains("let the shaft turn both ways");
    }

    @Test
    void whatIsWrittenReadsAsTheMachineFoundWithItsBounds() throws UnfitRecording, IOException {
        Bench bench = benches().getLast();
        DriveIdentification.Result result = DriveIdentification.of(bench.run(101, 6), bench.prior());
        String text = DriveParameterText.of(
                result.parameters(), result.identification().bounds(), "a test");
        Files.writeString(folder.resolve("mine.yaml"), text);
        Files.writeString(folder.resolve("robot.yaml"), "params: mine.yaml\n");
        var reference = ConfigFile.read(folder.resolve("robot.yaml")).child("params");

        assertThat(DriveParameterFiles.load(reference)).isEqualTo(result.parameters());
        assertThat(DriveParameterFiles.bounds(reference))
                .contains(result.identification().bounds());
        assertThat(result.parameters().tolerances().flux()).isLessThan(0.02);
        assertThat(result.identification().bounds().actuator().get("voltage_v").high())
                .isCloseTo(300 / Math.sqrt(3), withinPercentage(1e-6));
    }

    @Test
    void otherMachinesAreRefused() {
        Bench bench = benches().getFirst();

        assertThatThrownBy(() -> DriveIdentification.of(bench.run(1, 0.5), DriveParameterFiles.named("gem-series-dc")))
                .isInstanceOf(UnfitRecording.class)
                .hasMessageContaining("permanent magnets");
    }
}
