package dev.creance.bridge;

import dev.creance.runtime.Command;
import dev.creance.runtime.DeviceStatus;
import dev.creance.runtime.Directive;
import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPathContract;
import dev.creance.runtime.Source;
import java.util.List;

/** Both ends of the protocol, joined by two buffers. */
class BridgeHotPathTest extends HotPathContract {
    private final Buffer up = new Buffer();
    private final Buffer down = new Buffer();
    private final DeviceEndpoint device =
            new DeviceEndpoint(new DeviceProfile(Rig.IDENTITY, 7, Rig.SENSORS, Rig.COMMANDS, Rig.ENVELOPE), up);
    private final HostEndpoint host =
            new HostEndpoint(new HostProfile("test", 5, false, Rig.SENSORS, Rig.COMMANDS, Rig.ENVELOPE), down);
    private final StopSender stop = host.stopSender(down);
    private final Command command = new Command(2);
    private final Frame sensors = new Frame(Rig.SENSORS);
    private final DeviceStatus status = new DeviceStatus();
    private final double[] measured = {1, 2, 3};
    private final double[] actuators = new double[2];
    private long tick;

    private static final class Buffer implements Transmit {
        private final byte[] bytes = new byte[8192];
        private int length;

        @Override
        public void transmit(MessageType type, byte[] wire, int count) {
            System.arraycopy(wire, 0, bytes, length, count);
            length += count;
        }

        void noise() {
            bytes[length++] = 0x33;
            bytes[length++] = 0;
        }

        int drain() {
            int count = length;
            length = 0;
            return count;
        }
    }

    @Override
    protected Class<?> anyOfTheProduct() {
        return HostEndpoint.class;
    }

    @Override
    protected List<EntryPoint> entryPoints() {
        host.hello(0);
        device.receive(down.bytes, down.drain(), 0);
        host.receive(up.bytes, up.drain(), 0);
        command.source = Source.POLICY;
        command.validForUs = 20_000;
        return List.of(
                EntryPoint.of(
                        "DeviceEndpoint.advance, DeviceEndpoint.sendSensors, HostEndpoint.receive, "
                                + "HostEndpoint.takeSensors, HostEndpoint.statusInto",
                        this::deviceToHost),
                EntryPoint.of(
                        "HostEndpoint.sendCommand, DeviceEndpoint.receive, DeviceEndpoint.commandInto "
                                + "with noise between",
                        this::deviceToHost,
                        this::hostToDevice),
                EntryPoint.of(
                        "HostEndpoint.sendDirective, HostEndpoint.requestTime, HostEndpoint.grant, "
                                + "DeviceEndpoint.grantDone",
                        this::deviceToHost,
                        this::requests),
                EntryPoint.of("StopSender.send", this::deviceToHost, this::order));
    }

    private long nowNs() {
        return tick * 1_000_000;
    }

    private void deviceToHost() {
        tick++;
        device.advance(nowNs());
        device.sendSensors(nowNs(), measured, 7);
        host.receive(up.bytes, up.drain(), nowNs());
        host.takeSensors(nowNs(), sensors);
        host.statusInto(nowNs(), status);
    }

    private void hostToDevice() {
        command.sensorSequence = sensors.sequence;
        command.shieldSequence++;
        command.policySequence = command.shieldSequence;
        command.values[0] = tick % 1000 == 0 ? 2 : 0.5; // now and then outside the box
        command.values[1] = tick % 777 == 0 ? Double.NaN : 0.5;
        host.sendCommand(nowNs(), command);
        if (tick % 50 == 0) {
            down.noise();
        }
        device.receive(down.bytes, down.drain(), nowNs());
        device.commandInto(actuators);
    }

    private void requests() {
        Directive directive = tick % 500 == 499 ? Directive.DISARM : tick % 500 == 400 ? Directive.LAND : Directive.ARM;
        host.sendDirective(nowNs(), directive);
        host.requestTime(nowNs());
        host.grant(nowNs(), nowNs());
        device.receive(down.bytes, down.drain(), nowNs());
        if (device.grantedUntilNs() != DeviceEndpoint.NO_GRANT) {
            device.grantDone(nowNs());
        }
    }

    private void order() {
        stop.send(Directive.LAND, nowNs());
        device.receive(down.bytes, down.drain(), nowNs());
    }
}
