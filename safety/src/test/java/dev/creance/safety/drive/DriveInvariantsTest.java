package dev.creance.safety.drive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.Layout;
import dev.creance.runtime.Shield;
import dev.creance.runtime.property.Choices;
import dev.creance.runtime.property.Property;
import dev.creance.safety.ClosedLoop;
import dev.creance.safety.CommandLimit;
import dev.creance.safety.CommandProjection;
import dev.creance.safety.InvariantsContract;
import dev.creance.safety.SensorFault;
import dev.creance.safety.Stage;
import dev.creance.safety.guards.GuardSource;
import dev.creance.sim.adversary.DriveAdversary;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What holds for the shield of a drive whatever comes in. */
class DriveInvariantsTest extends InvariantsContract {
    private static final long TICK_NS = 125_000;
    private static final DriveShieldSettings SETTINGS =
            DriveFixtures.settings(DriveFixtures.PMSM, DriveFixtures.PMSM_LIMITS);

    @Override
    protected ClosedLoop loop(Stage.Probe probe) {
        return new DriveRun(twin(probe), TrueDrive.nominal(DriveFixtures.PMSM, 300), DriveFixtures.PMSM, TICK_NS);
    }

    @Override
    protected Shield twin(Stage.Probe probe) {
        return SETTINGS.shield(
                DriveFixtures.sensors(DriveFixtures.PMSM),
                DriveFixtures.COMMANDS,
                DriveFixtures.timing(TICK_NS),
                GuardSource.NONE,
                probe);
    }

    @Override
    protected ClosedLoop guarded(String section, GuardSource source) {
        Shield shield = DriveFixtures.settings(DriveFixtures.PMSM, DriveFixtures.PMSM_LIMITS + section)
                .shield(
                        DriveFixtures.sensors(DriveFixtures.PMSM),
                        DriveFixtures.COMMANDS,
                        DriveFixtures.timing(TICK_NS),
                        source);
        return new DriveRun(shield, TrueDrive.nominal(DriveFixtures.PMSM, 300), DriveFixtures.PMSM, TICK_NS);
    }

    @Override
    protected Layout commands() {
        return DriveFixtures.COMMANDS;
    }

    @Override
    protected void place(ClosedLoop loop, Choices choices) {
        double angle = choices.between(-Math.PI, Math.PI);
        double length = choices.between(0, 200);
        ((DriveRun) loop).teleport(choices.between(-300, 300), length * Math.cos(angle), length * Math.sin(angle));
    }

    @Override
    protected List<CommandLimit> limits() {
        return SETTINGS.commandLimits();
    }

    @Override
    protected double[] changeOfChange() {
        return new double[0];
    }

    @Override
    protected ClosedLoop calm() {
        DriveRun run = (DriveRun) loop(stage -> {});
        run.until(FailsafeState.ACTIVE, 1);
        return run;
    }

    /** A few volts: tens of amperes by the end. */
    @Override
    protected void mild(ClosedLoop loop, Choices choices, double[] out) {
        out[0] = choices.between(-0.03, 0.03);
        out[1] = choices.between(-0.03, 0.03);
    }

    @Test
    void i4SensorsThatFailForTheirAgeDoNotCostTheLimits() {
        DriveLimits limits = SETTINGS.limits();
        int[] certified = new int[1];
        Property.check(100, choices -> {
            TrueDrive drive = TrueDrive.anyOf(DriveFixtures.PMSM, choices.between(250, 350), choices);
            DriveRun run = DriveRun.of(DriveFixtures.PMSM, DriveFixtures.PMSM_LIMITS, TICK_NS, drive);
            run.until(FailsafeState.ACTIVE, 1);
            place(run, choices);
            drive.forget();
            DriveAdversary.Kind kind = run.attackedBy(choices, DriveFixtures.PMSM_LIMITS);
            run.step();
            if (!(run.decision().margins[DriveMargins.CURRENT] >= 0)) {
                return;
            }
            certified[0]++;
            SensorFault fault = new SensorFault(choices, 1, 200, 40);
            run.meddler = (r, in) -> fault.meddle(in);
            run.run(0.05);
            assertThat(drive.mostA).as(kind + " with " + fault).isLessThanOrEqualTo(limits.currentA());
            assertThat(drive.mostRadPerS).isLessThanOrEqualTo(limits.speedRadPerS());
        });
        assertThat(certified[0]).isGreaterThan(30);
    }

    /** For the same backup: where it begins to brake goes by the limits, and what it certifies by what it does. */
    @Test
    void i12TighterLimitsNeverAdmitMore() {
        String tighter = DriveFixtures.PMSM_LIMITS
                .replace("300 A", "270 A")
                .replace("400 rad/s", "390 rad/s")
                .replace("350 V", "340 V");
        DriveCertificate loose = certificate(DriveFixtures.PMSM_LIMITS);
        DriveCertificate tight = certificate(tighter);
        int[] admitted = new int[2];
        Property.check(2000, choices -> {
            DriveState state = anyState(choices);
            double[] duty = {choices.between(-0.7, 0.7), choices.between(-0.7, 0.7)};
            loose.at(state);
            tight.at(state);
            boolean byLoose = loose.holds(state, duty);
            boolean byTight = tight.holds(state, duty);
            admitted[0] += byLoose ? 1 : 0;
            admitted[1] += byTight ? 1 : 0;
            assertThat(byLoose || !byTight).isTrue();
        });
        assertThat(admitted[0]).as("admitted by the wider limits").isGreaterThan(200);
        assertThat(admitted[1]).as("admitted by the tighter ones").isBetween(100, admitted[0] - 1);
    }

    private static DriveState anyState(Choices choices) {
        DriveState state = new DriveState();
        state.speedRadPerS = choices.between(-380, 380);
        state.directA = choices.between(-180, 180);
        state.quadratureA = choices.between(-180, 180);
        state.supplyV = choices.between(250, 330);
        state.windingK = 320;
        state.inverterK = 310;
        state.currentRadiusA = choices.between(0, 10);
        state.speedRadiusRadPerS = choices.between(0, 2);
        return state;
    }

    private static DriveCertificate certificate(String text) {
        DriveShieldSettings settings = DriveFixtures.settings(DriveFixtures.PMSM, text);
        DriveLimits limits = settings.limits();
        RotorMachine machine = RotorMachine.of(DriveFixtures.PMSM);
        double tickS = TICK_NS * 1e-9;
        CurrentModel model = new CurrentModel(machine, tickS, DrivePreconditions.stepsPerTick(machine, limits, tickS));
        return new DriveCertificate(
                machine,
                model,
                new BackupCurrents(machine, model, SETTINGS.limits(), 1, SupplyRoom.endless()),
                new CommandProjection(settings.commandLimits(), tickS),
                limits,
                SupplyRoom.endless(),
                1);
    }
}
