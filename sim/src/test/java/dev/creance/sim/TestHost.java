package dev.creance.sim;

import dev.creance.bridge.Envelope;
import dev.creance.bridge.HostEndpoint;
import dev.creance.bridge.HostProfile;
import dev.creance.bridge.LinkTransmit;
import dev.creance.dynamics.quadrotor.QuadrotorChannels;
import dev.creance.dynamics.quadrotor.QuadrotorParameterFiles;
import dev.creance.dynamics.quadrotor.QuadrotorReferences;
import dev.creance.runtime.Command;
import dev.creance.runtime.DeviceState;
import dev.creance.runtime.Directive;
import dev.creance.runtime.Frame;
import dev.creance.runtime.Link;
import dev.creance.runtime.Source;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.sim.quadrotor.TestPilot;
import java.util.List;
import java.util.zip.CRC32C;

/** A host on the near end of a link that arms the device and flies it with {@link TestPilot}, one tick per millisecond. */
final class TestHost {
    static final int TICK_NS = 1_000_000;
    static final Envelope ENVELOPE =
            new Envelope(TICK_NS, 60_000, 30, 20, 500_000, List.of(limit(), limit(), limit(), limit()));
    private static final int HOLD_TICKS = 20;

    final HostEndpoint endpoint;
    final Frame sensors = new Frame(QuadrotorChannels.sensors());
    final CRC32C received = new CRC32C();
    Directive directive = Directive.ARM;
    private final Link link;
    private final Command command = new Command(4);
    private final TestPilot pilot;
    private final byte[] buffer = new byte[4096];
    private final double[] throttle = new double[4];
    private long armedSinceNs = -1;
    private long freshNs = Long.MIN_VALUE;

    TestHost(Link link, boolean lockstep, String reference) {
        this.link = link;
        pilot = new TestPilot(
                QuadrotorParameterFiles.named("crazyflie-2.x"),
                QuadrotorReferences.from(ConfigFile.parse("reference", reference)));
        HostProfile profile = new HostProfile(
                "test", 42, lockstep, QuadrotorChannels.sensors(), QuadrotorChannels.commands(), ENVELOPE);
        endpoint = new HostEndpoint(profile, new LinkTransmit(link, lockstep));
    }

    private static Envelope.Limit limit() {
        return new Envelope.Limit(0, 1, 1e4f);
    }

    /** Reads, flies, writes. */
    void tick(long nowNs) {
        read(nowNs);
        if (!endpoint.takeSensors(nowNs, sensors) && nowNs - freshNs > HOLD_TICKS * (long) TICK_NS) {
            return; // without sensors there is nothing to command
        }
        freshNs = sensors.receiptNs;
        DeviceState state = endpoint.state();
        if (directive == Directive.ARM && armedSinceNs < 0 && state == DeviceState.ARMED) {
            armedSinceNs = nowNs;
        }
        boolean flies = directive == Directive.ARM && armedSinceNs >= 0;
        if (flies) {
            pilot.fly(sensors.values, nowNs - armedSinceNs, throttle, 1e-3);
        }
        System.arraycopy(throttle, 0, command.values, 0, 4);
        command.validForUs = 60_000;
        command.sensorSequence = sensors.sequence;
        command.shieldSequence++;
        command.policySequence = command.shieldSequence;
        command.source = flies ? Source.BACKUP : Source.NONE;
        endpoint.sendCommand(nowNs, command);
        boolean wanted = directive != Directive.ARM || armedSinceNs < 0;
        endpoint.sendDirective(nowNs, wanted ? directive : Directive.NONE);
    }

    void read(long nowNs) {
        int count = link.read(buffer);
        while (count > 0) {
            received.update(buffer, 0, count);
            endpoint.receive(buffer, count, nowNs);
            count = link.read(buffer);
        }
    }
}
