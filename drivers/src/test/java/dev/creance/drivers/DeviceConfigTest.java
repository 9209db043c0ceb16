package dev.creance.drivers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.creance.runtime.config.ConfigError;
import dev.creance.runtime.config.ConfigFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceConfigTest {
    private static DeviceConfig read(String text) {
        return DeviceConfig.from(ConfigFile.parse("robot.yaml", text));
    }

    @Test
    void readsTheSectionInSiUnits() {
        DeviceConfig config = read("{driver: bridge, port: \"pty:sim\", baud: 2 Mbaud, command_validity: 60 ms}");

        assertThat(config.port()).isEqualTo(new PortSpec.PtySimulated());
        assertThat(config.baud()).isEqualTo(2_000_000);
        assertThat(config.commandValidityUs()).isEqualTo(60_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sim", "pty:sim", "/dev/ttyACM0", "COM3", "udp://192.168.4.1:2390", "tcp://fly.local:5760"})
    void everyKindOfPortSurvivesReadingAndWriting(String port) {
        assertThat(read("{driver: bridge, port: '" + port + "'}").port()).hasToString(port);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{driver: bridge, port: ttyACM0} | robot.yaml:1:24: port='ttyACM0' is no port",
                "{driver: bridge, port: 'udp://drone'} | is not udp://host:port with a port of 1 to 65535",
                "{driver: bridge, port: 'tcp://drone:70000'} | is not tcp://host:port",
                "{driver: bridge, port: 'udp://a b:1'} | is not udp://host:port",
                "{driver: mavlink, port: sim} | driver='mavlink' is none of bridge",
                "{port: sim} | 'driver' is missing",
                "{driver: bridge, port: sim, baud: 2} | baud=2 lacks its unit",
                "{driver: bridge, port: sim, baud: 9600.5 baud} | is not a whole number of baud",
                "{driver: bridge, port: sim, command_validity: 2 s} | command_validity=2 s is outside 0.001 to 1 s",
                "{driver: bridge, port: sim, speed: 9} | unknown key 'speed'",
            })
    void refusesWhatIsWrongAndSaysWhere(String text, String message) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(ConfigError.class).hasMessageContaining(message);
    }
}
