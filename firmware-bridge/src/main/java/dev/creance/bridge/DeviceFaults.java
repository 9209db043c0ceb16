package dev.creance.bridge;

import java.util.StringJoiner;

/** Fault bits that a device reports. The protocol's own are held from their cause until the next arming. */
public final class DeviceFaults {
    /** A command left the box and was limited by the device: the host's shield has failed. */
    public static final int COMMAND_BOX = 1;

    /** A command changed faster than the slew limit and was limited by the device: the host's shield has failed. */
    public static final int COMMAND_SLEW = 1 << 1;

    /** A command held NaN or infinity and was refused. */
    public static final int COMMAND_NON_FINITE = 1 << 2;

    /** A command's watchdog token, source or validity was wrong and it was refused. */
    public static final int COMMAND_PROOF = 1 << 3;

    /** Bits 16 to 31 belong to the device: failed sensors, power, actuators. Any of them forbids arming. */
    public static final int OWNER_MASK = 0xffff_0000;

    /** A sensor that the device's own landing needs has failed. */
    public static final int INERTIAL_SENSOR = 1 << 16;

    public static final int BATTERY = 1 << 17;
    public static final int ACTUATOR = 1 << 18;

    private static final String[] NAMES = new String[32];

    static {
        NAMES[0] = "command outside its box";
        NAMES[1] = "command faster than its slew limit";
        NAMES[2] = "command not finite";
        NAMES[3] = "command without valid proof";
        NAMES[16] = "inertial sensor";
        NAMES[17] = "battery";
        NAMES[18] = "actuator";
    }

    private DeviceFaults() {}

    /** The faults in words, for people; empty for none. */
    public static String describe(int bits) {
        StringJoiner words = new StringJoiner(", ");
        for (int bit = 0; bit < 32; bit++) {
            if ((bits >>> bit & 1) != 0) {
                words.add(NAMES[bit] == null ? "fault bit " + bit : NAMES[bit]);
            }
        }
        return words.toString();
    }
}
