package dev.creance.dynamics.quadrotor;

import dev.creance.runtime.Channel;
import dev.creance.runtime.Layout;
import java.util.ArrayList;
import java.util.List;

/**
 * The channels of a quadrotor: what it measures, takes and should follow. World ENU with z up, body FLU, quaternion w-x-y-z
 * that rotates body to world, body rates in body axes. Rotor order: front-right, back-right, back-left, front-left.
 */
public final class QuadrotorChannels {
    /** Offsets into the sensors layout. */
    public static final int POSITION = 0;

    public static final int ORIENTATION = 3;
    public static final int VELOCITY = 7;
    public static final int GYRO = 10;
    public static final int ACCEL = 13;
    public static final int ROTOR = 16;
    public static final int BATTERY = 20;

    /** Offsets into the reference layout. */
    public static final int REFERENCE_POSITION = 0;

    public static final int REFERENCE_VELOCITY = 3;
    public static final int REFERENCE_YAW = 6;

    private QuadrotorChannels() {}

    /** What the device streams; 21 channels. Position, orientation and velocity are the device's own estimate. */
    public static Layout sensors() {
        List<Channel> channels = new ArrayList<>();
        add(channels, "position.", "m", 1000, "x", "y", "z");
        add(channels, "orientation.", "1", 1.1, "w", "x", "y", "z");
        add(channels, "velocity.", "m/s", 100, "x", "y", "z");
        add(channels, "gyro.", "rad/s", 60, "x", "y", "z");
        add(channels, "accel.", "m/s2", 200, "x", "y", "z");
        for (int rotor = 0; rotor < 4; rotor++) {
            channels.add(new Channel("rotor." + rotor, "1", 0, 1));
        }
        channels.add(new Channel("battery.voltage", "V", 0, 10));
        return new Layout(channels);
    }

    /** Normalised throttle set points, 0 to 1. */
    public static Layout commands() {
        List<Channel> channels = new ArrayList<>();
        for (int motor = 0; motor < 4; motor++) {
            channels.add(new Channel("motor." + motor, "1", 0, 1));
        }
        return new Layout(channels);
    }

    /** Where the vehicle should be, how fast it should move there, and where its nose should point. */
    public static Layout reference() {
        List<Channel> channels = new ArrayList<>();
        add(channels, "reference.position.", "m", 1000, "x", "y", "z");
        add(channels, "reference.velocity.", "m/s", 100, "x", "y", "z");
        channels.add(new Channel("reference.yaw", "rad", -Math.PI, Math.PI));
        return new Layout(channels);
    }

    private static void add(List<Channel> channels, String prefix, String unit, double bound, String... axes) {
        for (String axis : axes) {
            channels.add(new Channel(prefix + axis, unit, -bound, bound));
        }
    }
}
