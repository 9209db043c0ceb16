package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What docs/policies-life-cycle.md writes into a configuration is read. */
class LifeCyclePageTest {
    private static final Path PAGE = Path.of("../docs/policies-life-cycle.md");
    private static final Pattern SECTION = Pattern.compile("(?m)^policy: \\{.*}$");

    @TempDir
    private Path folder;

    static List<String> sections() throws IOException {
        return SECTION.matcher(Files.readString(PAGE))
                .results()
                .map(section -> section.group())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("sections")
    void everySectionIsRead(String section) throws IOException {
        String text = Files.readString(TestFlight.EXAMPLE);
        assertThat(text).contains("\npolicy: {use: zoo/raptor}\n");
        Path robot = Files.writeString(
                folder.resolve("robot.yaml"), text.replace("\npolicy: {use: zoo/raptor}\n", "\n" + section + "\n"));
        Files.writeString(folder.resolve("team.pub"), PolicyFileCommandsTest.PUBLIC);

        assertThatCode(() -> RobotConfig.read(robot, Map.of()).lifeCycle()).doesNotThrowAnyException();
    }
}
