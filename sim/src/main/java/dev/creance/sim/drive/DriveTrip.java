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
 *   <li>Currents longer, for {@value #OVER_PERIODS} periods, than the machine bears; or, while the firmware itself regulates them, than
 *       {@value #OVER_SHARE} of what it asks for and of what it found: then its own law drives them away, for it measures others than
 *       those that flow.
 * </ul>
 */
@HotPath
final class DriveTrip {
    private static final double BLIND_S = 0.001;
    private static final double STUCK_RAD = 0.05;

    private static final int OVER_PERIODS = 3;
    private static final double OVER_SHARE = 1.4;

    private final boolean inRotor;
    private final double mostA;
    private final double askedA;
    private final long needed;
    private final double stuckRad;
    private double blindS;
    private double turnedRad;
    private double angleRad = Double.NaN;
    private double foundA;
    private int overPeriods;
    private boolean tripped;

    /**
     * @param channels in all; those of the currents begin at {@link DriveChannels#CURRENT}
     * @param inRotor whether the first two are those of the rotor's axes; in others no length is looked at
     * @param encoderStepRad by which its angle changes
     * @param mostA what the machine bears
     * @param askedA the most that the firmware asks for by itself
     */
    DriveTrip(int channels, boolean inRotor, double encoderStepRad, double mostA, double askedA) {
        this.inRotor = inRotor;
        this.mostA = mostA;
        this.askedA = askedA;
        stuckRad = Math.max(STUCK_RAD, 2 * encoderStepRad);
        long bits = Frame.bit(DriveChannels.SPEED) | Frame.bit(DriveChannels.ANGLE);
        for (int i = DriveChannels.CURRENT; i < channels; i++) {
            bits |= Frame.bit(i);
        }
        needed = bits;
    }

    /** One period of the control under commands. */
    void look(double[] measured, long validBits, double periodS) {
        foundA = lengthA(measured);
        look(measured, validBits, foundA > mostA, periodS);
    }

    /** One in which the firmware regulates by itself. */
    void lookAlone(double[] measured, long validBits, double periodS) {
        look(measured, validBits, lengthA(measured) > OVER_SHARE * Math.max(foundA, askedA), periodS);
    }

    private void look(double[] measured, long validBits, boolean over, double periodS) {
        overPeriods = over ? overPeriods + 1 : 0;
        blindS = (validBits & needed) == needed ? 0 : blindS + periodS;
        double angle = measured[DriveChannels.ANGLE];
        turnedRad = angle == angleRad ? turnedRad + Math.abs(measured[DriveChannels.SPEED]) * periodS : 0;
        angleRad = angle;
        tripped |= blindS > BLIND_S || turnedRad > stuckRad || overPeriods >= OVER_PERIODS;
    }

    private double lengthA(double[] measured) {
        double d = measured[DriveChannels.CURRENT];
        double q = inRotor ? measured[DriveChannels.CURRENT + 1] : Double.NaN;
        return Math.sqrt(d * d + q * q);
    }

    boolean tripped() {
        return tripped;
    }

    /** The converter is off, and may be switched on again. */
    void reset() {
        tripped = false;
        blindS = 0;
        turnedRad = 0;
        overPeriods = 0;
    }
}
