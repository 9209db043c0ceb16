package dev.creance.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.creance.runtime.Channel;
import dev.creance.runtime.Command;
import dev.creance.runtime.DeviceState;
import dev.creance.runtime.DeviceStatus;
import dev.creance.runtime.Directive;
import dev.creance.runtime.Frame;
import dev.creance.runtime.Layout;
import dev.creance.runtime.Source;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A robot with as many channels as a frame holds. One more is refused before anything is sent. */
class FullFrameTest {
    private static final int SENSORS = 51;
    private static final int COMMANDS = 53;
    private static final long MS = 1_000_000;

    private final Wire down = new Wire();
    private final Wire up = new Wire();
    private final DeviceEndpoint device = new DeviceEndpoint(
            new DeviceProfile(
                    Rig.IDENTITY, 77, layout("sensor.", SENSORS), layout("motor.", COMMANDS), envelope(COMMANDS)),
            up);
    private final HostEndpoint host = new HostEndpoint(host(SENSORS, COMMANDS), down);
    private final Frame sensors = new Frame(layout("sensor.", SENSORS));
    private final Command command = new Command(COMMANDS);

    private static Layout layout(String prefix, int size) {
        return new Layout(IntStream.range(0, size)
                .mapToObj(i -> Channel.unbounded(prefix + i, "1"))
                .toList());
    }

    private static Envelope envelope(int commands) {
        return new Envelope(
                1_000_000, 60_000, 30, 20, 200_000, Collections.nCopies(commands, new Envelope.Limit(-1, 1, 2000)));
    }

    private static HostProfile host(int sensors, int commands) {
        return new HostProfile(
                "test", Rig.SESSION, false, layout("sensor.", sensors), layout("motor.", commands), envelope(commands));
    }

    private void exchange(long nowNs) {
        byte[] toDevice = down.take();
        device.receive(toDevice, toDevice.length, nowNs);
        byte[] toHost = up.take();
        host.receive(toHost, toHost.length, nowNs);
        host.statusInto(nowNs, new DeviceStatus());
    }

    private void tick(long nowNs, double[] measured, long validBits, Directive directive) {
        device.advance(nowNs);
        device.sendSensors(nowNs, measured, validBits);
        exchange(nowNs);
        host.takeSensors(nowNs, sensors);
        command.validForUs = 20_000;
        command.source = Source.POLICY;
        command.sensorSequence = sensors.sequence;
        command.shieldSequence++;
        command.policySequence = command.shieldSequence - 1;
        host.sendCommand(nowNs, command);
        host.sendDirective(nowNs, directive);
        exchange(nowNs);
    }

    @Test
    void everyValueAndEveryFlagArrives() {
        double[] measured =
                IntStream.range(0, SENSORS).mapToDouble(i -> 0.25 * i - 3).toArray();
        measured[50] = Double.NaN;
        host.hello(0);
        exchange(0);
        tick(MS, measured, ~(1L << 49), Directive.ARM);
        for (int i = 0; i < COMMANDS; i++) {
            command.values[i] = (i - 26) / 32.0;
        }
        tick(2 * MS, measured, ~(1L << 49), Directive.NONE);

        assertThat(sensors.values).containsExactly(measured);
        for (int i = 0; i < SENSORS; i++) {
            assertThat(sensors.isValid(i)).as("sensor.%d", i).isEqualTo(i < 49);
        }
        double[] applied = new double[COMMANDS];
        device.commandInto(applied);
        assertThat(device.state()).isEqualTo(DeviceState.ARMED);
        assertThat(applied).isEqualTo(command.values);
        assertThat(device.rejectedFrames()).isZero();
    }

    @Test
    void oneChannelMoreIsRefusedWithTheLimit() {
        assertThatThrownBy(() -> host(SENSORS + 1, COMMANDS).schemas())
                .hasMessageContaining("sensor channels=52 > maxSensorChannels=51");
        assertThatThrownBy(() -> envelope(COMMANDS + 1)).hasMessageContaining("limits=54 > maxCommandChannels=53");
        assertThat(List.of(Protocol.maxSensorChannels(), Protocol.maxCommandChannels()))
                .containsExactly(SENSORS, COMMANDS);
    }
}
