package dev.creance.bridge;

import dev.creance.runtime.Channel;
import dev.creance.runtime.Command;
import dev.creance.runtime.DeviceState;
import dev.creance.runtime.DeviceStatus;
import dev.creance.runtime.Directive;
import dev.creance.runtime.Frame;
import dev.creance.runtime.Layout;
import dev.creance.runtime.Source;
import java.util.List;

/** A host and a device, joined by two wires, and a clock that the test moves. */
final class Rig {
    static final long MS = 1_000_000;
    static final int SESSION = 0x5e551011;

    static final Layout SENSORS = new Layout(List.of(
            new Channel("gyro.x", "rad/s", -60, 60),
            new Channel("gyro.y", "rad/s", -60, 60),
            new Channel("height", "m", 0, 10)));
    static final Layout COMMANDS =
            new Layout(List.of(new Channel("motor.0", "1", 0, 1), new Channel("motor.1", "1", 0, 1)));
    static final Envelope ENVELOPE = envelope(0.9f);
    static final DeviceIdentity IDENTITY = new DeviceIdentity(
            "rig",
            "creance-test",
            "1.2.3",
            Protocol.CAPABILITY_LOCKSTEP | Protocol.CAPABILITY_TIME_SYNC | Protocol.CAPABILITY_SELF_LANDING,
            2000,
            1000);

    final Wire down = new Wire();
    final Wire up = new Wire();
    final DeviceEndpoint device;
    final HostEndpoint host;
    final Command command = new Command(COMMANDS.size());
    final Frame sensors = new Frame(SENSORS);
    final DeviceStatus status = new DeviceStatus();
    final double[] measured = {0.1, -0.2, 1.5};
    final double[] actuators = new double[COMMANDS.size()];
    long nowNs;

    Rig() {
        this(SENSORS, ENVELOPE);
    }

    Rig(Layout deviceSensors, Envelope deviceEnvelope) {
        device = new DeviceEndpoint(new DeviceProfile(IDENTITY, 77, deviceSensors, COMMANDS, deviceEnvelope), up);
        host = new HostEndpoint(new HostProfile("test", SESSION, false, SENSORS, COMMANDS, ENVELOPE), down);
        command.validForUs = 20_000;
        command.source = Source.POLICY;
        command.values[0] = 0.5;
        command.values[1] = 0.5;
    }

    static Envelope envelope(float max) {
        return new Envelope(
                1_000_000,
                60_000,
                30,
                20,
                200_000,
                List.of(new Envelope.Limit(0, max, 60), new Envelope.Limit(0.1f, max, 60)));
    }

    static Rig shakenHands() {
        Rig rig = new Rig();
        rig.host.hello(0);
        rig.exchange();
        return rig;
    }

    static Rig armed() {
        Rig rig = shakenHands();
        rig.tick(Directive.ARM);
        rig.exchange();
        if (rig.device.state() != DeviceState.ARMED) {
            throw new AssertionError("the rig did not arm: " + rig.host.lastResult());
        }
        return rig;
    }

    /** Armed, and a command of the policy is in force. */
    static Rig flying() {
        Rig rig = armed();
        rig.tick(Directive.NONE);
        rig.exchange();
        return rig;
    }

    /** One millisecond with a sensor frame up, one command down and the directive, all of which arrive. */
    void tick(Directive directive) {
        nowNs += MS;
        device.advance(nowNs);
        device.sendSensors(nowNs, measured, 0b111);
        exchange();
        sendCommand(directive);
        exchange();
    }

    void sendCommand(Directive directive) {
        host.takeSensors(nowNs, sensors);
        command.sensorSequence = sensors.sequence;
        command.shieldSequence++;
        command.policySequence = command.shieldSequence - 1;
        host.sendCommand(nowNs, command);
        host.sendDirective(nowNs, directive);
    }

    /** A millisecond in which the device hears nothing. */
    void silence() {
        nowNs += MS;
        device.advance(nowNs);
    }

    void silence(int ms) {
        for (int i = 0; i < ms; i++) {
            silence();
        }
    }

    /** Carries what has been sent, both ways. */
    void exchange() {
        toDevice(down.take());
        toHost(up.take());
    }

    void toDevice(byte[] bytes) {
        device.receive(bytes, bytes.length, nowNs);
    }

    void toHost(byte[] bytes) {
        host.receive(bytes, bytes.length, nowNs);
        host.statusInto(nowNs, status);
    }

    double[] actuators() {
        device.commandInto(actuators);
        return actuators;
    }
}
