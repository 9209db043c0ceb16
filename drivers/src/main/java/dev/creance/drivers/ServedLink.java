package dev.creance.drivers;

import dev.creance.runtime.DeviceException;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.Link;
import java.util.concurrent.locks.LockSupport;

/**
 * The device's end of a link, served to one host after another: it is never closed by a host that goes. While none is there nothing
 * arrives, and what is sent is lost. A thread of its own opens the door for the next.
 *
 * <pre>{@code
 * try (ServedLink link = ServedLink.of(Door.open("tcp://0.0.0.0:5770", 2_000_000))) { … }
 * }</pre>
 */
public final class ServedLink implements Link {
    private static final long RETRY_NS = 200_000_000;

    private final Door door;
    private final Thread doorkeeper;
    private volatile Link peer;
    private volatile boolean closed;

    private ServedLink(Door door) {
        this.door = door;
        doorkeeper = new Thread(this::keepDoor, "creance-door");
        doorkeeper.setDaemon(true);
    }

    /** Begins to serve. */
    public static ServedLink of(Door door) {
        ServedLink link = new ServedLink(door);
        link.doorkeeper.start();
        return link;
    }

    private void keepDoor() {
        while (!closed) {
            if (peer == null) {
                try {
                    peer = door.next();
                } catch (DeviceException notYet) {
                    LockSupport.parkNanos(RETRY_NS);
                }
            } else {
                LockSupport.parkNanos(RETRY_NS);
            }
        }
    }

    @Override
    @HotPath
    public int read(byte[] buffer) {
        Link now = peer;
        if (now == null) {
            return closed ? CLOSED : 0;
        }
        int count = now.read(buffer);
        if (count == CLOSED) {
            lost();
        }
        return Math.max(0, count);
    }

    @Override
    @HotPath
    public int write(byte[] buffer, int length) {
        Link now = peer;
        if (now == null) {
            return length;
        }
        int taken = now.write(buffer, length);
        if (taken == CLOSED) {
            lost();
            return length;
        }
        return taken;
    }

    /** Whoever reads and writes notices, and nobody else: the doorkeeper only fills the place that is empty. */
    @HotPath
    private void lost() {
        peer = null;
        LockSupport.unpark(doorkeeper);
    }

    /** The host has gone without a word: a door that admits one at a time is opened for the next. */
    public void release() {
        Link now = peer;
        if (now != null && door.admitsOne()) {
            now.close();
        }
    }

    @Override
    public double bytesPerS() {
        return door.bytesPerS();
    }

    @Override
    public String describe() {
        return door.describe();
    }

    @Override
    public void close() {
        closed = true;
        Link now = peer;
        if (now != null) {
            now.close();
        }
        door.close();
        doorkeeper.interrupt();
    }
}
