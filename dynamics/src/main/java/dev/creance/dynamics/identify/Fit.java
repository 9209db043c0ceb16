package dev.creance.dynamics.identify;

import dev.creance.dynamics.identify.ResponseModel.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.hipparchus.exception.MathIllegalStateException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;

/**
 * A model fitted to a recording, with every parameter as an {@link Estimate}: what it would be without a block of the recording is
 * one Gauss-Newton step away from what it is with all, the step on the normal equations less the block's.
 */
public final class Fit {
    private static final int MOST_BLOCKS = 20;
    private static final int LEAST_BLOCKS = 8;

    /** Blocks are so many correlation times long at least. */
    private static final double BLOCK_LENGTH = 5;

    /** A direction among the scaled parameters that changes the response so much less than the best one is not seen at all. */
    private static final double UNSEEN = 1e-10;

    private static final double PART_OF_UNSEEN = 0.1;

    /** A search that is further from its end than this part of a standard error did not end. */
    private static final double FAR = 0.5;

    /** But for this part of the value, where there is hardly any noise. */
    private static final double ROUNDING = 1e-5;

    private final List<Parameter> parameters;
    private final double[] theta;
    private final int blocks;
    private final boolean[] seen;
    private final double[][] without;

    private Fit(List<Parameter> parameters, OutputErrorFit search, Windows windows) throws UnfitRecording {
        this.parameters = parameters;
        theta = search.theta();
        double[] white = search.whitened(theta);
        blocks = blocks(white, windows.count());
        double[][] columns = search.sensitivity(theta);
        double[] scale = scale(columns);
        NormalEquations all = new NormalEquations(columns, white, scale, blocks, windows.count());
        seen = seen(all.total());
        double[] left = all.step(UNSEEN);
        without = new double[blocks][];
        for (int b = 0; b < blocks; b++) {
            without[b] = all.stepWithout(b, UNSEEN);
            for (int p = 0; p < theta.length; p++) {
                without[b][p] =
                        theta[p] + without[b][p] * scale[p] * parameters.get(p).step();
            }
        }
        for (int p = 0; p < theta.length; p++) {
            seen[p] &=
                    settled(p, Math.abs(left[p] * scale[p] * parameters.get(p).step()));
        }
    }

    /** Whether the search for a parameter ended, and not at the limits of what was searched. */
    private boolean settled(int p, double leftToGo) {
        Parameter parameter = parameters.get(p);
        double enough = FAR * estimate(parameter.name()).deviation() + ROUNDING * Math.abs(theta[p]);
        return leftToGo <= enough && theta[p] > parameter.least() && theta[p] < parameter.greatest();
    }

    /**
     * Fits.
     *
     * @param spanS over how long samples are gathered at least
     * @param mostWindows gathered longer where there would be more windows
     * @throws UnfitRecording where it is too short
     */
    public static Fit of(ResponseModel model, Recording recording, double spanS, int mostWindows)
            throws UnfitRecording {
        int samples = model.segments().stream().mapToInt(Segment::size).sum();
        double periodS = Segment.periodS(recording);
        int stride = (int) Math.max(Math.max(1, Math.rint(spanS / periodS)), Math.ceil((double) samples / mostWindows));
        Windows windows = new Windows(model.segments(), stride);
        int unknowns = model.parameters().size();
        if (windows.count() < 20 * unknowns) {
            throw new UnfitRecording("holds " + windows.count() + " usable windows of " + stride + " samples, and "
                    + unknowns + " parameters need " + 20 * unknowns + "; record for longer");
        }
        OutputErrorFit search = new OutputErrorFit(model, windows, recording.size());
        try {
            search.run();
            return new Fit(model.parameters(), search, windows);
        } catch (MathIllegalStateException e) {
            throw new UnfitRecording("does not lead to parameters that explain it (" + e.getMessage()
                    + "); is it of this robot, and are the prior parameters near?");
        }
    }

    /** That makes every column one of length 1. */
    private static double[] scale(double[][] columns) {
        double[] scale = new double[columns.length];
        for (int p = 0; p < scale.length; p++) {
            double square = 0;
            for (double entry : columns[p]) {
                square += entry * entry;
            }
            scale[p] = square > 0 ? 1 / Math.sqrt(square) : 1;
        }
        return scale;
    }

    private static int blocks(double[] white, int windows) throws UnfitRecording {
        double time = 1;
        for (int at = 0; at < white.length; at += windows) {
            time = Math.max(time, CorrelationTime.ofSamples(Arrays.copyOfRange(white, at, at + windows)));
        }
        int most = (int) (windows / (BLOCK_LENGTH * time));
        if (most < LEAST_BLOCKS) {
            throw new UnfitRecording(String.format(
                    Locale.ROOT,
                    "is as good as %.0f independent windows, and bounds need %.0f; record for longer",
                    windows / time,
                    LEAST_BLOCKS * BLOCK_LENGTH));
        }
        return Math.min(MOST_BLOCKS, most);
    }

    private static boolean[] seen(double[][] normal) {
        EigenDecompositionSymmetric eigen = new EigenDecompositionSymmetric(new Array2DRowRealMatrix(normal));
        boolean[] seen = new boolean[normal.length];
        Arrays.fill(seen, true);
        double best = eigen.getEigenvalue(0);
        for (int i = 0; i < seen.length; i++) {
            if (!(eigen.getEigenvalue(i) > UNSEEN * best)) {
                for (int p = 0; p < seen.length; p++) {
                    seen[p] &= Math.abs(eigen.getEigenvector(i).getEntry(p)) < PART_OF_UNSEEN;
                }
            }
        }
        return seen;
    }

    /** Whether the response depends on a parameter at all, in a way of its own, so that a search for it ends. */
    public boolean seen(String name) {
        return seen[index(name)];
    }

    public Estimate estimate(String name) {
        int p = index(name);
        double[] each = new double[blocks];
        for (int b = 0; b < blocks; b++) {
            each[b] = without[b][p];
        }
        return new Estimate(theta[p], each);
    }

    /** A number that is known, to be computed with. */
    public Estimate known(double value) {
        return Estimate.known(value, blocks);
    }

    /** All parameters, in the order of the model. */
    public double[] theta() {
        return theta.clone();
    }

    private int index(String name) {
        for (int p = 0; p < theta.length; p++) {
            if (parameters.get(p).name().equals(name)) {
                return p;
            }
        }
        throw new IllegalArgumentException("no parameter '" + name + "'");
    }
}
