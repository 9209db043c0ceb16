package dev.creance.sim;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The largest difference between a plant and a recording, per state, row after row. */
final class Deviation {
    private final List<String> names;
    private final double[] worst;
    private final int[] worstRow;
    private final double[] scale;
    private int row;

    Deviation(List<String> names) {
        this.names = names;
        worst = new double[names.size()];
        worstRow = new int[names.size()];
        scale = new double[names.size()];
    }

    /** Compares the next row. */
    void add(double[] state, double[] expected) {
        add(state, expected, -1);
    }

    /** Compares the next row; of the state at {@code angle} whole turns do not count. */
    void add(double[] state, double[] expected, int angle) {
        for (int i = 0; i < worst.length; i++) {
            double error = state[i] - expected[i];
            add(i, i == angle ? Math.IEEEremainder(error, 2 * Math.PI) : error, expected[i]);
        }
        row++;
    }

    private void add(int i, double error, double expected) {
        scale[i] = Math.max(scale[i], Math.abs(expected));
        if (!(Math.abs(error) <= worst[i])) {
            worst[i] = Math.abs(error);
            worstRow[i] = row;
        }
    }

    /** Takes a state's magnitude from elsewhere than from the rows. */
    void scale(int state, double magnitude) {
        scale[state] = magnitude;
    }

    /** @param mark that such a case is held to */
    VerifyResult result(Path file, double mark) {
        Map<String, VerifyResult.StateError> byState = new LinkedHashMap<>();
        double maxAbs = 0;
        double maxRel = 0;
        for (int i = 0; i < worst.length; i++) {
            double relative = worst[i] / Math.max(PlantVerification.FLOOR, scale[i]);
            byState.put(names.get(i), new VerifyResult.StateError(worst[i], relative, worstRow[i]));
            maxAbs = Math.max(maxAbs, worst[i]);
            maxRel = Math.max(maxRel, relative);
        }
        return new VerifyResult(file.toString(), mark, maxAbs, maxRel, byState, List.of());
    }
}
