package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PolicyImportCommandTest {
    private static final Path POLICY =
            Path.of("../policies/src/test/resources/dev/creance/policies/reference/go2ws_flat_v6");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    private int execute(String... arguments) {
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }

    private String network() {
        return POLICY.resolve("go2ws_flat_v6.onnx").toString();
    }

    @Test
    void openQuestionsEndInOneAndWriteNothing() {
        Path target = folder.resolve("go2");

        assertThat(execute("policy", "import", network(), "--out", target.toString()))
                .isEqualTo(ExitCode.FOUND);
        assertThat(out.toString())
                .contains("read as rsl_rl")
                .contains("question  rates.native: how often it was asked in training")
                .contains("--answer 'rates.native=50 Hz'")
                .contains("nothing was written");
        assertThat(target).doesNotExist();
    }

    @Test
    void answersOfAFileAndOfTheCommandLineMakeAFolderThatIsInspectedAndVerified() throws IOException {
        Path target = folder.resolve("go2");
        String answers = POLICY.resolve("answers.yaml").toString();

        assertThat(execute(
                        "policy",
                        "import",
                        network(),
                        "--answers",
                        answers,
                        "--answer",
                        "name=mine",
                        "--out",
                        target.toString()))
                .isEqualTo(ExitCode.DONE);
        Files.copy(POLICY.resolve("go2ws_flat_v6.golden.json"), target.resolve("go2ws_flat_v6.golden.json"));

        assertThat(target.resolve("policy.yaml")).content().contains("name: mine  # answered");
        assertThat(execute("policy", "inspect", target.toString())).isEqualTo(ExitCode.DONE);
        assertThat(out.toString())
                .doesNotContain("not_flyable")
                .contains("joint position in rad, in the order 'policy', from default pose (12)");
        assertThat(execute("policy", "verify", target.toString())).isEqualTo(ExitCode.DONE);
    }

    @Test
    void whatIsNotThereIsAMistakeOfUsage() {
        assertThat(execute("policy", "import", folder.resolve("nothing.onnx").toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("is not there");
    }
}
