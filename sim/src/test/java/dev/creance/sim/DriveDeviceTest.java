package dev.creance.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.runtime.DeviceState;
import dev.creance.runtime.Directive;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.sim.drive.DriveTruth;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** A simulated drive under commands that come over the wire, and alone. */
class DriveDeviceTest {
    private static final long MS = 1_000_000;
    private static final String BENCH = "{model: drive, params: gem-pmsm, supply: {kind: ideal, voltage_v: 300},"
            + " load: {kind: constant_speed}, start: {speed: 100 rad/s}, rate: 8 kHz, frames: 1 kHz}";
    private static final String FREE = "{model: drive, params: gem-pmsm, supply: {kind: ideal, voltage_v: 300},"
            + " load: {kind: friction, inertia_kg_m2: 0.05, coulomb: 1 Nm}, start: {speed: 150 rad/s}, rate: 8 kHz,"
            + " frames: 1 kHz, stop: {current: 100 A}}";

    /** 24 V across the rotor's flux at 300 rad/s electrical: u_d = r i_d − p ω l_q i_q = 0, u_q = r i_q + p ω (l_d i_d + ψ). */
    @Test
    void aHeldVectorIsASteadyCurrentThoughTheRotorTurnsManyTimes() {
        LockstepRun run = run(BENCH, "[]", 0, 0.16).run(600 * MS);

        double quadrature = (24 - 19.8) / (0.018 + 0.111 * 0.36 / 0.018);
        assertThat(run.measured("current.q")).isCloseTo(quadrature, within(0.5));
        assertThat(run.measured("current.d")).isCloseTo(0.36 / 0.018 * quadrature, within(1.0));
        assertThat(run.measured("shaft.speed")).isCloseTo(100, within(0.8));
        assertThat(run.device.truth().subSteps()).isEqualTo(600 * 8 * 4);
    }

    @Test
    void aVectorThatIsTooLongIsScaledBack() {
        LockstepRun one = run(FREE, "[]", 0.6, 0.8).run(50 * MS);
        LockstepRun more = run(FREE, "[]", 0.9, 1.2, 1.5).run(50 * MS);

        assertThat(more.measured("current.q")).isCloseTo(one.measured("current.q"), within(0.01));
    }

    @Test
    void withoutAskingForAnythingTheConverterStaysOff() {
        LockstepRun run = run(BENCH, "[]", 0, 0.16);
        run.host.idle = true;
        run.run(100 * MS);

        assertThat(run.device.state()).isEqualTo(DeviceState.ARMED);
        assertThat(((DriveTruth) run.device.truth()).maxCurrentA()).isLessThan(0.2);
        assertThat(((DriveTruth) run.device.truth()).converterOff()).isTrue();
    }

    @Test
    void expiredCommandsEndInZeroCurrentFromWhichAFreshOneResumes() {
        LockstepRun run = run(BENCH, "[{kind: link_cut, at: 400 ms, for: 300 ms}]", 0, 0.16)
                .run(690 * MS);

        assertThat(run.device.state()).isEqualTo(DeviceState.LEVELLING);
        run.run(20 * MS);
        assertThat(run.device.state()).isEqualTo(DeviceState.ARMED);
        assertThat(run.states)
                .containsExactly(DeviceState.DISARMED, DeviceState.ARMED, DeviceState.LEVELLING, DeviceState.ARMED);
    }

    @Test
    void whileItWaitsTheCurrentIsZero() {
        LockstepRun run = run(BENCH, "[{kind: link_cut, at: 400 ms, for: 300 ms}]", 0, 0.16)
                .run(500 * MS);
        double before = run.measured("current.d");
        long last = run.host.sensors.sequence;
        while (run.host.sensors.sequence == last) {
            run.tick(); // the first frame that arrives again was measured while the device was alone
        }

        assertThat(before).isGreaterThan(30);
        assertThat(run.measured("current.d")).isCloseTo(0, within(2.0));
        assertThat(run.measured("current.q")).isCloseTo(0, within(2.0));
    }

    @Test
    void leftAloneItBrakesToStandstillWithinItsCurrentAndSwitchesOff() {
        LockstepRun run = run(FREE, "[{kind: link_cut, at: 300 ms, for: forever}]", 0, 0.2)
                .run(299 * MS);
        assertThat(run.measured("shaft.speed")).isGreaterThan(50);
        double mostUnderCommand = ((DriveTruth) run.device.truth()).maxCurrentA();
        run.run(2000 * MS);

        DriveTruth truth = (DriveTruth) run.device.truth();
        assertThat(run.states)
                .containsExactly(
                        DeviceState.DISARMED,
                        DeviceState.ARMED,
                        DeviceState.LEVELLING,
                        DeviceState.DESCENDING,
                        DeviceState.DISARMED);
        assertThat(truth.converterOff()).isTrue();
        assertThat(truth.speedRadPerS()).isCloseTo(0, within(0.7));
        assertThat(truth.maxCurrentA()).isLessThanOrEqualTo(Math.max(mostUnderCommand, 130));
        assertThat(run.device.settle(1000 * MS)).isTrue();
    }

    @Test
    void toldToStopItOpensAllSwitchesAtOnce() {
        LockstepRun run = run(FREE, "[]", 0, 0.2).run(300 * MS);
        run.host.directive = Directive.STOP;
        run.run(50 * MS);

        assertThat(run.states).endsWith(DeviceState.STOPPED);
        assertThat(((DriveTruth) run.device.truth()).converterOff()).isTrue();
        assertThat(run.measured("current.d")).isCloseTo(0, within(0.5));
        assertThat(run.measured("current.q")).isCloseTo(0, within(0.5));
    }

