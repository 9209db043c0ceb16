package dev.creance.policies.lint;

import dev.creance.policies.manifest.History;
import dev.creance.policies.manifest.Observation;
import dev.creance.policies.manifest.Term;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the values of a term lie in its tensor.
 *
 * @param columns by value, then by slot of the history
 */
record Block(Term term, int[][] columns) {

    static List<Block> of(Observation observation) {
        boolean byFrame = observation.history().filter(History::byFrame).isPresent();
        int frame = observation.terms().stream()
                .mapToInt(term -> term.common().dim())
                .sum();
        List<Block> blocks = new ArrayList<>();
        int start = 0;
        for (Term term : observation.terms()) {
            int dim = term.common().dim();
            int slots = observation.slots(term);
            int[][] columns = new int[dim][slots];
            for (int value = 0; value < dim; value++) {
                for (int slot = 0; slot < slots; slot++) {
                    columns[value][slot] = start + value + slot * (byFrame ? frame : dim);
                }
            }
            blocks.add(new Block(term, columns));
            start += byFrame ? dim : dim * slots;
        }
        return blocks;
    }

    String name() {
        return "'" + term.common().name() + "'";
    }

    int size() {
        return columns.length;
    }

    int slots() {
        return columns[0].length;
    }

    /** The mean over the slots of what stands at each value's columns. */
    double[] over(double[] byColumn) {
        double[] means = new double[columns.length];
        for (int value = 0; value < means.length; value++) {
            for (int column : columns[value]) {
                means[value] += byColumn[column] / columns[value].length;
            }
        }
        return means;
    }
}
