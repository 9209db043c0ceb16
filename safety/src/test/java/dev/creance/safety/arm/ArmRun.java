package dev.creance.safety.arm;

import dev.creance.runtime.DeviceState;
import dev.creance.runtime.PolicyStatus;
import dev.creance.runtime.Shield;
import dev.creance.runtime.TickInputs;
import dev.creance.runtime.TickOutputs;
import dev.creance.safety.ClosedLoop;

/** A shield in closed loop with a true arm, tick by tick: what is measured travels as 32-bit floats, as on the wire. */
final class ArmRun implements ClosedLoop {
    static final int MARGINS = 9;
    static final int JOINTS = 7;
    private static final long TICK_NS = 1_000_000;

    /** Proposes set points in every tick. */
    interface Pilot {
        void propose(ArmRun run, double[] proposalOut);
    }

    /** Changes what the shield is told in a tick, after it has been filled in honestly. */
    interface Meddler {
        void meddle(ArmRun run, TickInputs in);
    }

    final Shield shield;
    final TrueArm arm;
    final TickInputs in = new TickInputs(ArmFixtures.SENSORS, JOINTS);
    final TickOutputs out;
    Pilot pilot = (run, proposal) -> System.arraycopy(run.out.decision.command, 0, proposal, 0, JOINTS);
    Meddler meddler = (run, in) -> {};
    Runnable witness = () -> {};
    DeviceState device = DeviceState.DISARMED;
    boolean linkUp = true;
    private final double[] applied = new double[JOINTS];
    private final double[] truth = new double[2 * JOINTS];
    private long tick = -1;

    /** Something holds it where it is. */
    boolean held;

    ArmRun(Shield shield, TrueArm arm) {
        this.shield = shield;
        out = new TickOutputs(0, ArmFixtures.REFERENCE, JOINTS, shield.margins().size());
        this.arm = arm;
        System.arraycopy(arm.state.position, 0, applied, 0, JOINTS);
    }

    ArmRun(Shield shield, double[] position) {
        this(shield, new TrueArm(position));
    }

    static ArmRun of(String settings, double[] position) {
        return of(settings, new TrueArm(position));
    }

    static ArmRun of(String settings, TrueArm arm) {
        Shield shield =
                ArmFixtures.settings(settings).shield(ArmFixtures.SENSORS, ArmFixtures.COMMANDS, ArmFixtures.TIMING);
        return new ArmRun(shield, arm);
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
        return TICK_NS * 1e-9;
    }

    /** Positions, then velocities, as they truly are. */
    double[] truth() {
        System.arraycopy(arm.state.position, 0, truth, 0, JOINTS);
        System.arraycopy(arm.state.velocity, 0, truth, JOINTS, JOINTS);
        return truth;
    }

    @Override
    public void advanceInputs() {
        tick++;
        in.tick = tick;
        in.nowNs = tick * TICK_NS;
        in.scheduledNs = in.nowNs;
        in.sensorFresh = linkUp;
        if (linkUp) {
            in.device.ready = true;
            in.device.state = device;
            in.device.lastReceiptNs = in.nowNs;
            for (int i = 0; i < JOINTS; i++) {
                in.sensors.values[i] = (float) arm.state.position[i];
                in.sensors.values[JOINTS + i] = (float) arm.state.velocity[i];
            }
            in.sensors.values[3 * JOINTS + 3] = 1;
            in.sensors.validBits = in.sensors.allValid();
            in.sensors.sequence = tick;
            in.sensors.sampleNs = in.nowNs;
            in.sensors.receiptNs = in.nowNs;
        }
        in.actionFresh = true;
        in.actionTick = tick;
        in.actionStatus = PolicyStatus.OK;
        pilot.propose(this, out.proposal);
        meddler.meddle(this, in);
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
            System.arraycopy(decision().command, 0, applied, 0, JOINTS);
        }
        if (device == DeviceState.ARMED && !held) {
            arm.advance(applied, 1e-3, witness);
        }
    }
}
