package dev.creance.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.Channel;
import dev.creance.runtime.Layout;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StateSamplerTest {
    private final StateSampler sampler = new StateSampler(10);
    private final List<StateSampler.State> states = new ArrayList<>();

    private Ticks ticks(Layout... layout) {
        java.util.function.Consumer<dev.creance.runtime.TickRecord> sink = record -> {
            if (sampler.isDue(record)) {
                states.add(sampler.sample(record, record.in.nowNs * 1e-9, 0));
            }
        };
        return layout.length == 0 ? new Ticks(sink) : new Ticks(sink, layout[0]);
    }

    @Test
    void takesTenSamplesForEachSecondOfTheRobotsTime() {
        ticks().run(2000);

        assertThat(states).hasSize(20);
        assertThat(states).extracting(StateSampler.State::tick).startsWith(0L, 100L, 200L);
    }

    @Test
    void aQuantityThatIsNotFiniteOrNotValidIsNull() {
        Ticks ticks = ticks();
        ticks.record.in.sensors.values[2] = Double.NaN;
        ticks.record.in.sensors.values[10] = 3.9;
        ticks.record.in.sensors.validBits &= ~(1L << 10);
        ticks.run(1);

        assertThat(states.getFirst().positionM()).containsExactly(0.0, 0.0, null);
        assertThat(states.getFirst().batteryV()).isNull();
    }

    @Test
    void aRobotWithoutTheseSensorsHasNullForThem() {
        ticks(new Layout(List.of(Channel.unbounded("joint.0", "rad")))).run(1);

        assertThat(states.getFirst().positionM()).isNull();
        assertThat(states.getFirst().batteryV()).isNull();
    }

    @Test
    void theWorstLatencyIsThatSinceTheStateBefore() {
        Ticks ticks = ticks();
        ticks.run(50);
        ticks.record.wakeupNs = 70_000;
        ticks.record.in.overrunsInARow = 1;
        ticks.run(1);
        ticks.record.wakeupNs = 5_000;
        ticks.record.in.overrunsInARow = 0;
        ticks.run(200);

        assertThat(states).extracting(StateSampler.State::wakeupMaxUs).containsExactly(0.0, 70.0, 5.0);
        assertThat(states.getLast().overruns()).isEqualTo(1);
    }
}
