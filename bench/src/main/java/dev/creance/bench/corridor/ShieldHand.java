package dev.creance.bench.corridor;

import dev.creance.bench.UnlinkedDevice;
import dev.creance.dynamics.quadrotor.QuadrotorParameters;
import dev.creance.policies.Engine;
import dev.creance.policies.Guards;
import dev.creance.policies.PolicyEnvironment;
import dev.creance.runtime.FailsafeState;
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

    private final UnlinkedDevice device;
    private final Shield shield;
    private final TickInputs in;
    private final TickOutputs out;
    private long tick = -1;

    /** @param alarmed whether Vh above 0 calls the backup */
    ShieldHand(boolean alarmed, SimulatedMachine machine, QuadrotorParameters vehicle, PolicyEnvironment environment) {
        device = new UnlinkedDevice(machine);
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
        double[] idle = new double[out.proposal.length];
        while (out.decision.state != FailsafeState.ACTIVE) {
            if (tick > LONGEST_ARMING_TICKS) {
                return false;
            }
            decide(idle);
        }
        device.moved();
        return true;
    }

    @Override
    public void act(double[] measured, double[] proposal, double[] commandOut) {
        device.see(measured);
        decide(proposal);
        System.arraycopy(out.decision.command, 0, commandOut, 0, commandOut.length);
        device.act(commandOut);
    }

    private void decide(double[] proposal) {
        tick++;
        device.tell(tick, TICK_NS, in);
        in.actionFresh = true;
        in.actionTick = tick;
        in.actionStatus = PolicyStatus.OK;
        System.arraycopy(proposal, 0, out.proposal, 0, proposal.length);
        shield.decide(in, out);
        device.obey(out.decision.directive);
    }
}
