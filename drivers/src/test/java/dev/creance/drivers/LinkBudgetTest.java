package dev.creance.drivers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.runtime.config.ConfigFile;
import org.junit.jupiter.api.Test;

class LinkBudgetTest {
    private static DeviceConfig device(String port, String baud) {
        return DeviceConfig.from(
                ConfigFile.parse("robot.yaml", "{driver: bridge, port: '" + port + "', baud: " + baud + "}"));
    }

    @Test
    void aQuadrotorAtOneKilohertzFitsTwoMegabaud() {
        LinkBudget budget = LinkBudget.of(device("pty:sim", "2 Mbaud"), 21, 4, 1000);

        // 134 bytes a sensor frame, 42 a time response of which there are ten a second
        assertThat(budget.upBytesPerTick()).isEqualTo(134.42, within(1e-9));
        assertThat(budget.downBytesPerTick()).isEqualTo(58.26, within(1e-9));
        assertThat(budget.availableBytesPerTick()).isEqualTo(200);
        assertThat(budget.load()).isEqualTo(0.6721, within(1e-9));
        assertThat(budget.fits()).isTrue();
        assertThat(budget.error(device("pty:sim", "2 Mbaud"))).isEmpty();
    }

    @Test
    void whatDoesNotFitIsRefusedWithBytesAndBothRemedies() {
        DeviceConfig device = device("/dev/ttyACM0", "921600 baud");
        LinkBudget budget = LinkBudget.of(device, 21, 4, 1000);

        assertThat(budget.fits()).isFalse();
        assertThat(budget.error(device).orElseThrow())
                .hasMessageContaining("robot.yaml:1:46: baud of 921600 baud carries 92.2 bytes per tick of 1000 Hz")
                .hasMessageContaining("82.9 of them usable")
                .hasMessageContaining("sensor frames with their framing and time synchronisation take 134.4 bytes")
                .hasMessageContaining("raise baud to 1493556 baud or more, or lower loop.rate to 615 Hz");
    }

    @Test
    void theRemediesItNamesAreTheLeastAndTheGreatestThatFit() {
        assertThat(fits("1493556 baud", 1000)).isTrue();
        assertThat(fits("1493555 baud", 1000)).isFalse();
        assertThat(fits("921600 baud", 615)).isTrue();
        assertThat(fits("921600 baud", 616)).isFalse();
    }

    private static boolean fits(String baud, double rateHz) {
        return LinkBudget.of(device("/dev/ttyACM0", baud), 21, 4, rateHz).fits();
    }

    @Test
    void aDeviceThatStreamsFasterThanTheLoopTakesMoreOfTheLine() {
        DeviceConfig device = device("pty:sim", "2 Mbaud");
        LinkBudget budget = LinkBudget.of(device, 21, 4, 1000, 2000);

        assertThat(budget.upBytesPerTick()).isEqualTo(268.42, within(1e-9));
        assertThat(budget.error(device).orElseThrow())
                .hasMessageContaining("raise baud to 2982445 baud or more, or lower the device's own rate to 1340 Hz");
    }

    @Test
    void linksWithoutABaudRateCarryAnything() {
        assertThat(LinkBudget.of(device("udp://drone:2390", "9600 baud"), 21, 4, 8000)
                        .fits())
                .isTrue();
        assertThat(LinkBudget.of(device("sim", "9600 baud"), 21, 4, 8000).load())
                .isZero();
    }
}
