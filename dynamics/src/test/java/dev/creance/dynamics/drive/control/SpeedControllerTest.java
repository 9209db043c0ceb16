package dev.creance.dynamics.drive.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.creance.dynamics.drive.DriveChannels;
import dev.creance.dynamics.drive.ExternallyExcitedDc;
import dev.creance.dynamics.drive.PermanentMagnetDc;
import org.junit.jupiter.api.Test;

class SpeedControllerTest {
    private static final SymmetricalOptimum TUNING = new SymmetricalOptimum(4, 1e-4);
    private static final PermanentMagnetDc MACHINE = new PermanentMagnetDc(16e-3, 19e-6, 0.165);

    private final double[] measured = new double[DriveChannels.CURRENT + 1];
    private final double[] action = new double[1];
    private final SpeedController controller = new SpeedController(
            TUNING.speed(0.0251),
            1e-4,
            SpeedController.TorqueRange.symmetric(38),
            new DirectCurrentOperatingPoint(MACHINE, 168),
            new DirectCurrentController(MACHINE, TUNING, false));

    SpeedControllerTest() {
        measured[DriveChannels.SUPPLY_VOLTAGE] = 60;
    }

    @Test
    void aLargeErrorAsksForTheLimitOfTheCurrentAtFirst() {
        controller.control(measured, new double[] {20}, action);

        assertThat(action[0] * 60).isCloseTo(0.0475 * 168, within(1e-12));
    }

    @Test
    void theSpeedDoesNotWindUpWhileTheTorqueIsAtItsLimit() {
        // the current is as asked for, so that its own controller gathers nothing
        measured[DriveChannels.CURRENT] = 168;
        for (int period = 0; period < 10_000; period++) {
            controller.control(measured, new double[] {1000}, action);
        }
        measured[DriveChannels.SPEED] = 1000.1;
        measured[DriveChannels.CURRENT] = 0;
        controller.control(measured, new double[] {1000}, action);

        // a tenth of a rad/s too fast after a second at the limit: the torque has turned
        assertThat(action[0]).isNegative();
    }

    @Test
    void aMeasurementThatIsNoNumberLeavesNoTrace() {
        double[] reference = {20};
        controller.control(measured, reference, action);
        double before = action[0];
        controller.reset();
        measured[DriveChannels.SPEED] = Double.NaN;
        measured[DriveChannels.CURRENT] = Double.NaN;
        controller.control(measured, reference, action);
        measured[DriveChannels.SPEED] = 0;
        measured[DriveChannels.CURRENT] = 0;
        controller.control(measured, reference, action);

        assertThat(action[0]).isEqualTo(before);
    }

    @Test
    void withoutASupplyItAsksForNothing() {
        measured[DriveChannels.SUPPLY_VOLTAGE] = 0;
        controller.control(measured, new double[] {20}, action);

        assertThat(action[0]).isZero();
    }

    @Test
    void anOperatingPointThatChoosesMoreCurrentsThanAreControlledIsRefused() {
        OperatingPoint two =
                new DirectCurrentOperatingPoint(new ExternallyExcitedDc(16e-3, 19e-6, 0.16, 5.4e-3, 1.7e-3), 168);
        DriveController one = new DirectCurrentController(MACHINE, TUNING, false);
        SpeedController.TorqueRange range = SpeedController.TorqueRange.symmetric(38);

        assertThatThrownBy(() -> new SpeedController(new PiGains(1, 1), 1e-4, range, two, one))
                .hasMessageContaining("chooses 2 currents");
    }
}
