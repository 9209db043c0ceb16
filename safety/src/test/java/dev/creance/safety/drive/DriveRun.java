package dev.creance.safety.drive;

import dev.creance.dynamics.drive.DriveParameters;
import dev.creance.runtime.DeviceState;
import dev.creance.runtime.PolicyStatus;
import dev.creance.runtime.Shield;
import dev.creance.runtime.TickInputs;
import dev.creance.runtime.TickOutputs;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.runtime.property.Choices;
import dev.creance.safety.ClosedLoop;
import dev.creance.sim.adversary.DriveAdversary;
import dev.creance.sim.drive.DriveLimits;
import java.util.SplittableRandom;

/** A shield in closed loop with a true drive, tick by tick: what is measured travels as 32-bit floats, as on the wire. */
final class DriveRun implements ClosedLoop {
    static final int MARGINS = 7;

    /** Proposes a duty in every tick. */
    interface Pilot {
        void propose(DriveRun run, double[] proposalOut);
    }

    /** Changes what the shield is told in a tick, after it has been filled in honestly. */
    interface Meddler {
        void meddle(DriveRun run, TickInputs in);
    }

    final Shield shield;
    final TrueDrive drive;
    final TickInputs in;
    final TickOutputs out;
    final long tickNs;
    Pilot pilot = (run, proposal) -> {};
    Meddler meddler = (run, in) -> {};
    DeviceState device = DeviceState.DISARMED;
    boolean linkUp = true;

    /** Where the noise of sensors comes from; null for none. */
    SplittableRandom noise;

    double noiseA;
    private final double[] applied = new double[2];
    private long tick = -1;
    private long sampleOffsetNs;

    DriveRun(Shield shield, TrueDrive drive, DriveParameters parameters, long tickNs) {
        this.shield = shield;
        out = new TickOutputs(0, DriveFixtures.REFERENCE, 2, shield.margins().size());
        this.drive = drive;
        this.tickNs = tickNs;
        in = new TickInputs(DriveFixtures.sensors(parameters), 2);
    }

    static DriveRun of(DriveParameters parameters, String settings, long tickNs) {
        return of(parameters, settings, tickNs, TrueDrive.nominal(parameters, 300));
    }

    static DriveRun of(DriveParameters parameters, String settings, long tickNs, TrueDrive drive) {
        Shield shield = DriveFixtures.settings(parameters, settings)
                .shield(DriveFixtures.sensors(parameters), DriveFixtures.COMMANDS, DriveFixtures.timing(tickNs));
        return new DriveRun(shield, drive, parameters, tickNs);
    }

    @Override
    public Shield shield() {
        return shield;
    }

    @Override
    public TickInputs in() {
        return in;
    }

    @Override
    public TickOutputs out() {
        return out;
    }

    @Override
    public long tick() {
        return tick;
    }

    @Override
    public double tickS() {
        return tickNs * 1e-9;
    }

    /** Puts the drive into another state, as if sensors had been away for a second. */
    void teleport(double speedRadPerS, double directA, double quadratureA) {
        drive.state[0] = speedRadPerS;
        drive.state[1] = directA;
        drive.state[2] = quadratureA;
        sampleOffsetNs += 1_000_000_000;
    }

    /** Lets a drawn adversary propose from now on. */
    DriveAdversary.Kind attackedBy(Choices choices, String settings) {
        DriveAdversary.Kind kind = choices.oneOf(DriveAdversary.Kind.values());
        DriveAdversary adversary = new DriveAdversary(
                kind,
                new SplittableRandom(choices.bits()),
                DriveLimits.from(ConfigFile.parse("robot.yaml", settings).child("limits")));
        pilot = (run, out) -> adversary.propose(run.tick, run.drive.state, run.decision().command, out);
        return kind;
    }

    @Override
    public void advanceInputs() {
        tick++;
        in.tick = tick;
        in.nowNs = tick * tickNs;
        in.scheduledNs = in.nowNs;
        if (linkUp) {
            in.device.ready = true;
            in.device.state = device;
            in.device.lastReceiptNs = in.nowNs;
        }
        measure();
        in.actionFresh = true;
        in.actionTick = tick;
        in.actionStatus = PolicyStatus.OK;
        pilot.propose(this, out.proposal);
        meddler.meddle(this, in);
    }

    private void measure() {
        in.sensorFresh = linkUp;
        if (!linkUp) {
            return;
        }
        double[] v = in.sensors.values;
        v[0] = drive.state[0];
        v[1] = drive.shaftRad();
        v[2] = drive.supplyV;
        v[3] = drive.windingK;
        v[4] = drive.inverterK;
        v[5] = drive.state[1];
        v[6] = drive.state[2];
        if (noise != null) {
            v[5] += noiseA * (2 * noise.nextDouble() - 1);
            v[6] += noiseA * (2 * noise.nextDouble() - 1);
        }
        for (int i = 0; i < v.length; i++) {
            v[i] = (float) v[i];
        }
        in.sensors.validBits = in.sensors.allValid();
        in.sensors.sequence = tick;
        in.sensors.sampleNs = in.nowNs + sampleOffsetNs;
        in.sensors.receiptNs = in.nowNs;
    }

    @Override
    public void advancePlant() {
        if (linkUp) {
            switch (decision().directive) {
                case NONE -> {}
                case ARM -> device = DeviceState.ARMED;
                case DISARM -> device = DeviceState.DISARMED;
                case LAND -> device = DeviceState.DESCENDING;
                case STOP -> device = DeviceState.STOPPED;
            }
            System.arraycopy(decision().command, 0, applied, 0, 2);
        }
        if (device == DeviceState.ARMED) {
            drive.advance(applied, tickS());
        } else {
            // all switches open, and a back-EMF below the supply: no current
            drive.state[1] = 0;
            drive.state[2] = 0;
            drive.advance(
                    new double[] {0, drive.machine.polePairs() * drive.state[0] * flux() * 2 / drive.supplyV}, tickS());
        }
    }

    private double flux() {
        return drive.machine instanceof dev.creance.dynamics.drive.PermanentMagnetSynchronous m ? m.fluxVs() : 0;
    }
}
