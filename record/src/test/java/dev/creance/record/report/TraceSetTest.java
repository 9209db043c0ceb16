package dev.creance.record.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.record.report.TraceSet.Trace;
import dev.creance.runtime.property.Property;
import org.junit.jupiter.api.Test;

class TraceSetTest {
    private static final long MS = 1_000_000;

    @Test
    void aSpikeOfOneTickIsSeenInAFlightOfAnyLength() {
        Property.check(50, choices -> {
            int ticks = choices.integer(1, 20_000);
            int spike = choices.integer(0, ticks - 1);
            TraceSet traces = new TraceSet(MS);
            Trace trace = traces.add("x");
            for (int tick = 0; tick < ticks; tick++) {
                traces.advance(7_000 * MS + tick * MS);
                trace.put(tick == spike ? 9 : 1);
            }

            assertThat(trace.greatest()).isEqualTo(9);
            assertThat(traces.size()).isBetween(1, TraceSet.COLUMNS);
            int column = 0;
            while (trace.greatest(column) != 9) {
                column++;
            }
            double widthS = traces.durationS() / traces.size();
            assertThat(Math.abs(traces.timeS(column) - spike * 1e-3)).isLessThanOrEqualTo(widthS);
        });
    }

    @Test
    void valuesThatAreNotFiniteLeaveNoMark() {
        TraceSet traces = new TraceSet(MS);
        Trace trace = traces.add("x");
        traces.advance(0);
        trace.put(Double.NaN);
        trace.put(Double.POSITIVE_INFINITY);

        assertThat(trace.has(0)).isFalse();
        assertThat(trace.least()).isNaN();
    }

    @Test
    void aTraceThatBeginsLateKeepsItsPlaceInTime() {
        TraceSet traces = new TraceSet(MS);
        traces.add("early");
        Trace late = null;
        for (int tick = 0; tick < 5_000; tick++) {
            traces.advance(tick * MS);
            if (tick == 4_000) {
                late = traces.add("late");
                late.put(1);
            }
        }

        int column = 0;
        while (!late.has(column)) {
            column++;
        }
        assertThat(traces.timeS(column)).isBetween(3.99, 4.01);
    }
}
