package dev.creance.policies.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.policies.manifest.History;
import dev.creance.policies.manifest.Term;
import dev.creance.runtime.property.Property;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ActionMemoryTest {
    private static ActionMemory memory(int length, boolean oldestFirst) {
        Term.Common common = new Term.Common(null, "actions", 1, List.of(), Optional.empty());
        return new ActionMemory(
                new Term.Actions(common, false, Term.Initial.ZEROS, List.of()),
                new History(null, false, length, oldestFirst, false, true, 1));
    }

    private static double[] values(ActionMemory memory, int size) {
        double[] values = new double[size];
        memory.values(null, null, values);
        return values;
    }

    @Test
    void newestFirstIsOldestFirstTurnedRound() {
        Property.check(200, choices -> {
            int length = choices.integer(1, 6);
            ActionMemory oldestFirst = memory(length, true);
            ActionMemory newestFirst = memory(length, false);
            for (int i = choices.integer(0, 20); i > 0; i--) {
                double[] action = {(float) choices.between(-1, 1)};
                for (ActionMemory memory : new ActionMemory[] {oldestFirst, newestFirst}) {
                    memory.begin(null, null, true);
                    memory.acted(action);
                }
            }
            double[] forwards = values(oldestFirst, length);
            double[] backwards = values(newestFirst, length);
            for (int i = 0; i < length; i++) {
                assertThat(backwards[i]).isEqualTo(forwards[length - 1 - i]);
            }
        });
    }

    @Test
    void aSlotIsTheMeanOfItsTicks() {
        Property.check(200, choices -> {
            ActionMemory memory = memory(2, true);
            memory.begin(null, null, true);
            int ticks = choices.integer(1, 50);
            double sum = 0;
            for (int tick = 0; tick < ticks; tick++) {
                double action = choices.between(-1, 1);
                sum += action;
                memory.acted(new double[] {action});
            }
            assertThat(values(memory, 2)[1]).isCloseTo(sum / ticks, within(1e-7)); // half a float32 step below 1
        });
    }

    @Test
    void aHeldActionIsItsOwnMeanToTheBit() {
        Property.check(500, choices -> {
            ActionMemory memory = memory(1, true);
            float action = (float) choices.between(-3, 3);
            memory.begin(null, null, true);
            for (int tick = choices.integer(1, 80); tick > 0; tick--) {
                memory.acted(new double[] {action});
                assertThat(values(memory, 1)[0]).isEqualTo(action);
            }
        });
    }
}
