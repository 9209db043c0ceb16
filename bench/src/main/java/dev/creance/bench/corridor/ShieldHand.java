package dev.creance.bench.corridor;

import dev.creance.dynamics.quadrotor.QuadrotorParameters;
import dev.creance.policies.Engine;
import dev.creance.policies.Guards;
import dev.creance.policies.PolicyEnvironment;
import dev.creance.runtime.DeviceState;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.Frame;
import dev.creance.runtime.Layout;
import dev.creance.runtime.LearnedGuard;
import dev.creance.runtime.PolicyStatus;
import dev.creance.runtime.Shield;
import dev.creance.runtime.TickInputs;
import dev.creance.runtime.TickOutputs;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.loop.OverrunReaction;
import dev.creance.safety.ShieldTiming;
import dev.creance.safety.guards.GuardSource;
import dev.creance.safety.quadrotor.QuadrotorShieldSettings;
import dev.creance.sim.SimulatedMachine;
import java.nio.file.Path;
import java.util.List;

/** The shield, with a fence far outside the chicane: of the walls it knows nothing but what a learned guard tells it. */
final class ShieldHand implements Hand {
    private static final long TICK_NS = 1_000_000;
    private static final int POLICY_TICKS = Flight.RATE_HZ / Flight.POLICY_HZ;
    private static final int LONGEST_ARMING_TICKS = 3000;

    /** So long ago was the last frame when the vehicle is put elsewhere: any frame is as good as a first one then. */
    private static final long AWAY_NS = 1_000_000_000;

    private static final String LIMITS = """
            limits:
              altitude: {floor: 0.15 m, ceiling: 2.5 m}
              geofence: [[-4 m, -4 m], [4 m, -4 m], [4 m, 4 m], [-4 m, 4 m]]
              tilt: 60 deg
              body_rate: 12 rad/s
            failsafe: {arming_hold: 0 ms}
            """;

    private static final String GUARD =
            "guards: [{kind: feasibility, use: zoo/corridor-feasibility, reaction: backup}]\n";

    private final SimulatedMachine machine;
    private final Shield shield;
    private final TickInputs in;
    private final TickOutputs out;
    private final double[] actuators;
    private DeviceState device = DeviceState.DISARMED;
    private long tick = -1;
    private long awayNs;

    /** @param alarmed whether Vh above 0 calls the backup */
    ShieldHand(boolean alarmed, SimulatedMachine machine, QuadrotorParameters vehicle, PolicyEnvironment environment) {
        this.machine = machine;
        shield = QuadrotorShieldSettings.from(
                        ConfigFile.parse("robot.yaml", alarmed ? LIMITS + GUARD : LIMITS), vehicle)
                .shield(
                        machine.sensors(),
                        machine.commands(),
                        new ShieldTiming(TICK_NS, POLICY_TICKS, 30 * TICK_NS, 50, OverrunReaction.STOP),
                        source(environment));
        in = new TickInputs(machine.sensors(), machine.commands().size());
        out = new TickOutputs(
                0,
                new Layout(List.of()),
                machine.commands().size(),
                shield.margins().size());
        actuators = new double[machine.actuators().size()];
    }

    private static GuardSource source(PolicyEnvironment environment) {
        return new GuardSource() {
            @Override
            public LearnedGuard guard(ConfigNode use) {
                return Guards.open(use.string(), Path.of(""), Engine.NATIVE, environment);
            }

            @Override
            public Flown policy(ConfigNode use) {
                return NONE.policy(use);
            }
        };
    }

    @Override
    public boolean begin() {
        double[] measured = new double[machine.sensors().size()];
        machine.measure(measured);
        double[] idle = new double[out.proposal.length];
        while (out.decision.state != FailsafeState.ACTIVE) {
            if (tick > LONGEST_ARMING_TICKS) {
                return false;
            }
            decide(measured, idle);
            obey();
        }
        awayNs = AWAY_NS;
        return true;
    }

    @Override
    public void act(double[] measured, double[] proposal, double[] commandOut) {
        decide(measured, proposal);
        obey();
        System.arraycopy(out.decision.command, 0, commandOut, 0, commandOut.length);
        switch (device) {
            case ARMED -> machine.follow(measured, commandOut, true, actuators);
            case LEVELLING, DESCENDING -> {
                if (machine.react(measured, false, 0, actuators)) {
                    device = DeviceState.DISARMED;
                }
            }
            case DISARMED, STOPPED -> machine.idle(measured, true, actuators);
        }
        machine.step(actuators);
    }

    private void decide(double[] measured, double[] proposal) {
        tick++;
        in.tick = tick;
        in.nowNs = tick * TICK_NS;
        in.scheduledNs = in.nowNs;
        in.device.ready = true;
        in.device.state = device;
        in.device.lastReceiptNs = in.nowNs;
        in.sensorFresh = true;
        Frame sensors = in.sensors;
        for (int i = 0; i < measured.length; i++) {
            sensors.values[i] = (float) measured[i];
        }
        sensors.validBits = sensors.allValid();
        sensors.sequence = tick;
        sensors.sampleNs = in.nowNs + awayNs;
        sensors.receiptNs = in.nowNs;
        in.actionFresh = true;
        in.actionTick = tick;
        in.actionStatus = PolicyStatus.OK;
        System.arraycopy(proposal, 0, out.proposal, 0, proposal.length);
        shield.decide(in, out);
    }

    private void obey() {
        switch (out.decision.directive) {
            case NONE -> {}
            case ARM -> device = DeviceState.ARMED;
            case DISARM -> device = DeviceState.DISARMED;
            case LAND -> device = DeviceState.DESCENDING;
            case STOP -> device = DeviceState.STOPPED;
        }
    }
}
