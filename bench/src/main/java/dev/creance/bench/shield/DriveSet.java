package dev.creance.bench.shield;

import dev.creance.bench.OtherDrive;
import dev.creance.dynamics.drive.DriveParameters;
import dev.creance.dynamics.drive.Load;
import dev.creance.dynamics.drive.Machine;
import dev.creance.dynamics.drive.PermanentMagnetSynchronous;
import dev.creance.dynamics.drive.SynchronousReluctance;
import dev.creance.runtime.Shield;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.safety.drive.DriveShieldSettings;
import dev.creance.sim.Noise;
import dev.creance.sim.SimulatedMachine;
import dev.creance.sim.adversary.DriveAdversary;
import dev.creance.sim.drive.DcLink;
import dev.creance.sim.drive.DriveLimits;
import dev.creance.sim.drive.DrivePlantConfig;
import dev.creance.sim.drive.IdealSupply;
import dev.creance.sim.drive.Supply;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Current, speed and supply of a drive whose true machine lies anywhere within its tolerances, under a load that drives or brakes it. */
final class DriveSet implements BarrierSet {
    private static final int DEADLINE_TICKS = 10;
    private static final double LEAST_TOLERABLE_FRICTION_NMS = 1e-4;

    private static final double RECTIFIER_OHM = 0.05;

    /** Switched on by no voltage that there is. */
    private static final DcLink.Brake NO_CHOPPER = new DcLink.Brake(1, 1e6, 1e5);

    private final String name;
    private final String description;
    private final long tickNs;
    private final double loadNm;
    private final ConfigNode shield;
    private final DrivePlantConfig plant;
    private final DriveLimits limits;

    /** What the supply can store above its least voltage, J; infinite where it takes back what it is fed. */
    private final double capacityJ;

    private DriveSet(
            String name,
            String description,
            long tickNs,
            double loadNm,
            double capacityJ,
            String params,
            String shieldSection) {
        this.name = name;
        this.description = description;
        this.tickNs = tickNs;
        this.loadNm = loadNm;
        this.capacityJ = capacityJ;
        shield = ConfigFile.parse("robot.yaml", shieldSection + "failsafe: {arming_hold: 0 ms}\n");
        int rateHz = (int) (1_000_000_000L / tickNs);
        // an encoder so fine that speed and angle are right: what sensors may be wrong by is not what is tried here
        plant = DrivePlantConfig.from(ConfigFile.parse(
                "plant.yaml",
                "{model: drive, params: " + params
                        + ", supply: {kind: ideal, voltage_v: 300}, load: {kind: friction}, rate: "
                        + 16_000 / rateHz * rateHz + " Hz, frames: " + rateHz
                        + " Hz, encoder: {counts: 67108864, speed_periods: 1}}"));
        limits = DriveLimits.from(shield.child("limits"));
    }

    static DriveSet permanentMagnet() {
        return new DriveSet(
                "drive",
                "permanent-magnet machine at 8 kHz: current, speed, supply; parameters within 5 to 20 %, supply 250 to 350 V, a load"
                        + " of up to 5 Nm either way; judged every 15.6 us",
                125_000,
                5,
                Double.POSITIVE_INFINITY,
                "gem-pmsm",
                """
                limits:
                  current: 300 A
                  speed: 400 rad/s
                  supply: {min: 250 V, max: 350 V}
                  duty: {slew: 16000 1/s}
                backup: {load_torque: 5 Nm}
                """);
    }

    static DriveSet dcLink() {
        return new DriveSet(
                "dclink",
                "the permanent-magnet machine on a DC link that nothing discharges but the machine: 30 J from 250 V to 350 V, fed by"
                        + " a rectifier of 260 to 310 V; judged every 15.6 us, the supply every 62.5 us",
                125_000,
                0,
                30,
                "gem-pmsm",
                """
                limits:
                  current: 300 A
                  speed: 400 rad/s
                  supply: {min: 250 V, max: 350 V, capacity: 30}
                  duty: {slew: 16000 1/s}
                backup: {brake_current: 0.04}
                """);
    }

