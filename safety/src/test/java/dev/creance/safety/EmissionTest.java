package dev.creance.safety;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.property.Property;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** What may go out depends on what went out last, and on nobody's wish. */
class EmissionTest {
    private static final int CHANNELS = 4;

    /** Whoever stands between policy and projection, learned or not, wants something; that does not make more admissible. */
    @Test
    void i11WhoeverWantsACommandTheSetItIsTakenFromIsTheSame() {
        CommandProjection projection =
                new CommandProjection(Collections.nCopies(CHANNELS, new CommandLimit(0, 1, 60)), 1e-3);
        Property.check(2000, choices -> {
            Emission emission = new Emission(projection, new double[CHANNELS]);
            double[] out = new double[CHANNELS];
            for (int i = 0; i < 20; i++) {
                double[] last = emission.last().clone();
                double[] wanted = new double[CHANNELS];
                for (int k = 0; k < CHANNELS; k++) {
                    wanted[k] = choices.hostile(-1, 2);
                }
                double[] kept = wanted.clone();
                if (!emission.take(wanted)) {
                    emission.force(wanted);
                }
                emission.commit(out);
                for (int k = 0; k < CHANNELS; k++) {
                    assertThat(out[k])
                            .as("of %s after %s", kept[k], last[k])
                            .isBetween((double) projection.least(k, last[k]), (double) projection.greatest(k, last[k]));
                }
            }
        });
    }
}
