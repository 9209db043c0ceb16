package dev.creance.safety.quadrotor;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.creance.dynamics.quadrotor.QuadrotorReferences;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.runtime.config.ConfigNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A course is refused where its follower would lose the shield's certificate, and only there. */
class ReferenceCheckTest {
    private static final long MINUTE_NS = 60_000_000_000L;

    private static void check(String reference, long durationNs) {
        ConfigNode at = ConfigFile.parse("robot.yaml", reference);
        ReferenceCheck.check(at, ShieldFixtures.settings(), QuadrotorReferences.from(at), durationNs);
    }

    @Test
    void theExamplesFigureEightIsAcceptedForAsLongAsYouLike() {
        String eight = "{kind: figure_eight, height: 1 m, climb: 0.5 m/s, hold: 3 s, interval: 5.5 s, scale: 1 m}";

        assertThatCode(() -> check(eight, MINUTE_NS)).doesNotThrowAnyException();
        assertThatCode(() -> check(eight, Long.MAX_VALUE)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {kind: figure_eight, height: 1 m, interval: 5.5 s, scale: 2.6 m} | too near the fence
            {kind: figure_eight, height: 1 m, interval: 60 s, scale: 2.45 m} | too near the fence
            {kind: hover, height: 2.6 m}                                     | above the ceiling after 0.00 s
            {kind: hover, height: 2.31 m}                                     | too near the ceiling after 0.00 s
            {kind: hover, height: 0.4 m, climb: 1 m/s}                       | never rises above 0.40 m
            """)
    void oneThatLeavesTheEnvelopeIsRefusedWithTimePlaceAndRemedy(String reference, String problem) {
        assertThatThrownBy(() -> check(reference, MINUTE_NS))
                .hasMessageContaining(problem)
                .hasMessageContaining("hint: ");
    }

    @Test
    void whatIsNotFlownIsNotJudged() {
        String eight = "{kind: figure_eight, height: 1 m, hold: 100 s, interval: 5.5 s, scale: 9 m}";

        assertThatCode(() -> check(eight, MINUTE_NS)).doesNotThrowAnyException();
        assertThatThrownBy(() -> check(eight, 2 * MINUTE_NS)).hasMessageContaining("the fence after 10");
    }

    @Test
    void theDistanceThatItNamesIsWhatIsLacking() {
        assertThatThrownBy(() -> check("{kind: hover, height: 2.31 m}", MINUTE_NS))
                .hasMessageContaining("0.19 m are left, and the shield needs 0.20 m")
                .hasMessageContaining("by 0.01 m");
        assertThatCode(() -> check("{kind: hover, height: 2.3 m}", MINUTE_NS)).doesNotThrowAnyException();
    }
}
