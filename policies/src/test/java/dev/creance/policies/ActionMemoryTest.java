package dev.creance.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.runtime.property.Property;
import org.junit.jupiter.api.Test;

class ActionMemoryTest {
    private static double[] values(ActionMemory memory, int size) {
        double[] values = new double[size];
        memory.values(null, null, values);
        return values;
    }

    @Test
    void newestFirstIsOldestFirstTurnedRound() {
        Property.check(200, choices -> {
            int length = choices.integer(1, 6);
            ActionMemory oldestFirst = new ActionMemory(1, length, true);
            ActionMemory newestFirst = new ActionMemory(1, length, false);
            for (int i = choices.integer(0, 20); i > 0; i--) {
                double[] action = {(float) choices.between(-1, 1)};
                for (ActionMemory memory : new ActionMemory[] {oldestFirst, newestFirst}) {
                    memory.endSlot();
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
            ActionMemory memory = new ActionMemory(1, 2, true);
            memory.endSlot();
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
            ActionMemory memory = new ActionMemory(1, 1, true);
            float action = (float) choices.between(-3, 3);
            memory.endSlot();
            for (int tick = choices.integer(1, 80); tick > 0; tick--) {
                memory.acted(new double[] {action});
                assertThat(values(memory, 1)[0]).isEqualTo(action);
            }
        });
    }
}
