package dev.creance.safety.qp;

import dev.creance.runtime.HotPathContract;
import dev.creance.runtime.property.Property;
import java.util.ArrayList;
import java.util.List;

/** Every outcome of the projection, in turns. */
class QpHotPathTest extends HotPathContract {
    private static final int SIZE = 7;
    private static final int ROWS = 46;
    private static final int PROBLEMS = 64;

    private final List<double[][]> normals = new ArrayList<>();
    private final List<double[]> bounds = new ArrayList<>();
    private final Problem problem = new Problem(SIZE, ROWS);
    private final DualActiveSet solver = new DualActiveSet(SIZE, ROWS, 100);
    private final DualActiveSet capped = new DualActiveSet(SIZE, ROWS, 2);
    private final double[] out = new double[SIZE];
    private int turn;

    @Override
    protected Class<?> anyOfTheProduct() {
        return DualActiveSet.class;
    }

    @Override
    protected List<EntryPoint> entryPoints() {
        Property.check(1, choices -> {
            System.arraycopy(Problem.draw(choices, SIZE, 5), 0, problem.wish, 0, SIZE);
            for (int i = 0; i < PROBLEMS; i++) {
                double[][] rows = new double[ROWS][];
                double[] most = new double[ROWS];
                for (int row = 0; row < ROWS; row++) {
                    rows[row] = Problem.draw(choices, SIZE, 1);
                    // every fourth asks for the impossible, every eighth is no problem at all
                    most[row] = (i % 4 == 3 ? -1 : 1) * choices.between(0, 1);
                }
                most[0] = i % 8 == 7 ? Double.NaN : most[0];
                normals.add(rows);
                bounds.add(most);
            }
        });
        return List.of(EntryPoint.of("HalfSpaces.add, Metric.set, DualActiveSet.project", this::next));
    }

    private void next() {
        turn = (turn + 1) % PROBLEMS;
        problem.rows.clear();
        for (int row = 0; row < ROWS; row++) {
            problem.rows.add(normals.get(turn)[row], bounds.get(turn)[row]);
        }
        problem.metric.set(problem.h);
        solver.project(problem.metric, problem.wish, problem.rows, out);
        capped.project(problem.metric, problem.wish, problem.rows, out);
    }
}
