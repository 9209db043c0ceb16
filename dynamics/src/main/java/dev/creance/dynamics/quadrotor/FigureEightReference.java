package dev.creance.dynamics.quadrotor;

import static dev.creance.dynamics.quadrotor.QuadrotorChannels.REFERENCE_POSITION;
import static dev.creance.dynamics.quadrotor.QuadrotorChannels.REFERENCE_VELOCITY;

import dev.creance.dynamics.Trigonometry;
import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.Layout;
import dev.creance.runtime.Reference;

/**
 * Climbs over the origin, holds, then flies the figure eight of the learning-to-fly firmware (arXiv 2311.13081):
 *
 * <pre>
 * φ = 2π P + π/2     x = s cos φ     y = s sin(2φ) / 2     ẋ = −2π ν s sin φ     ẏ = 2π ν s cos(2φ)
 * ν(t) = min(t / R, 1) / I      with the ramp R and the interval I
 * </pre>
 *
 * The firmware adds up the progress P once per sample period h with the speed of that sample. The sum over k samples has the
 * closed form P = h² k (k+1) / (2RI), with t = kh
 *
 * <pre>
 * P(t) = t (t + h) / (2RI)  for t ≤ R,     P(t) = ((R + h) / 2 + t − R) / I  beyond,
 * </pre>
 *
 * which is defined at every t, passes through the firmware's samples and is what is evaluated here: a course must not depend
 * on how often it is asked for.
 */
final class FigureEightReference implements Reference {
    /** The firmware's sample period, s. */
    static final double SAMPLE_S = 0.01;

    private final Layout layout = QuadrotorChannels.reference();
    private final Climb climb;
    private final long startNs;
    private final double intervalS;
    private final double scaleM;
    private final double rampS;

    /** @param startNs when the eight begins: climb and hold are over */
    FigureEightReference(Climb climb, long startNs, double intervalS, double scaleM, double rampS) {
        this.climb = climb;
        this.startNs = startNs;
        this.intervalS = intervalS;
        this.scaleM = scaleM;
        this.rampS = rampS;
    }

    @Override
    public Layout layout() {
        return layout;
    }

    @Override
    @HotPath
    public void sample(long elapsedNs, Frame out) {
        HoverReference.sampleClimb(climb, elapsedNs, out);
        if (elapsedNs < startNs) {
            return;
        }
        double t = (elapsedNs - startNs) * 1e-9;
        double phase = 2 * Math.PI * progress(t) + Math.PI / 2;
        double rate = 2 * Math.PI * Math.min(t / rampS, 1) / intervalS;
        double[] r = out.values;
        r[REFERENCE_POSITION] = scaleM * Trigonometry.cos(phase);
        r[REFERENCE_POSITION + 1] = scaleM * Trigonometry.sin(2 * phase) / 2;
        r[REFERENCE_VELOCITY] = -scaleM * Trigonometry.sin(phase) * rate;
        r[REFERENCE_VELOCITY + 1] = scaleM * Trigonometry.cos(2 * phase) * rate;
    }

    private double progress(double t) {
        return t <= rampS
                ? t * (t + SAMPLE_S) / (2 * rampS * intervalS)
                : ((rampS + SAMPLE_S) / 2 + (t - rampS)) / intervalS;
    }
}
