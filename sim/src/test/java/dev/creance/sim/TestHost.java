package dev.creance.sim;

import dev.creance.bridge.Envelope;
import dev.creance.bridge.HostEndpoint;
import dev.creance.bridge.HostProfile;
import dev.creance.bridge.LinkTransmit;
import dev.creance.runtime.Command;
import dev.creance.runtime.DeviceState;
import dev.creance.runtime.Directive;
import dev.creance.runtime.Frame;
import dev.creance.runtime.Layout;
import dev.creance.runtime.Link;
import dev.creance.runtime.Source;
import java.util.Collections;
import java.util.zip.CRC32C;

/** A host on the near end of a link that arms the device and commands it, one tick per millisecond. */
public final class TestHost {
    static final int TICK_NS = 1_000_000;
    private static final int HOLD_TICKS = 20;

    /** Stands in for all that decides on commands. */
    @FunctionalInterface
    public interface Pilot {
        /** @param commandInOut what was commanded last; what shall be commanded now */
        void command(double[] measured, long elapsedNs, double[] commandInOut);
    }

    final HostEndpoint endpoint;
    final Frame sensors;
    final CRC32C received = new CRC32C();
    Directive directive = Directive.ARM;
    boolean idle;
    private final Link link;
    private final Command command;
    private final Pilot pilot;
    private final byte[] buffer = new byte[4096];
    private final double[] values;
    private long armedSinceNs = -1;
    private long freshNs = Long.MIN_VALUE;

    TestHost(Link link, boolean lockstep, PlantConfig plant, Envelope envelope, Pilot pilot) {
        this.link = link;
        this.pilot = pilot;
        sensors = new Frame(plant.sensors());
        command = new Command(plant.commands().size());
        values = new double[plant.commands().size()];
        endpoint = new HostEndpoint(
                new HostProfile("test", 42, lockstep, plant.sensors(), plant.commands(), envelope),
                new LinkTransmit(link, lockstep));
    }

    /** 60 ms of validity, half a second to resume, the same limits for every command. */
    static Envelope envelope(Layout commands, double min, double max) {
        return new Envelope(
                TICK_NS,
                60_000,
                30,
                20,
                500_000,
                Collections.nCopies(commands.size(), new Envelope.Limit((float) min, (float) max, 1e4f)));
    }

    /** Reads, decides, writes. */
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
        boolean flies = directive == Directive.ARM && armedSinceNs >= 0 && !idle;
        if (flies) {
            pilot.command(sensors.values, nowNs - armedSinceNs, values);
        }
        System.arraycopy(values, 0, command.values, 0, values.length);
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