    @Test
    void everySubStepOutsideALimitIsCountedByItsName() {
        PlantConfig plant = PlantConfig.from(ConfigFile.parse("plant", BENCH));
        EnvelopeLimits limits = plant.limits(
                ConfigFile.parse("limits", "{current: 30 A, speed: 90 rad/s, supply: {max: 400 V}, sensor_age: 5 ms}"));
        LockstepRun run = run(plant, limits, "[]", 0, 0.16).run(500 * MS);

        assertThat(run.device.truth().violationsByKind().get("speed")).isEqualTo(500 * 8 * 4);
        assertThat(run.device.truth().violationsByKind().get("current")).isBetween(1L, 500L * 8 * 4 - 1);
        assertThat(run.device.truth().violationsByKind().get("supply")).isZero();
        assertThat(run.device.truth().envelopeViolations()).isEqualTo(500 * 8 * 4);
    }

    @ParameterizedTest
    @FieldSource("dev.creance.dynamics.drive.DriveParameterFiles#NAMES")
    void everyMachineComesToRestByItself(String machine) {
        String plant = "{model: drive, params: " + machine + ", supply: {kind: ideal, voltage_v: 60},"
                + " load: {kind: friction, inertia_kg_m2: 0.01, coulomb: 0.5 Nm}, rate: 8 kHz, frames: 1 kHz}";
        LockstepRun run = run(plant, "[{kind: link_cut, at: 300 ms, for: forever}]", 0.05, 0.2)
                .run(8000 * MS);

        assertThat(run.device.state()).isEqualTo(DeviceState.DISARMED);
        assertThat(((DriveTruth) run.device.truth()).converterOff()).isTrue();
        assertThat(run.device.truth().violationsByKind().get("non_finite")).isZero();
        assertThat(run.device.settle(60_000 * MS)).isTrue();
    }

    @Test
    void theSameSeedGivesTheSameBytes() {
        String faults = "[{kind: link_cut, at: 100 ms, for: 200 ms}, {kind: frame_corrupt, at: 350 ms}]";
        LockstepRun one = run(FREE, faults, 0, 0.2).run(500 * MS);
        LockstepRun two = run(FREE, faults, 0, 0.2).run(500 * MS);

        assertThat(two.host.received.getValue()).isEqualTo(one.host.received.getValue());
        assertThat(two.device.truth()).isEqualTo(one.device.truth());
    }

    private static LockstepRun run(String plant, String faults, double... command) {
        PlantConfig config = PlantConfig.from(ConfigFile.parse("plant", plant));
        return run(config, config.noLimits(), faults, command);
    }

    /** The first values, and the last one for all channels behind. */
    private static LockstepRun run(PlantConfig plant, EnvelopeLimits limits, String faults, double... command) {
        return new LockstepRun(
                new SimulationSetup(
                        plant,
                        limits,
                        TestHost.envelope(plant.commands(), -2, 2),
                        Faults.from(ConfigFile.parse("faults", faults), Optional.of(plant)),
                        1),
                (measured, elapsedNs, commandOut) -> {
                    Arrays.fill(commandOut, command[command.length - 1]);
                    System.arraycopy(command, 0, commandOut, 0, Math.min(command.length, commandOut.length));
                });
    }

    /** 1 ms without a current that may be believed; or an angle that stays while the shaft turns by 0.05 rad. */
    @ParameterizedTest
    @CsvSource({"sensor_dropout, current", "sensor_nan, current.q", "sensor_stuck, shaft.angle"})
    void whatItsFirmwareMustKnowAndDoesNotSwitchesTheConverterOff(String kind, String signal) {
        LockstepRun run = run(FREE, "[{kind: " + kind + ", signal: " + signal + ", at: 300 ms, for: forever}]", 0, 0.16)
                .run(299 * MS);
        assertThat(((DriveTruth) run.device.truth()).converterOff()).isFalse();
        run.run(6 * MS);

        assertThat(((DriveTruth) run.device.truth()).converterOff()).isTrue();
        assertThat(run.device.state()).isEqualTo(DeviceState.ARMED);
    }

    @Test
    void aShaftThatStandsIsNoAngleThatSticks() {
        LockstepRun run = run(FREE.replace("150 rad/s", "0 rad/s"), "[]", 0, 0).run(900 * MS);

        assertThat(((DriveTruth) run.device.truth()).converterOff()).isFalse();
    }

    /** It stops alone, by a law that turns measured currents into voltages: of others than those that flow it makes more and more. */
    @Test
    void aLawThatDrivesItsOwnCurrentsAwayIsSwitchedOff() {
        String faults = "[{kind: sensor_swap, signal: current.d, with: current.q, at: 300 ms, for: forever},"
                + " {kind: link_cut, at: 300 ms, for: forever}]";
        LockstepRun run = run(FREE, faults, 0, 0.2).run(299 * MS);
        double mostUnderCommand = ((DriveTruth) run.device.truth()).maxCurrentA();
        run.run(500 * MS);

        DriveTruth truth = (DriveTruth) run.device.truth();
        assertThat(truth.converterOff()).isTrue();
        assertThat(truth.maxCurrentA()).isLessThan(1.4 * Math.max(mostUnderCommand, 100) + 80);
    }

    /** Full voltage on a shaft that stands: 150 V over 18 mΩ. */
    @Test
    void aCurrentBeyondWhatTheMachineBearsSwitchesItOff() {
        LockstepRun run = run(FREE.replace("150 rad/s", "0 rad/s"), "[]", 1, 0).run(100 * MS);

        DriveTruth truth = (DriveTruth) run.device.truth();
        assertThat(truth.converterOff()).isTrue();
        assertThat(truth.maxCurrentA()).isBetween(400.0, 600.0);
    }
}
