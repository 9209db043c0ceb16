package dev.creance.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.creance.runtime.config.ConfigError;
import dev.creance.runtime.config.ConfigFile;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TelemetryConfigTest {
    private static TelemetryConfig read(String section) {
        return TelemetryConfig.from(
                ConfigFile.parse("robot.yaml", "telemetry: " + section).child("telemetry"));
    }

    @Test
    void embeddedComesWithDefaults() {
        TelemetryConfig config = read("{mqtt: embedded}");

        assertThat(config.mode()).isEqualTo(TelemetryConfig.Mode.EMBEDDED);
        assertThat(config.ports()).isEqualTo(List.of(1883, 18830));
        assertThat(config.fleet()).isEqualTo("local");
        assertThat(config.stateRateHz()).isEqualTo(10);
        assertThat(config.eventQueue()).isEqualTo(4096);
    }

    @Test
    void anAddressMayLeaveOutThePort() {
        assertThat(read("{mqtt: tcp://broker.lab}").broker()).contains(URI.create("tcp://broker.lab:1883"));
        assertThat(read("{mqtt: \"tcp://[::1]:99\"}").broker()).contains(URI.create("tcp://[::1]:99"));
    }

    @Test
    void offIsOff() {
        assertThat(read("{mqtt: off}").enabled()).isFalse();
    }

    @Test
    void everythingCanBeSet() {
        TelemetryConfig config = read("{mqtt: embedded, port: 2000, fleet: lab-1, state_rate: 2 Hz, event_queue: 100}");

        assertThat(config)
                .isEqualTo(new TelemetryConfig(
                        TelemetryConfig.Mode.EMBEDDED, java.util.Optional.empty(), List.of(2000), "lab-1", 2, 100));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{mqt: embedded}                        | 1:13 | did you mean 'mqtt'",
                "{}                                     | 1:12 | add 'mqtt:' here",
                "{mqtt: embeded}                        | 1:19 | tcp://host:port",
                "{mqtt: http://broker:1883}             | 1:19 | is no address of a broker",
                "{mqtt: ssl://broker:8883}              | 1:19 | asks for encryption, which is not supported yet",
                "{mqtt: tcp://}                         | 1:19 | is no address of a broker",
                "{mqtt: tcp:broker}                     | 1:19 | names no host",
                "{mqtt: tcp://me:secret@broker}         | 1:19 | holds more than host and port",
                "{mqtt: tcp://broker/path}              | 1:19 | holds more than host and port",
                "{mqtt: tcp://broker:70000}             | 1:19 | has a port outside 1 to 65535",
                "{mqtt: off, port: 1}                   | 1:30 | remove it",
                "{mqtt: embedded, port: 0}              | 1:35 | outside 1 to 65535",
                "{mqtt: embedded, fleet: a/b}           | 1:36 | cannot be a level of a topic",
                "{mqtt: embedded, state_rate: 10}       | 1:41 | lacks its unit",
                "{mqtt: embedded, state_rate: 1 kHz}    | 1:41 | outside 0.0001 to 0.1 kHz",
                "{mqtt: embedded, event_queue: 1}       | 1:42 | outside 16 to 1000000",
                "embedded                               | 1:12 | is not a map",
            })
    void refusesWhatCannotBeMeantAndSaysWhere(String section, String position, String words) {
        assertThatThrownBy(() -> read(section))
                .isInstanceOf(ConfigError.class)
                .hasMessageStartingWith("robot.yaml:" + position + ":")
                .hasMessageContaining(words);
    }
}
