package dev.creance.policies;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SetpointRangeTest {
    @ParameterizedTest
    @CsvSource({
        "-1, false, ''",
        "2, false, ''",
        "2.1, false, 'is above 2.0, the greatest that the policy takes'",
        "-1.1, false, 'is below -1.0, the least that the policy takes'",
        "NaN, false, is no finite number",
        "Infinity, false, is no finite number",
        "0.5, false, ''",
        "0.5, true, 'is between two choices: the policy takes whole numbers'",
        "1, true, ''"
    })
    void aValueIsTakenOrTheReasonWhyNotIsGiven(double value, boolean whole, String reason) {
        assertThat(new SetpointRange("setpoint.goal.x", "m", -1, 2, whole).objection(value))
                .isEqualTo(reason.isEmpty() ? Optional.empty() : Optional.of(reason));
    }

    @Test
    void aPolicyTakesWhatItsManifestSaysAndOfSkillsThoseThatItHas(@TempDir Path folder) throws IOException {
        try (ManifestPolicy skills = new KindFlight("skills").load(Engine.PLAIN, folder)) {
            assertThat(skills.setpoints())
                    .containsExactly(
                            new SetpointRange("setpoint.goal.x", "m", -1.5, 1.5, false),
                            new SetpointRange("setpoint.goal.y", "m", -1.5, 1.5, false),
                            new SetpointRange("setpoint.skill.index", "1", 0, 2, true));
        }
    }
}