    static DriveSet reluctance() {
        return new DriveSet(
                "reluctance",
                "reluctance machine at 4 kHz: current, speed, supply; parameters within 10 to 20 %, supply 60 to 100 V; judged every"
                        + " 15.6 us",
                250_000,
                0,
                Double.POSITIVE_INFINITY,
                "gem-synrm",
                """
                limits:
                  current: 15 A
                  speed: 200 rad/s
                  supply: {min: 60 V, max: 100 V}
                  duty: {slew: 16000 1/s}
                """);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public int ticks() {
        return 2000;
    }

    @Override
    public double tickS() {
        return tickNs * 1e-9;
    }

    @Override
    public List<String> guards() {
        return List.of(Guards.OURS, Guards.NONE);
    }

    @Override
    public Cast cast(String guard, SplittableRandom random) {
        SimulatedMachine machine = anyOf(random, supply(random)).machine(limits, new Noise(random.nextLong()));
        DriveAdversary.Kind kind = Draw.of(random, DriveAdversary.Kind.values());
        return new Cast(
                kind.name(),
                machine,
                guard.equals(Guards.NONE) ? new OpenShield(machine.commands()) : own(machine),
                (tick, state, command, out) -> java.util.Arrays.fill(out, 0),
                new DriveAdversary(kind, random.split(), limits),
                Weather.NONE,
                start(machine.states(), random),
                tickNs,
                plant.controlHz() / plant.rateHz());
    }

    private Shield own(SimulatedMachine machine) {
        return Guards.ours(DriveShieldSettings.from(shield, plant.parameters()), machine, tickNs, DEADLINE_TICKS);
    }

    private Supplier<Supply> supply(SplittableRandom random) {
        double least = limits.leastSupplyV();
        double most = limits.greatestSupplyV();
        if (Double.isInfinite(capacityJ)) {
            Supply ideal = new IdealSupply(random.nextDouble(least, most));
            return () -> ideal;
        }
        double farad = 2 * capacityJ / (most * most - least * least);
        double ofRectifierV = random.nextDouble(least + 0.1 * (most - least), least + 0.6 * (most - least));
        return () -> new DcLink(new DcLink.Parameters(ofRectifierV, RECTIFIER_OHM, farad, NO_CHOPPER));
    }

    private DrivePlantConfig anyOf(SplittableRandom random, Supplier<Supply> supply) {
        DriveParameters p = plant.parameters();
        DriveParameters.Tolerances t = p.tolerances();
        double inertia = p.rotorInertiaKgM2() * (1 + Draw.within(random, t.inertia()) + random.nextDouble(0, 2));
        Machine machine = anyOf(p.machine(), t, random);
        // a negative friction is a load that drives the shaft on, whichever way it turns
        Load load = new Load.Polynomial(inertia, Draw.within(random, loadNm), LEAST_TOLERABLE_FRICTION_NMS, 0);
        return OtherDrive.of(plant, machine, inertia, supply, load);
    }

    private static Machine anyOf(Machine machine, DriveParameters.Tolerances t, SplittableRandom random) {
        if (machine instanceof SynchronousReluctance reluctance) {
            return new SynchronousReluctance(anyOf(reluctance.withoutMagnets(), t, random));
        }
        return anyOf((PermanentMagnetSynchronous) machine, t, random);
    }

    private static PermanentMagnetSynchronous anyOf(
            PermanentMagnetSynchronous m, DriveParameters.Tolerances t, SplittableRandom random) {
        return new PermanentMagnetSynchronous(
                m.polePairs(),
                m.resistanceOhm() * (1 + Draw.within(random, t.resistance())),
                m.directInductanceH() * (1 + Draw.within(random, t.inductance())),
                m.quadratureInductanceH() * (1 + Draw.within(random, t.inductance())),
                m.fluxVs() * (1 + Draw.within(random, t.flux())));
    }

    /** Anywhere inside, every other time within a tenth of a limit. */
    private double[] start(int states, SplittableRandom random) {
        double share = random.nextBoolean() ? random.nextDouble() : random.nextDouble(0.9, 1);
        double angle = random.nextDouble(-Math.PI, Math.PI);
        double[] state = new double[states];
        state[Machine.OMEGA] = (random.nextInt(3) == 0 ? random.nextDouble(0.95, 1) : random.nextDouble(-1, 1))
                * limits.speedRadPerS();
        state[1] = share * limits.currentA() * Math.cos(angle);
        state[2] = share * limits.currentA() * Math.sin(angle);
        return state;
    }

    @Override
    public Nearness nearness() {
        return new Nearness() {
            @Override
            public List<String> limits() {
                return List.of("current", "speed");
            }

            @Override
            public void shares(double[] state, double[] out) {
                out[0] = Math.hypot(state[1], state[2]) / limits.currentA();
                out[1] = Math.abs(state[Machine.OMEGA]) / limits.speedRadPerS();
            }
        };
    }
}
