package dev.creance.bench.critic;

import dev.creance.bench.OtherDrive;
import dev.creance.bench.Pilot;
import dev.creance.bench.SteppedLoop;
import dev.creance.dynamics.drive.DriveParameters;
import dev.creance.dynamics.drive.Load;
import dev.creance.dynamics.drive.Machine;
import dev.creance.dynamics.drive.PermanentMagnetSynchronous;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.safety.ShieldSettings;
import dev.creance.safety.drive.DriveShieldSettings;
import dev.creance.sim.Noise;
import dev.creance.sim.SimulatedMachine;
import dev.creance.sim.drive.DriveLimits;
import dev.creance.sim.drive.DrivePlantConfig;
import dev.creance.sim.drive.IdealSupply;
import java.util.SplittableRandom;

/**
 * zoo/pmsm-current at 4 kHz in a loop of 40 kHz, so that a critic has something to be asked between two of its answers: steps of the
 * current nearly up to its limit, on machines that are off their parameters, with commands that act late.
 */
final class CurrentTask implements Task {
    private static final long TICK_NS = 25_000;
    private static final int TICKS_TO_POLICY = 10;
    private static final long DEADLINE_NS = 1_000_000;
    private static final double SUPPLY_V = 300;
    private static final double MOST_SPEED_RAD_PER_S = 200;
    private static final double OFF = 0.25;

    /** What the shaft turns, over its rotor's own: its speed changes by some 40 rad/s in an episode. */
    private static final double INERTIAS = 5;

    /** The task's limit is the nominal current; the converter's own is far above. */
    private static final String LIMITS =
            "current: 240 A\nspeed: 400 rad/s\nsupply: {min: 200 V, max: 350 V}\nduty: {slew: 80000 1/s}\n";

    private static final String WIDE_LIMITS =
            "current: 400 A\nspeed: 400 rad/s\nsupply: {min: 200 V, max: 350 V}\nduty: {slew: 80000 1/s}\n";

    private static final Guarding GUARDING = new Guarding(
            LIMITS,
            WIDE_LIMITS,
            "{arming_hold: 0 ms, dwell: 10 ms, backups_per_minute: 1000}",
            "zoo/motor-critic",
            "zoo/motor-recovery",
            "dwell: 500 us, longest: 10 ms",
            TICKS_TO_POLICY);

    private final DrivePlantConfig plant = DrivePlantConfig.from(ConfigFile.parse(
            "plant.yaml",
            "{model: drive, params: gem-pmsm, supply: {kind: ideal, voltage_v: 300}, load: {kind: friction}, rate: 40 kHz,"
                    + " encoder: {counts: 67108864, speed_periods: 1}, sensors: {current: {noise: 1 A}}}"));
    private final DriveLimits truth = DriveLimits.from(ConfigFile.parse("limits.yaml", "current: 240 A"));

    @Override
    public String name() {
        return "drive";
    }

    @Override
    public String description() {
        return "permanent-magnet machine, zoo/pmsm-current at 4 kHz in a loop of 40 kHz: ten steps of the current of 150 to 228 A under a limit"
                + " of 240 A; speeds within 200 rad/s, inductances and flux within 25 %, supply 255 to 330 V with sags of 20 %, commands 125 or 250 us late, 1 A of noise;"
                + " judged every 6.25 us";
    }

    @Override
    public Stage stage(Variant variant) {
        ConfigNode section = GUARDING.shield(variant);
        ShieldSettings settings = DriveShieldSettings.from(section, plant.parameters());
        Pilot pilot = new Pilot("zoo/pmsm-current", plant, CurrentCourse.LAYOUT, TICK_NS, TICKS_TO_POLICY, DEADLINE_NS);
        return random -> {
            double supplyV = random.nextDouble(0.85, 1.1) * SUPPLY_V;
            double speedRadPerS = random.nextDouble(-MOST_SPEED_RAD_PER_S, MOST_SPEED_RAD_PER_S);
            DrivePlantConfig drawn = drawn(supplyV, random);
            SimulatedMachine machine = drawn.machine(truth, new Noise(random.nextLong()));
            double[] start = new double[machine.states()];
            start[Machine.OMEGA] = speedRadPerS;
            // It has turned since it was armed: an encoder that shows the same angle after so long would be stuck.
            start[PermanentMagnetSynchronous.ANGLE] = 1;
            CurrentCourse course = new CurrentCourse(
                    (PermanentMagnetSynchronous) drawn.parameters().machine(), speedRadPerS, supplyV, random.split());
            Sags sags = new Sags(random.split());
            int lateTicks = random.nextBoolean() ? TICKS_TO_POLICY : TICKS_TO_POLICY / 2;
            return new Scene(
                    new SteppedLoop.Parts(
                            machine,
                            pilot.policy(),
                            pilot.shield(settings),
                            course,
                            TICK_NS,
                            TICKS_TO_POLICY,
                            lateTicks),
                    course,
                    sags,
                    start);
        };
    }

    private DrivePlantConfig drawn(double supplyV, SplittableRandom random) {
        DriveParameters p = plant.parameters();
        PermanentMagnetSynchronous m = (PermanentMagnetSynchronous) p.machine();
        PermanentMagnetSynchronous drawn = new PermanentMagnetSynchronous(
                m.polePairs(),
                m.resistanceOhm() * random.nextDouble(0.8, 1.6),
                m.directInductanceH() * off(random),
                m.quadratureInductanceH() * off(random),
                m.fluxVs() * off(random));
        double inertia = INERTIAS * p.rotorInertiaKgM2();
        return OtherDrive.of(
                plant, drawn, inertia, () -> new IdealSupply(supplyV), new Load.Polynomial(inertia, 0, 0, 0));
    }

    private static double off(SplittableRandom random) {
        return random.nextDouble(1 - OFF, 1 + OFF);
    }
}
