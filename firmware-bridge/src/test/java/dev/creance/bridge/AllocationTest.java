package dev.creance.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.Allocation;
import dev.creance.runtime.Command;
import dev.creance.runtime.DeviceStatus;
import dev.creance.runtime.Directive;
import dev.creance.runtime.Frame;
import dev.creance.runtime.Source;
import org.junit.jupiter.api.Test;

class AllocationTest {
    private static final int TICKS = 20_000;

    private final Pipe up = new Pipe();
    private final Pipe down = new Pipe();
    private final DeviceEndpoint device =
            new DeviceEndpoint(new DeviceProfile(Rig.IDENTITY, 7, Rig.SENSORS, Rig.COMMANDS, Rig.ENVELOPE), up);
    private final HostEndpoint host =
            new HostEndpoint(new HostProfile("test", 5, false, Rig.SENSORS, Rig.COMMANDS, Rig.ENVELOPE), down);
    private final Command command = new Command(2);
    private final Frame sensors = new Frame(Rig.SENSORS);
    private final DeviceStatus status = new DeviceStatus();
    private final double[] measured = {1, 2, 3};
    private final double[] actuators = new double[2];
    private long nowNs;
    private int ticks;

    /** Appends frames to one buffer. */
    private static final class Pipe implements Transmit {
        private final byte[] bytes = new byte[8192];
        private int length;

        @Override
        public void transmit(MessageType type, byte[] wire, int count) {
            System.arraycopy(wire, 0, bytes, length, count);
            length += count;
        }

        int drain() {
            int count = length;
            length = 0;
            return count;
        }
    }

    @Test
    void aTickOfBothEndsAllocatesNothing() {
        host.hello(0);
        device.receive(down.bytes, down.drain(), 0);
        host.receive(up.bytes, up.drain(), 0);
        command.source = Source.POLICY;
        command.validForUs = 20_000;
        long allocated = Allocation.bytesOf(TICKS, this::tick);

        assertThat(status.appliedCommand).isGreaterThan(ticks - 10);
        assertThat(host.timeExchanges()).isGreaterThan(ticks / 100);
        assertThat(allocated).isZero();
    }

    /** Commands, directives, sensors, time, grants, faults and noise, as they come in a flight. */
    private void tick() {
        int tick = ticks++;
        nowNs += 1_000_000;
        device.advance(nowNs);
        device.sendSensors(nowNs, measured, 7);
        host.receive(up.bytes, up.drain(), nowNs);
        host.takeSensors(nowNs, sensors);
        host.statusInto(nowNs, status);
        command.sensorSequence = sensors.sequence;
        command.shieldSequence++;
        command.policySequence = command.shieldSequence;
        command.values[0] = tick % 1000 == 0 ? 2 : 0.5; // now and then outside the box
        command.values[1] = 0.5;
        host.sendCommand(nowNs, command);
        host.sendDirective(nowNs, directive(tick));
        if (tick % 50 == 0) {
            host.requestTime(nowNs);
            host.grant(nowNs, nowNs);
            down.bytes[down.length++] = 0x33;
            down.bytes[down.length++] = 0;
        }
        device.receive(down.bytes, down.drain(), nowNs);
        device.commandInto(actuators);
        if (device.grantedUntilNs() != DeviceEndpoint.NO_GRANT) {
            device.grantDone(nowNs);
        }
    }

    private static Directive directive(int tick) {
        return tick % 500 == 499 ? Directive.DISARM : Directive.ARM;
    }
}
