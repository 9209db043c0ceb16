package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryTextTest {
    @TempDir
    private Path folder;

    @Test
    void aFlightThatEndsBeforeItsFigureSaysThatThereWasNothingToJudge() {
        RunSummary summary = TestFlight.of("3 s").fly(folder).summary();

        assertThat(SummaryText.of(summary))
                .contains(
                        "  task       position not judged: the flight was over before its figure began, greatest speed 0.")
                .doesNotContain("NaN");
        assertThat(summary.toJson().at("/task/position_rmse_m").isNull()).isTrue();
        assertThat(summary.toJson().at("/task/position_max_error_m").isNull()).isTrue();
    }

    @Test
    void oneThatReachesItHasItsError() {
        RunSummary summary = TestFlight.of("8 s").fly(folder).summary();

        assertThat(SummaryText.of(summary)).containsPattern("  task       position RMSE 0\\.\\d{3} m, greatest speed");
        assertThat(summary.toJson().at("/task/position_rmse_m").asDouble()).isPositive();
    }
}
