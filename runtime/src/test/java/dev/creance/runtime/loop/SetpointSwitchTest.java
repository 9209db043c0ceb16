package dev.creance.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.SetpointInputs;
import org.junit.jupiter.api.Test;

class SetpointSwitchTest {
    private final SetpointSwitch asking = new SetpointSwitch();
    private final SetpointInputs in = new SetpointInputs(2);

    @Test
    void nothingIsAskedForUntilSomebodyAsks() {
        asking.begin(in);

        assertThat(in.fresh).isFalse();
        assertThat(in.values).containsExactly(Double.NaN, Double.NaN);
    }

    @Test
    void theNextTickTakesItAndIsTheOnlyOneToSaySo() {
        assertThat(asking.ask(new double[] {Double.NaN, 2})).isTrue();
        assertThat(asking.taken()).isFalse();

        asking.begin(in);

        assertThat(asking.taken()).isTrue();
        assertThat(in.fresh).isTrue();
        assertThat(in.values).containsExactly(Double.NaN, 2);

        asking.begin(in);

        assertThat(in.fresh).isFalse();
        assertThat(in.values).containsExactly(Double.NaN, 2);
    }

    @Test
    void whatIsAskedForLaterLeavesTheOthersAsTheyAre() {
        asking.ask(new double[] {1, 2});
        asking.begin(in);
        asking.ask(new double[] {3, Double.NaN});
        asking.begin(in);

        assertThat(in.values).containsExactly(3, 2);
    }

    @Test
    void nobodyOverwritesWhatHasNotBeenTaken() {
        double[] first = {1, 1};
        asking.ask(first);

        assertThat(asking.ask(new double[] {9, 9})).isFalse();
        first[0] = 7; // the caller's own
        asking.begin(in);

        assertThat(in.values).containsExactly(1, 1);
    }
}
