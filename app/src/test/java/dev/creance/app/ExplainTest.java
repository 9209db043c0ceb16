package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/**
 * What {@code creance check --explain} says of the examples. Where it says something else by intent, write these texts and the one in
 * docs/shield.md anew with {@code -Dtest=ExplainTest -Dcreance.docs.write=true}.
 */
class ExplainTest {
    private static final boolean WRITE = Boolean.getBoolean("creance.docs.write");
    private static final Path EXAMPLES = Path.of("../examples");
    private static final Path PAGE = Path.of("../docs/shield.md");
    private static final String BEGIN = "<!-- explain: generated -->\n";
    private static final String END = "<!-- explain: end -->";

    @TempDir
    Path folder;

    /** From the line that begins the shield's part on. */
    private static String explained(String... arguments) {
        StringWriter said = new StringWriter();
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(said, true));
        List<String> all = new ArrayList<>(List.of("check", "--explain"));
        all.addAll(List.of(arguments));
        assertThat(line.execute(all.toArray(String[]::new))).as(said.toString()).isEqualTo(ExitCode.DONE);
        return said.toString().substring(said.toString().indexOf("  shield"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"quadrotor", "quadrotor-l2f", "motor", "arm"})
    void saysWhatEachExampleKeeps(String example) throws IOException {
        Path golden = Path.of("src/test/resources/dev/creance/app/explain", example + ".txt");
        String said = explained(EXAMPLES.resolve(example + ".yaml").toString());
        if (WRITE) {
            Files.createDirectories(golden.getParent());
            Files.writeString(golden, said);
        }

        assertThat(said).isEqualTo(Files.readString(golden));
    }

    @Test
    void thePageShowsThatOfTheQuadrotor() throws IOException {
        String said = "```\n" + explained(EXAMPLES.resolve("quadrotor.yaml").toString()) + "```\n";
        String page = Files.readString(PAGE);
        int from = page.indexOf(BEGIN) + BEGIN.length();
        int to = page.indexOf(END);
        if (WRITE) {
            Files.writeString(PAGE, page.substring(0, from) + said + page.substring(to));
            return;
        }
        assertThat(page.substring(from, to)).isEqualTo(said);
    }

    @Test
    void followsTheSettings() {
        String example = EXAMPLES.resolve("quadrotor.yaml").toString();

        String usual = explained(example);
        String higher = explained(example, "--set", "shield.limits.altitude.ceiling=3 m");

        assertThat(row(usual, "altitude.ceiling")).contains("2.5 m ");
        assertThat(row(higher, "altitude.ceiling")).contains("3 m ");
        assertThat(margin(row(higher, "altitude.ceiling")))
                .as("half of what the ceiling has risen")
                .isBetween(
                        margin(row(usual, "altitude.ceiling")) + 0.24, margin(row(usual, "altitude.ceiling")) + 0.26);
    }

    private static String row(String text, String limit) {
        return text.lines()
                .filter(line -> line.strip().startsWith(limit))
                .findFirst()
                .orElseThrow();
    }

    private static double margin(String row) {
        return Double.parseDouble(row.strip().split(" {2,}")[2].split(" ")[0]);
    }

    @Test
    void machinesReadTheSame() throws IOException {
        Path json = folder.resolve("check.json");

        explained(EXAMPLES.resolve("motor.yaml").toString(), "--json", json.toString());

        JsonNode limits = new ObjectMapper().readTree(json.toFile()).get("limits");
        assertThat(limits.findValuesAsText("name"))
                .contains("current", "speed", "supply", "winding.temperature", "inverter.temperature");
        assertThat(limits.get(0).get("margin_at_rest").doubleValue()).isPositive();
        assertThat(limits.get(0).get("stop").doubleValue()).isPositive();
    }
}
