package dev.creance.sim.drive;

import dev.creance.dynamics.drive.DriveChannels;
import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPath;

/**
 * When a drive's firmware no longer knows what it needs to regulate a current: the converter is switched off then, whatever is
 * commanded, and stays off until it is disarmed. Below the speed at which the magnets induce more than the supply gives, which is
 * where the shield keeps it, currents end with the switches.
 *
 * <ul>
 *   <li>Speed, angle or currents flagged invalid or not finite for longer than {@value #BLIND_S} s.
 *   <li>An angle that stays, bit by bit, while the speed says that the shaft has turned by {@value #STUCK_RAD} rad or two steps of the
 *       encoder, whichever is more: little enough of the field's turn for the voltage to point nearly where it should.
 * </ul>
 */
@HotPath
final class DriveTrip {
    private static final double BLIND_S = 0.001;
    private static final double STUCK_RAD = 0.05;

    private final long needed;
    private final double stuckRad;
    private double blindS;
    private double turnedRad;
    private double angleRad = Double.NaN;
    private boolean tripped;

    /**
     * @param channels in all; those of the currents begin at {@link DriveChannels#CURRENT}
     * @param encoderStepRad by which its angle changes
     */
    DriveTrip(int channels, double encoderStepRad) {
        stuckRad = Math.max(STUCK_RAD, 2 * encoderStepRad);
        long bits = Frame.bit(DriveChannels.SPEED) | Frame.bit(DriveChannels.ANGLE);
        for (int i = DriveChannels.CURRENT; i < channels; i++) {
            bits |= Frame.bit(i);
        }
        needed = bits;
    }

    /** One period of the control. */
    void look(double[] measured, long validBits, double periodS) {
        blindS = (validBits & needed) == needed ? 0 : blindS + periodS;
        double angle = measured[DriveChannels.ANGLE];
        turnedRad = angle == angleRad ? turnedRad + Math.abs(measured[DriveChannels.SPEED]) * periodS : 0;
        angleRad = angle;
        tripped |= blindS > BLIND_S || turnedRad > stuckRad;
    }

    boolean tripped() {
        return tripped;
    }

    /** The converter is off, and may be switched on again. */
    void reset() {
        tripped = false;
        blindS = 0;
        turnedRad = 0;
    }
}
