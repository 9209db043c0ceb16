package dev.creance.safety.arm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.Layout;
import dev.creance.runtime.Shield;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.runtime.property.Choices;
import dev.creance.runtime.property.Property;
import dev.creance.safety.ClosedLoop;
import dev.creance.safety.CommandLimit;
import dev.creance.safety.InvariantsContract;
import dev.creance.safety.SensorFault;
import dev.creance.safety.Stage;
import dev.creance.safety.guards.GuardSource;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What holds for the shield of an arm whatever comes in. */
class ArmInvariantsTest extends InvariantsContract {
    private static final double TICK_S = 1e-3;
    private static final ArmShieldSettings SETTINGS = ArmFixtures.settings(ArmFixtures.LIMITS);
    private static final JointBounds BOUNDS =
            JointBounds.from(ConfigFile.parse("robot.yaml", ArmFixtures.LIMITS).child("limits"), ArmFixtures.PANDA);

    @Override
    protected ClosedLoop loop(Stage.Probe probe) {
        return new ArmRun(twin(probe), ArmFixtures.READY);
    }

    @Override
    protected Shield twin(Stage.Probe probe) {
        return SETTINGS.shield(ArmFixtures.SENSORS, ArmFixtures.COMMANDS, ArmFixtures.TIMING, GuardSource.NONE, probe);
    }

    @Override
    protected ClosedLoop guarded(String section, GuardSource source) {
        return new ArmRun(
                ArmFixtures.settings(ArmFixtures.LIMITS + section)
                        .shield(ArmFixtures.SENSORS, ArmFixtures.COMMANDS, ArmFixtures.TIMING, source),
                ArmFixtures.READY);
    }

    @Override
    protected Layout commands() {
        return ArmFixtures.COMMANDS;
    }

    @Override
    protected void place(ClosedLoop loop, Choices choices) {
        // an arm cannot be elsewhere than its set points say: proposals take it there
    }

    @Override
    protected List<CommandLimit> limits() {
        return SETTINGS.commandLimits();
    }

    @Override
    protected double[] changeOfChange() {
        return Arrays.stream(BOUNDS.acceleration())
                .map(acceleration -> acceleration * TICK_S * TICK_S)
                .toArray();
    }

    @Override
    protected ClosedLoop calm() {
        ArmRun run = ArmRun.of(ArmFixtures.LIMITS, ArmFixtures.READY);
        run.until(FailsafeState.ACTIVE, 1);
        return run;
    }

    /** From one of these displacements to the next is less than a joint may accelerate. */
    @Override
    protected void mild(ClosedLoop loop, Choices choices, double[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = loop.decision().command[i] + choices.between(-0.4, 0.4) * changeOfChange()[i];
        }
    }

    /** Set points need no sensor; what they keep, the arm keeps as long as it follows. */
    @Test
    void i4SensorsThatFailForTheirAgeDoNotCostTheLimits() {
        Property.check(20, choices -> {
            ArmRun run = (ArmRun) calm();
            double share = choices.between(-1, 1);
            SensorFault fault = new SensorFault(choices, 1, 300, 10);
            run.pilot = (r, proposal) -> {
                for (int i = 0; i < proposal.length; i++) {
                    CommandLimit limit = limits().get(i);
                    boolean up = (r.tick() / 400 + i) % 2 == 0;
                    proposal[i] = share * (up ? limit.max() : limit.min());
                }
            };
            run.meddler = (r, in) -> fault.meddle(in);
            run.witness = () -> {
                for (int i = 0; i < ArmRun.JOINTS; i++) {
                    assertThat(run.arm.state.position[i])
                            .as("joint %d with %s", i, fault)
                            .isBetween(BOUNDS.lower()[i], BOUNDS.upper()[i]);
                }
            };
            run.run(1);
        });
    }

    @Test
    void i12TighterLimitsNeverAdmitMore() {
        Property.check(2000, choices -> {
            double velocity = choices.between(0.5, 3);
            double acceleration = choices.between(4, 50);
            SetPointAxis loose = new SetPointAxis(-1, 1, velocity, acceleration, TICK_S);
            SetPointAxis tight = new SetPointAxis(
                    -1 + choices.between(0, 0.3),
                    1 - choices.between(0, 0.3),
                    velocity * choices.between(0.5, 1),
                    acceleration * choices.between(0.5, 1),
                    TICK_S);
            double position = choices.between(tight.lower(), tight.upper());
            double most = Math.min(tight.most(), tight.farthest(tight.upper() - position));
            double least = Math.max(-tight.most(), -tight.farthest(position - tight.lower()));
            double last = choices.between(least, most);

            loose.bound(position, last);
            tight.bound(position, last);

            assertThat(tight.least).isGreaterThanOrEqualTo(loose.least);
            assertThat(tight.greatest).isLessThanOrEqualTo(loose.greatest);
        });
    }
}
