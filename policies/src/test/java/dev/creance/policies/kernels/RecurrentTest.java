package dev.creance.policies.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.creance.runtime.property.Property;
import java.lang.foreign.Arena;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecurrentTest {
    private static final Offset<Double> NEAR = Offset.offset(3e-6);

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void bothTwinsOfAGruAgreeBitForBit(boolean linearBeforeReset) {
        Property.check(150, choices -> {
            Cell cell = new Cell(choices.integer(1, 30), choices.integer(1, 40), 3);
            GruCell gru = GruCell.of(
                    Floats.drawn(choices, 3 * cell.hidden * cell.inputs, 1),
                    Floats.drawn(choices, 3 * cell.hidden * cell.hidden, 1),
                    choices.bool() ? new float[0] : Floats.drawn(choices, 6 * cell.hidden, 1),
                    linearBeforeReset,
                    Arena.global());
            Floats memory = Floats.room(600);
            int x = memory.put(Floats.hostile(choices, cell.inputs));
            int h = memory.put(Floats.drawn(choices, cell.hidden, 1));
            int out = choices.bool() ? h : memory.take(cell.hidden);
            int scratch = memory.take(gru.scratch());
            Floats twin = memory.copy();

            gru.step(memory.memory(), x, h, out, scratch);
            gru.stepScalar(twin.memory(), x, h, out, scratch);

            memory.sameAs(twin);
        });
    }

    @Test
    void bothTwinsOfAnLstmAgreeBitForBit() {
        Property.check(150, choices -> {
            Cell cell = new Cell(choices.integer(1, 30), choices.integer(1, 40), 4);
            LstmCell lstm = LstmCell.of(
                    Floats.drawn(choices, 4 * cell.hidden * cell.inputs, 1),
                    Floats.drawn(choices, 4 * cell.hidden * cell.hidden, 1),
                    choices.bool() ? new float[0] : Floats.drawn(choices, 8 * cell.hidden, 1),
                    Arena.global());
            Floats memory = Floats.room(800);
            int x = memory.put(Floats.hostile(choices, cell.inputs));
            int state = memory.put(Floats.drawn(choices, 2 * cell.hidden, 1));
            int out = choices.bool() ? state : memory.take(2 * cell.hidden);
            int scratch = memory.take(lstm.scratch());
            Floats twin = memory.copy();

            lstm.step(memory.memory(), x, state, out, scratch);
            lstm.stepScalar(twin.memory(), x, state, out, scratch);

            memory.sameAs(twin);
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aGruFollowsItsFormulaOverAThousandSteps(boolean linearBeforeReset) {
        Property.check(3, choices -> {
            Cell cell = new Cell(7, 19, 3);
            cell.weights = Floats.drawn(choices, 3 * 19 * 7, 0.4f);
            cell.recurrence = Floats.drawn(choices, 3 * 19 * 19, 0.4f);
            cell.bias = Floats.drawn(choices, 6 * 19, 0.3f);
            GruCell gru = GruCell.of(cell.weights, cell.recurrence, cell.bias, linearBeforeReset, Arena.global());
            Floats memory = Floats.room(300);
            int x = memory.take(7);
            int h = memory.put(new float[19]);
            int scratch = memory.take(gru.scratch());
            double[] exact = new double[19];

            for (int step = 0; step < 1000; step++) {
                float[] input = Floats.drawn(choices, 7, 1);
                for (int i = 0; i < 7; i++) {
                    memory.set(x + i, input[i]);
                }
                gru.step(memory.memory(), x, h, h, scratch);
                exact = cell.gru(input, exact, linearBeforeReset);
                for (int i = 0; i < 19; i++) {
                    assertThat((double) memory.get(h + i)).isCloseTo(exact[i], NEAR);
                }
            }
        });
    }

    @Test
    void anLstmFollowsItsFormulaOverAThousandSteps() {
        Property.check(3, choices -> {
            Cell cell = new Cell(7, 19, 4);
            cell.weights = Floats.drawn(choices, 4 * 19 * 7, 0.4f);
            cell.recurrence = Floats.drawn(choices, 4 * 19 * 19, 0.3f);
            cell.bias = Floats.drawn(choices, 8 * 19, 0.3f);
            LstmCell lstm = LstmCell.of(cell.weights, cell.recurrence, cell.bias, Arena.global());
            Floats memory = Floats.room(400);
            int x = memory.take(7);
            int state = memory.put(new float[38]);
            int scratch = memory.take(lstm.scratch());
            double[] exact = new double[38];

            for (int step = 0; step < 1000; step++) {
                float[] input = Floats.drawn(choices, 7, 1);
                for (int i = 0; i < 7; i++) {
                    memory.set(x + i, input[i]);
                }
                lstm.step(memory.memory(), x, state, state, scratch);
                exact = cell.lstm(input, exact);
                for (int i = 0; i < 38; i++) {
                    assertThat((double) memory.get(state + i)).isCloseTo(exact[i], NEAR);
                }
            }
        });
    }

    @Test
    void tensorsOfNoCellAreRefused() {
        assertThatThrownBy(() -> GruCell.of(new float[12], new float[13], new float[0], true, Arena.global()))
                .hasMessage("12 weights, 13 recurrent ones and 0 biases are of no cell with 3 gates");
    }

    /** The formulas in double precision. */
    private static final class Cell {
        final int inputs;
        final int hidden;
        final int gates;
        float[] weights;
        float[] recurrence;
        float[] bias;

        Cell(int inputs, int hidden, int gates) {
            this.inputs = inputs;
            this.hidden = hidden;
            this.gates = gates;
        }

        double ofInput(int row, float[] x) {
            double sum = bias[row];
            for (int i = 0; i < inputs; i++) {
                sum += (double) weights[row * inputs + i] * x[i];
            }
            return sum;
        }

        double ofState(int row, double[] h) {
            double sum = bias[gates * hidden + row];
            for (int i = 0; i < hidden; i++) {
                sum += recurrence[row * hidden + i] * h[i];
            }
            return sum;
        }

        double sigmoid(int row, float[] x, double[] h) {
            return 1 / (1 + Math.exp(-ofInput(row, x) - ofState(row, h)));
        }

        double[] gru(float[] x, double[] h, boolean linearBeforeReset) {
            double[] reset = new double[hidden];
            for (int i = 0; i < hidden; i++) {
                reset[i] = sigmoid(hidden + i, x, h) * h[i];
            }
            double[] next = new double[hidden];
            for (int i = 0; i < hidden; i++) {
                int row = 2 * hidden + i;
                double recurrent =
                        linearBeforeReset ? sigmoid(hidden + i, x, h) * ofState(row, h) : ofState(row, reset);
                double candidate = Math.tanh(ofInput(row, x) + recurrent);
                double z = sigmoid(i, x, h);
                next[i] = (1 - z) * candidate + z * h[i];
            }
            return next;
        }

        /** State is h and then c. */
        double[] lstm(float[] x, double[] state) {
            double[] next = new double[2 * hidden];
            for (int i = 0; i < hidden; i++) {
                double added = Math.tanh(ofInput(3 * hidden + i, x) + ofState(3 * hidden + i, state));
                next[hidden + i] = sigmoid(2 * hidden + i, x, state) * state[hidden + i] + sigmoid(i, x, state) * added;
                next[i] = sigmoid(hidden + i, x, state) * Math.tanh(next[hidden + i]);
            }
            return next;
        }
    }
}
