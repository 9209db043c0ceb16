package dev.creance.safety.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.creance.runtime.Cause;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.PolicyStatus;
import dev.creance.runtime.config.ConfigError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A supply that nothing discharges but the machine: 30 J from 250 V to 350 V, fed by a rectifier. */
class FiniteSupplyTest {
    private static final long TICK_NS = 125_000;

    private static DriveRun run(double rectifierV) {
        TrueDrive drive = TrueDrive.nominal(DriveFixtures.PMSM, rectifierV);
        drive.capacitanceF = DriveFixtures.settings(DriveFixtures.PMSM, DriveFixtures.PMSM_ON_A_LINK)
                .limits()
                .capacitanceF();
        return DriveRun.of(DriveFixtures.PMSM, DriveFixtures.PMSM_ON_A_LINK, TICK_NS, drive);
    }

    /** Turning, without a policy. */
    private static DriveRun heldAt(double speedRadPerS, double biasA) {
        DriveRun run = run(300);
        run.until(FailsafeState.ACTIVE, 1);
        run.teleport(speedRadPerS, 0, 0);
        run.drive.forget();
        run.meddler = (r, in) -> {
            in.actionStatus = PolicyStatus.FAILED;
            in.sensors.values[6] += biasA;
        };
        return run;
    }

    @Test
    void aCurrentThatIsMeasuredWrongFeedsTheSupplyToWhereTheBackupDrivesAndNoFurther() {
        DriveRun run = heldAt(350, 2.5);
        run.run(0.9);
        assertThat(run.state()).isEqualTo(FailsafeState.BACKUP);
        assertThat(run.drive.mostSupplyV).isBetween(325.0, 350.0);
        assertThat(run.drive.state[0]).as("the shaft has given it").isLessThan(349.9);
    }

    @Test
    void aShaftThatIsTooFastIsBrakedUntilTheSupplyIsFull() {
        DriveRun run = heldAt(395, 0);
        run.drive.frictionNmS = 0;
        run.run(0.9);
        assertThat(run.drive.mostSupplyV).isBetween(325.0, 350.0);
        assertThat(run.drive.mostRadPerS).isLessThanOrEqualTo(400);
    }

    @Test
    void noMoreIsDrivenThanBringsTheSupplyBackToItsSourceOrTheShaftToItsLimit() {
        DriveRun run = heldAt(395, -2.5);
        run.drive.frictionNmS = 0;
        run.run(0.9);
        assertThat(run.drive.mostRadPerS).isLessThanOrEqualTo(400);
        assertThat(run.drive.mostSupplyV).isLessThanOrEqualTo(350);
    }

    @Test
    void aSourceThatAloneLeavesNoRoomToBrakeForbidsArming() {
        DriveRun run = run(340);
        run.run(0.1);
        assertThat(run.state()).isEqualTo(FailsafeState.STANDBY);
        assertThat(run.decision().causes & Cause.SUPPLY_VOLTAGE.bit()).isNotZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "capacity: 20 | 0.04 | limits.supply.capacity=20 is below 24.0",
                "capacity: 30 | 0.1 | limits.supply.capacity=30 is below 73.",
                "capacity: 30 | 0.02 | backup.brake_current=0.02 is below 0.02"
            })
    void aSupplyThatCannotBeKeptIsRefusedWithTheNumberThatWouldDo(String capacity, String brake, String expected) {
        String text = DriveFixtures.PMSM_ON_A_LINK
                .replace("capacity: 30", capacity)
                .replace("brake_current: 0.04", "brake_current: " + brake);
        ConfigError error = catchThrowableOfType(
                ConfigError.class,
                () -> DriveRun.of(DriveFixtures.PMSM, text, TICK_NS, TrueDrive.nominal(DriveFixtures.PMSM, 300)));
        assertThat(error).as("accepted").isNotNull();
        assertThat(error.getMessage()).contains(expected);
    }
}
