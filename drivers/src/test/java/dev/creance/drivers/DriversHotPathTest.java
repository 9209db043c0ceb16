package dev.creance.drivers;

import dev.creance.runtime.Command;
import dev.creance.runtime.DeviceStatus;
import dev.creance.runtime.Directive;
import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPathContract;
import dev.creance.runtime.Link;
import dev.creance.runtime.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The host's device over every link, and the links themselves. In real time the device answers from its own thread. */
class DriversHotPathTest extends HotPathContract {
    private static final Map<LinkPairs, String> LINKS = Map.of(
            LinkPairs.IN_PROCESS, "InProcessLink.read, InProcessLink.write",
            LinkPairs.PTY_AND_SERIAL, "SerialLink.read, SerialLink.write, PtyPair.read, PtyPair.write",
            LinkPairs.UDP, "SocketLink.read, SocketLink.write, UdpLink.write",
            LinkPairs.TCP, "SocketLink.read, SocketLink.write");
    private static final int THROUGH_THE_KERNEL = 2_000;
    private static final int PATIENCE = 10_000_000;

    private final byte[] buffer = new byte[64];
    private final Frame sensors = new Frame(Bench.SENSORS);
    private final DeviceStatus status = new DeviceStatus();
    private final Command command = new Command(2);

    @Override
    protected Class<?> anyOfTheProduct() {
        return BridgeDevice.class;
    }

    @Override
    protected List<EntryPoint> entryPoints() throws Exception {
        List<EntryPoint> points = new ArrayList<>();
        for (LinkPairs kind : LinkPairs.values()) {
            points.add(echo(kind));
            points.add(flight(kind, true));
        }
        points.add(flight(LinkPairs.IN_PROCESS, false));
        points.add(flight(LinkPairs.PTY_AND_SERIAL, false));
        points.add(served());
        return points;
    }

    private EntryPoint echo(LinkPairs kind) throws Exception {
        LinkEnds ends = closing(kind.open());
        return EntryPoint.of(LINKS.get(kind) + " over " + kind, () -> {
                    ends.near().write(buffer, 64);
                    await(ends.farEnd());
                    ends.farEnd().write(buffer, 64);
                    await(ends.near());
                })
                .runs(THROUGH_THE_KERNEL);
    }

    private EntryPoint served() throws Exception {
        Path path = Files.createTempDirectory("creance-door").resolve("vehicle");
        ServedLink link = closing(ServedLink.of(Door.open("pty:" + path, 2_000_000)));
        Link host = closing(SerialLink.open(path.toRealPath().toString(), 2_000_000));
        while (link.write(buffer, 64) != 64 || host.read(buffer) == 0) {
            Thread.onSpinWait(); // until the door is open
        }
        return EntryPoint.of("ServedLink.read, ServedLink.write", () -> {
                    host.write(buffer, 64);
                    await(link);
                    link.write(buffer, 64);
                    await(host);
                })
                .runs(THROUGH_THE_KERNEL);
    }

    private void await(Link link) {
        int count = 0;
        for (int i = 0; count < 64 && i < PATIENCE; i++) {
            count += Math.max(0, link.read(buffer));
        }
    }

    /** One tick: in lockstep with a grant. The last one of a hundred asks the device to land, the next one to fly again. */
    private EntryPoint flight(LinkPairs kind, boolean lockstep) throws Exception {
        LinkEnds ends = closing(kind.open());
        closing(Bench.standard(ends.farEnd()));
        HandClock clock = new HandClock();
        BridgeDevice device = closing(new BridgeDevice(Bench.host(lockstep), ends.near(), new WallClock()));
        device.open(clock);
        long[] tick = {0};
        String grant = lockstep ? ", BridgeDevice.grant" : " in real time";
        return EntryPoint.of("BridgeDevice.read, BridgeDevice.write" + grant + " over " + kind, () -> {
                    long nowNs = ++tick[0] * Bench.MS;
                    boolean unused = lockstep && device.grant(nowNs);
                    clock.nowNs = nowNs;
                    boolean fresh = device.read(nowNs, sensors, status);
                    command.values[0] = fresh ? 0.5 : 2;
                    command.validForUs = 60_000;
                    command.source = Source.POLICY;
                    command.sensorSequence = sensors.sequence;
                    command.shieldSequence = tick[0];
                    device.write(nowNs, command, directive(tick[0]));
                })
                .runs(THROUGH_THE_KERNEL);
    }

    private static Directive directive(long tick) {
        return tick % 100 == 99 ? Directive.LAND : tick % 100 == 98 ? Directive.DISARM : Directive.ARM;
    }
}
