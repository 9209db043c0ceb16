package dev.creance.sim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each change of a plant shows in the frames of each class of machine. */
class PlantFaultsTest extends FaultScene {
    private static final int LASTS_MS = 60;

    @Shows({
        Fault.Kind.PLANT_MASS,
        Fault.Kind.PLANT_INERTIA,
        Fault.Kind.PLANT_FRICTION,
        Fault.Kind.ROTOR_LOSS,
        Fault.Kind.SUPPLY_SAG
    })
    @ParameterizedTest
    @CsvSource({
        "QUADROTOR, 1800, '{kind: plant_mass, factor: 1.5', accel.z, -1",
        "QUADROTOR, 1800, '{kind: supply_sag, factor: 0.8', battery.voltage, -1",
        "QUADROTOR, 1800, '{kind: rotor_loss, signal: motor.0, share: 50 %', accel.z, -1",
        "DRIVE, 200, '{kind: plant_inertia, factor: 5', shaft.speed, 1",
        "DRIVE, 200, '{kind: plant_friction, factor: 5', shaft.speed, -1",
        "DRIVE, 200, '{kind: supply_sag, factor: 0.8', supply.voltage, -1",
        "ARM, 1000, '{kind: plant_mass, factor: 1.5', tool.position.z, -1",
        "ARM, 1000, '{kind: plant_friction, factor: 20', joint.velocity.0, -1",
    })
    void itGoesTheWayItShould(FaultRun machine, int atMs, String fault, String channel, int sign) {
        Pair pair = after(machine, atMs, fault);

        assertThat(pair.difference(channel) * sign).isGreaterThan(1e-5);
    }

    @Shows({Fault.Kind.PLANT_INERTIA, Fault.Kind.WIND_GUST, Fault.Kind.SUPPLY_SAG})
    @ParameterizedTest
    @CsvSource({
        "QUADROTOR, 5000, '{kind: plant_inertia, factor: 4', gyro.x",
        "QUADROTOR, 1800, '{kind: wind_gust, force: [20 mN, 0 N, 0 N]', velocity.x",
        "ARM, 20, '{kind: plant_inertia, factor: 4', joint.velocity.1",
        "ARM, 1000, '{kind: supply_sag, factor: 0.05', joint.position.3",
    })
    void itShows(FaultRun machine, int atMs, String fault, String channel) {
        Pair pair = after(machine, atMs, fault);

        assertThat(Math.abs(pair.difference(channel))).isGreaterThan(1e-6);
    }

    private Pair after(FaultRun machine, int atMs, String fault) {
        return after(machine, fault + ", at: " + atMs + " ms, for: 1 s}", (atMs + LASTS_MS) * FaultRun.MS);
    }
}
