package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/configuration.md shows every key, and nothing that would be refused. */
class ConfigurationPageTest {
    private static final Path PAGE = Path.of("../docs/configuration.md");
    private static final Pattern BLOCK = Pattern.compile("(?s)```yaml\n(.*?)```");

    /** Described in docs/shield.md. */
    private static final Set<String> ELSEWHERE = Set.of("shield.backup", "shield.sense", "shield.failsafe");

    @TempDir
    private Path folder;

    static List<String> blocks() throws IOException {
        return BLOCK.matcher(Files.readString(PAGE))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    @Test
    void everyTableIsTheOneOfTheFormat() throws IOException {
        String page = Files.readString(PAGE);

        RobotTables.bySection().forEach((section, tables) -> {
            if (!ELSEWHERE.contains(section)) {
                assertThat(page).as(section).contains(tables);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void everyExampleIsAccepted(String block) throws IOException {
        assertThatCode(() -> Controls.of(read(block)).policy().close()).doesNotThrowAnyException();
    }

    /** A whole file as it stands, sections in the place of the example's. */
    private RobotConfig read(String block) throws IOException {
        Path file = Files.writeString(folder.resolve("robot.yaml"), block);
        if (block.startsWith("creance: 1")) {
            return RobotConfig.read(file, Map.of());
        }
        Map<String, String> sets = new LinkedHashMap<>();
        for (String section : block.split("\n(?=[a-z])")) {
            String[] keyAndValue = section.split(":", 2);
            sets.put(keyAndValue[0], keyAndValue[1]);
        }
        return RobotConfig.read(Path.of("../examples/quadrotor.yaml"), sets);
    }
}
