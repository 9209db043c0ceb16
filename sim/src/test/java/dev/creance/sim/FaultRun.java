package dev.creance.sim;

import dev.creance.runtime.config.ConfigFile;
import java.util.Optional;

/** One of each class of machine, under way when a fault comes. */
enum FaultRun {
    QUADROTOR("{model: quadrotor, params: crazyflie-2.x, sensors: ideal}", 0, 1) {
        @Override
        TestHost.Pilot pilot() {
            return LockstepFlight.pilot();
        }
    },
    DRIVE(
            "{model: drive, params: gem-pmsm, supply: {kind: ideal, voltage_v: 300}, rate: 8 kHz, frames: 1 kHz,"
                    + " start: {speed: 150 rad/s}, encoder: {counts: 1000000},"
                    + " load: {kind: friction, inertia_kg_m2: 0.05, coulomb: 1 Nm}}",
            -1,
            1) {
        @Override
        TestHost.Pilot pilot() {
            return (measured, elapsedNs, duty) -> {
                duty[0] = 0;
                duty[1] = 0.2;
            };
        }
    },
    ARM(
            "{model: arm, params: franka-panda, start: {position:"
                    + " [0 rad, -0.785 rad, 0 rad, -2.356 rad, 0 rad, 1.571 rad, 0.785 rad]}}",
            -100,
            100) {
        @Override
        TestHost.Pilot pilot() {
            double[] home = {0, -0.785, 0, -2.356, 0, 1.571, 0.785};
            return (measured, elapsedNs, position) -> {
                for (int i = 0; i < position.length; i++) {
                    position[i] = home[i] + 0.2e-9 * elapsedNs;
                }
            };
        }
    };

    static final long MS = 1_000_000;

    private final PlantConfig plant;
    private final double least;
    private final double greatest;

    FaultRun(String plant, double least, double greatest) {
        this.plant = PlantConfig.from(ConfigFile.parse("plant", plant));
        this.least = least;
        this.greatest = greatest;
    }

    /** Commands whatever is measured, but for the quadrotor, which has to stay in the air. */
    abstract TestHost.Pilot pilot();

    PlantConfig plant() {
        return plant;
    }

    Faults faults(String list) {
        return Faults.from(ConfigFile.parse("robot.yaml", "faults: " + list).child("faults"), Optional.of(plant));
    }

    SimulationSetup setup(String faults, long seed) {
        return new SimulationSetup(
                plant, plant.noLimits(), TestHost.envelope(plant.commands(), least, greatest), faults(faults), seed);
    }
}
