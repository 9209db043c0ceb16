package dev.creance.policies.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.runtime.property.Property;
import org.junit.jupiter.api.Test;

/** Chunks of four actions of one value, each observed in the period that stands behind it. */
class ChunkTest {
    private final ActionLayout layout = new ActionLayout(1, 4, 0, 0, 0, true);

    private static float[] chunk(int number, double... values) {
        float[] action = new float[values.length + 1];
        for (int i = 0; i < values.length; i++) {
            action[i] = (float) values[i];
        }
        action[values.length] = number;
        return action;
    }

    private static double at(Rows rows, float[] action, int now) {
        double[] row = new double[1];
        rows.row(action, now, row);
        return row[0];
    }

    @Test
    void aLateChunkIsEnteredWhereThePresentPeriodStands() {
        Rows rows = new ChunkRows(layout);

        assertThat(at(rows, chunk(7, 10, 11, 12, 13), 7)).isEqualTo(10);
        assertThat(at(rows, chunk(7, 10, 11, 12, 13), 9)).isEqualTo(12);
    }

    @Test
    void aChunkThatHasRunOutSaysNothing() {
        for (Rows rows :
                new Rows[] {new ChunkRows(layout), new TemporalEnsemble(layout, 0.01), new RealTimeChunks(layout, 2)}) {
            float[] action = chunk(7, 10, 11, 12, 13);
            assertThat(at(rows, action, 7)).isEqualTo(10);
            assertThat(at(rows, action, 11)).isNaN();
        }
    }

    @Test
    void anEnsembleWeighsTheOldestChunkMost() {
        Rows rows = new TemporalEnsemble(layout, 0.5);
        at(rows, chunk(0, 0, 1, 2, 3), 0);
        at(rows, chunk(1, 10, 20, 30, 40), 1);

        double old = 1;
        double young = Math.exp(-0.5);
        assertThat(at(rows, chunk(1, 10, 20, 30, 40), 1))
                .isCloseTo((old * 1 + young * 10) / (old + young), within(1e-6));
        assertThat(at(rows, chunk(1, 10, 20, 30, 40), 2))
                .isCloseTo((old * 2 + young * 20) / (old + young), within(1e-6));
    }

    @Test
    void chunksThatAgreeAreFollowedExactly() {
        Property.check(200, choices -> {
            Rows[] all = {new TemporalEnsemble(layout, choices.between(0, 1)), new RealTimeChunks(layout, 2)};
            double slope = choices.between(-1, 1);
            for (int period = 0; period < 50; period++) {
                double[] values = new double[4];
                for (int i = 0; i < 4; i++) {
                    values[i] = slope * (period + i);
                }
                for (Rows rows : all) {
                    assertThat(at(rows, chunk(period, values), period)).isCloseTo(slope * period, within(1e-5));
                }
            }
        });
    }

    /** H = 4, s = 1, d = 1: W = 1, then c (e^c − 1) / (e − 1) with c = 2/3 and 1/3, then 0. */
    @Test
    void realTimeChunksAreJoinedWithTheMaskOfTheirPaper() {
        Rows rows = new RealTimeChunks(layout, 1);
        at(rows, chunk(0, 0, 0, 0, 0), 0);
        float[] next = chunk(1, 1, 1, 1, 1);

        double c = 2.0 / 3;
        double weight = c * (Math.exp(c) - 1) / (Math.E - 1);
        assertThat(at(rows, next, 2)).isCloseTo(1 - weight, within(1e-12));
        c = 1.0 / 3;
        weight = c * (Math.exp(c) - 1) / (Math.E - 1);
        assertThat(at(rows, next, 3)).isCloseTo(1 - weight, within(1e-12));
        assertThat(at(rows, next, 4)).isEqualTo(1);
    }
}
