package dev.creance.dynamics.drive.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.dynamics.drive.DriveChannels;
import dev.creance.dynamics.drive.ExternallyExcitedDc;
import dev.creance.dynamics.drive.InductionMachine;
import dev.creance.dynamics.drive.PermanentMagnetDc;
import dev.creance.dynamics.drive.PermanentMagnetSynchronous;
import dev.creance.dynamics.drive.SeriesDc;
import dev.creance.dynamics.drive.ShuntDc;
import dev.creance.dynamics.drive.SquirrelCageInduction;
import dev.creance.dynamics.drive.SynchronousReluctance;
import dev.creance.runtime.property.Property;
import org.junit.jupiter.api.Test;

class OperatingPointTest {
    private static final double LIMIT_A = 320;
    private static final PermanentMagnetSynchronous PMSM =
            new PermanentMagnetSynchronous(3, 18e-3, 0.37e-3, 1.2e-3, 66e-3);
    private static final ExternallyExcitedDc WINDINGS = new ExternallyExcitedDc(16e-3, 19e-6, 0.16, 5.4e-3, 1.7e-3);

    private final double[] measured = new double[DriveChannels.CURRENT + 4];
    private final double[] current = new double[3];

    @Test
    void theTorqueOfASlowMachineWithMagnetsIsMadeByTheLeastCurrent() {
        OperatingPoint point = new SynchronousOperatingPoint(PMSM, LIMIT_A, 0);
        Property.check(500, choices -> {
            measured[DriveChannels.SUPPLY_VOLTAGE] = 420;
            measured[DriveChannels.SPEED] = choices.between(-20, 20);
            double torque = choices.between(-140, 140);
            point.choose(torque, measured, current);

            assertThat(torque(PMSM, current[0], current[1])).isCloseTo(torque, within(1e-3));
            double length = Math.hypot(current[0], current[1]);
            for (double aside : new double[] {-1, 1}) {
                double direct = current[0] + aside;
                double quadrature = torque / torque(PMSM, direct, 1);
                assertThat(Math.hypot(direct, quadrature)).isGreaterThan(length - 1e-4);
            }
        });
    }

    @Test
    void aFastMachineWithMagnetsStaysWithinVoltageAndCurrent() {
        OperatingPoint point = new SynchronousOperatingPoint(PMSM, LIMIT_A, 0);
        Property.check(500, choices -> {
            measured[DriveChannels.SUPPLY_VOLTAGE] = 420;
            measured[DriveChannels.SPEED] = choices.between(-1500, 1500);
            point.choose(choices.between(-400, 400), measured, current);

            double flux = Math.hypot(66e-3 + 0.37e-3 * current[0], 1.2e-3 * current[1]);
            assertThat(3 * Math.abs(measured[DriveChannels.SPEED]) * flux).isLessThanOrEqualTo(210);
            assertThat(Math.hypot(current[0], current[1])).isLessThanOrEqualTo(LIMIT_A + 1e-6);
        });
    }

    @Test
    void aReluctanceMachineTakesAsMuchAlongAsAcross() {
        SynchronousReluctance machine = new SynchronousReluctance(4, 0.57, 10.1e-3, 4.1e-3);
        measured[DriveChannels.SUPPLY_VOLTAGE] = 420;

        new SynchronousOperatingPoint(machine, 18, 0).choose(-3, measured, current);

        assertThat(current[0]).isCloseTo(-current[1], within(1e-9));
        assertThat(1.5 * 4 * 6e-3 * current[0] * current[1]).isCloseTo(-3, within(1e-6));
    }

    @Test
    void directCurrentMachinesMakeTheTorqueAskedFor() {
        measured[DriveChannels.CURRENT + 1] = 50;
        new DirectCurrentOperatingPoint(new PermanentMagnetDc(16e-3, 19e-6, 0.165), 168).choose(10, measured, current);
        assertThat(0.165 * current[0]).isCloseTo(10, within(1e-12));
        new DirectCurrentOperatingPoint(new SeriesDc(16e-3, 19e-6, 48e-3, 5.4e-3, 1.7e-3), 168)
                .choose(10, measured, current);
        assertThat(1.7e-3 * current[0] * current[0]).isCloseTo(10, within(1e-12));
        new DirectCurrentOperatingPoint(new ShuntDc(WINDINGS), 168).choose(10, measured, current);
        assertThat(1.7e-3 * current[0] * 50).isCloseTo(10, within(1e-12));
        new DirectCurrentOperatingPoint(WINDINGS, 168).choose(-10, measured, current);
        assertThat(1.7e-3 * current[0] * current[1]).isCloseTo(-10, within(1e-12));
    }

    @Test
    void anExternallyExcitedMachineIsHeatedAlikeInBothWindings() {
        new DirectCurrentOperatingPoint(WINDINGS, 168).choose(10, measured, current);

        assertThat(16e-3 * current[0] * current[0]).isCloseTo(0.16 * current[1] * current[1], within(1e-9));
    }

    @Test
    void noCurrentIsAskedForBeyondItsLimit() {
        Property.check(500, choices -> {
            double torque = choices.hostile(-1e6, 1e6);
            measured[DriveChannels.CURRENT + 1] = choices.hostile(-1e3, 1e3);
            new DirectCurrentOperatingPoint(WINDINGS, 168).choose(torque, measured, current);

            assertThat(current[0]).isBetween(-168.0, 168.0);
            assertThat(current[1]).isBetween(0.0, 168.0);
        });
    }

    @Test
    void anInductionMachineKeepsItsFluxUntilTheVoltageEnds() {
        SquirrelCageInduction machine = new SquirrelCageInduction(
                new InductionMachine.Parameters(2, 2.9338, 1.355, 143.75e-3, 5.87e-3, 5.87e-3));
        OperatingPoint point = new InductionOperatingPoint(machine, 0.4, 5);
        measured[DriveChannels.SUPPLY_VOLTAGE] = 420;
        measured[DriveChannels.SPEED] = 100;
        point.choose(1, measured, current);
        double slow = current[0];
        measured[DriveChannels.SPEED] = 500;
        point.choose(1, measured, current);

        assertThat(slow).isCloseTo(0.4 / 143.75e-3, within(1e-12));
        assertThat(current[0]).isLessThan(slow);
        assertThat(Math.hypot(current[0], current[1])).isLessThanOrEqualTo(5);
    }

    private static double torque(PermanentMagnetSynchronous machine, double direct, double quadrature) {
        return machine.torqueNm(new double[] {0, direct, quadrature, 0});
    }
}
