package dev.creance.dynamics.drive.identify;

import dev.creance.dynamics.drive.DriveChannels;
import dev.creance.dynamics.identify.Recording;
import dev.creance.dynamics.identify.Segment;
import java.util.List;

/**
 * How the shaft turned, from its angle alone. An encoder's own speed is a mean over the time before, so it lags, and the voltage that a
 * lagging speed induces looks like a resistance.
 */
final class ShaftCourse {
    /** Long enough for a count of an encoder not to matter, short beside what shafts take to change their speed. */
    private static final double EITHER_SIDE_S = 0.001;

    /** Since the sample before, per sample: exact but for a count. */
    final double[] turnedRad;

    /** Smooth: from the angle before and after. */
    final double[] speedRadPerS;

    ShaftCourse(Recording recording, List<Segment> segments) {
        double[] angleRad = recording.channel(DriveChannels.ANGLE);
        int n = angleRad.length;
        double[] timeS = recording.sampleTimeS();
        turnedRad = new double[n];
        double[] wholeRad = angleRad.clone();
        for (int k = 1; k < n; k++) {
            turnedRad[k] = Math.IEEEremainder(angleRad[k] - angleRad[k - 1], 2 * Math.PI);
            wholeRad[k] = wholeRad[k - 1] + turnedRad[k];
        }
        int side = (int) Math.max(1, Math.rint(EITHER_SIDE_S / Segment.periodS(recording)));
        speedRadPerS = new double[n];
        for (Segment segment : segments) {
            for (int k = segment.from(); k < segment.to(); k++) {
                int before = Math.max(segment.from(), k - side);
                int after = Math.min(segment.to() - 1, k + side);
                speedRadPerS[k] = (wholeRad[after] - wholeRad[before]) / (timeS[after] - timeS[before]);
            }
        }
    }
}
