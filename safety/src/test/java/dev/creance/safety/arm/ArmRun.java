package dev.creance.safety.arm;

import dev.creance.runtime.DeviceState;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.PolicyStatus;
import dev.creance.runtime.Shield;
import dev.creance.runtime.ShieldDecision;
import dev.creance.runtime.TickInputs;
import dev.creance.runtime.TickOutputs;

/** A shield in closed loop with a true arm, tick by tick: what is measured travels as 32-bit floats, as on the wire. */
final class ArmRun {
    static final int MARGINS = 8;
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
    final TickOutputs out = new TickOutputs(0, ArmFixtures.REFERENCE, JOINTS, MARGINS);
    Pilot pilot = (run, proposal) -> System.arraycopy(run.out.decision.command, 0, proposal, 0, JOINTS);
    Meddler meddler = (run, in) -> {};
    Runnable witness = () -> {};
    DeviceState device = DeviceState.DISARMED;
    boolean linkUp = true;
    private final double[] applied = new double[JOINTS];
    private long tick = -1;

    ArmRun(Shield shield, double[] position) {
        this.shield = shield;
        arm = new TrueArm(position);
        System.arraycopy(position, 0, applied, 0, JOINTS);
    }

    static ArmRun of(String settings, double[] position) {
        Shield shield =
                ArmFixtures.settings(settings).shield(ArmFixtures.SENSORS, ArmFixtures.COMMANDS, ArmFixtures.TIMING);
        return new ArmRun(shield, position);
    }

    ShieldDecision decision() {
        return out.decision;
    }

    FailsafeState state() {
        return out.decision.state;
    }

    long tick() {
        return tick;
    }

    void until(FailsafeState wanted, double mostS) {
        long from = tick;
        while (state() != wanted) {
            if ((tick - from) * 1e-3 > mostS) {
                throw new AssertionError("still " + state() + " after " + mostS + " s, not " + wanted + "; cause "
                        + decision().transitionCause + ", blockers " + decision().armingBlockers);
            }
            step();
        }
    }

    void run(double seconds) {
        for (long i = 0; i < Math.round(seconds * 1e3); i++) {
            step();
        }
    }

    void step() {
        advanceInputs();
        shield.decide(in, out);
        advancePlant();
    }

    void advanceInputs() {
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

    void advancePlant() {
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
        if (device == DeviceState.ARMED) {
            arm.advance(applied, 1e-3, witness);
        }
    }
}
