package dev.creance.bench.guards;

import dev.creance.bench.OtherDrive;
import dev.creance.bench.Pilot;
import dev.creance.bench.SteppedLoop;
import dev.creance.dynamics.drive.DriveParameters;
import dev.creance.dynamics.drive.DriveReferences;
import dev.creance.dynamics.drive.Load;
import dev.creance.dynamics.drive.Machine;
import dev.creance.dynamics.drive.PermanentMagnetSynchronous;
import dev.creance.policies.PolicyEnvironment;
import dev.creance.runtime.Reference;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.safety.drive.DriveShieldSettings;
import dev.creance.sim.Noise;
import dev.creance.sim.SimulatedMachine;
import dev.creance.sim.drive.DriveLimits;
import dev.creance.sim.drive.DrivePlantConfig;
import dev.creance.sim.drive.IdealSupply;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** The currents of examples/motor.yaml, by zoo/pmsm-current: random steps, on machines within their tolerances. */
final class CurrentFamily implements Family {
    private static final long TICK_NS = 250_000;
    private static final long DEADLINE_NS = 1_000_000;
    private static final double SUPPLY_V = 300;
    private static final double FASTEST_RAD_PER_S = 150;
    private static final double INERTIAS = 50;
    private static final double VISCOUS_NMS = 1e-4;

    private static final String SHIELD = """
            limits:
              current: 400 A
              speed: 400 rad/s
              supply: {min: 200 V, max: 400 V}
            failsafe: {arming_hold: 0 ms, dwell: 20 ms, backups_per_minute: 1000}
            guards:
              - {kind: attack, name: innovation, method: innovation, slack: 0.5, limit: 5, reaction: warn}
              - {kind: attack, name: innovation_finer, method: innovation, slack: 0.25, limit: 2, reaction: warn}
              - {kind: attack, name: innovation_5ms, method: innovation, over: 5 ms, slack: 0.5, limit: 5, reaction: warn}
              - {kind: transition, reaction: warn}
            """;

    private final DrivePlantConfig plant = DrivePlantConfig.from(ConfigFile.parse(
            "plant.yaml",
            "{model: drive, params: gem-pmsm, supply: {kind: ideal, voltage_v: 300}, load: {kind: friction}, rate: 4 kHz,"
                    + " sensors: {current: {noise: 0.5 A}}}"));

    private final Layouts layouts = new Layouts(plant.parameters());

    /** What is asked of it. */
    private record Layouts(DriveParameters parameters) {
        Reference reference(long seed) {
            String text = "{kind: random_current, seed: " + seed + ", interval: 50 ms, share: 0.5}";
            return DriveReferences.from(ConfigFile.parse("reference.yaml", text), parameters);
        }
    }

    @Override
    public String name() {
        return "drive";
    }

    @Override
    public String description() {
        return "permanent-magnet machine, zoo/pmsm-current in a loop of 4 kHz: steps of the current within half of the nominal one, each 50 ms;"
                + " parameters within their tolerances, speeds within 150 rad/s, supply 270 to 330 V, 0.5 A of noise";
    }

    @Override
    public List<String> guards() {
        return GuardNames.of(SHIELD);
    }

    @Override
    public List<Threat> threats() {
        return Stream.of(
                        Threat.of(Threat.Kind.BIAS, "current", "A", 3, 12, 50),
                        Threat.of(Threat.Kind.DRIFT, "current", "A/s", 20, 100, 500),
                        Threat.of(Threat.Kind.NOISE, "current", "A", 1.5, 6, 12, 25),
                        Threat.of(Threat.Kind.BIAS, "shaft.speed", "rad/s", 5, 20, 80),
                        Threat.of(Threat.Kind.NOISE, "shaft.speed", "rad/s", 1, 5, 20))
                .flatMap(threats -> threats)
                .toList();
    }

    @Override
    public Times times() {
        return new Times(0.1, 0.3, 0.8, 0.005, 0.02, 0.1, 0.5);
    }

    @Override
    public String harm() {
        return "over 180 A";
    }

    @Override
    public double mostHarm() {
        return 180;
    }

    @Override
    public PolicyEnvironment environment() {
        double hz = 1e9 / TICK_NS;
        return new PolicyEnvironment(plant.sensors(), layouts.reference(0).layout(), plant.commands(), hz, hz);
    }

    @Override
    public Stage stage() {
        DriveShieldSettings settings =
                DriveShieldSettings.from(ConfigFile.parse("robot.yaml", SHIELD), plant.parameters());
        Pilot pilot = new Pilot("zoo/pmsm-current", plant, layouts.reference(0).layout(), TICK_NS, 1, DEADLINE_NS);
        DriveLimits none = DriveLimits.from(ConfigFile.parse("limits.yaml", "current: 1000 A"));
        return (seed, threat) -> {
            SplittableRandom random = new SplittableRandom(seed);
            SimulatedMachine machine = drawn(random).machine(none, new Noise(random.nextLong()));
            double[] start = new double[machine.states()];
            start[Machine.OMEGA] = random.nextDouble(-FASTEST_RAD_PER_S, FASTEST_RAD_PER_S);
            // It has turned since it was armed: an encoder that shows the same angle after so long would be stuck.
            start[PermanentMagnetSynchronous.ANGLE] = 1;
            Reference course = layouts.reference(random.nextInt(Integer.MAX_VALUE));
            SplittableRandom own = random.split();
            return new Scene(
                    new SteppedLoop.Parts(machine, pilot.policy(), pilot.shield(settings), course, TICK_NS, 1, 0),
                    start,
                    (timeS, disturbed) -> {},
                    threat.kind() == Threat.Kind.NONE ? Effect.NOTHING : Forgery.of(threat, machine.sensors(), own),
                    (reference, state) -> Math.hypot(state[1], state[2]));
        };
    }

    private DrivePlantConfig drawn(SplittableRandom random) {
        DriveParameters p = plant.parameters();
        DriveParameters.Tolerances t = p.tolerances();
        PermanentMagnetSynchronous m = (PermanentMagnetSynchronous) p.machine();
        PermanentMagnetSynchronous machine = new PermanentMagnetSynchronous(
                m.polePairs(),
                m.resistanceOhm() * off(t.resistance(), random),
                m.directInductanceH() * off(t.inductance(), random),
                m.quadratureInductanceH() * off(t.inductance(), random),
                m.fluxVs() * off(t.flux(), random));
        double inertia = INERTIAS * p.rotorInertiaKgM2();
        double supplyV = random.nextDouble(0.9, 1.1) * SUPPLY_V;
        return OtherDrive.of(
                plant,
                machine,
                inertia,
                () -> new IdealSupply(supplyV),
                new Load.Polynomial(inertia, 0, VISCOUS_NMS, 0));
    }

    private static double off(double tolerance, SplittableRandom random) {
        return random.nextDouble(1 - tolerance, 1 + tolerance);
    }
}
