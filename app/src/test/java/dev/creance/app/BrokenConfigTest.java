package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Every file that must not run is refused by {@code creance check}: where, what, and what to do instead. */
class BrokenConfigTest {
    static final Path FOLDER = Path.of("src/test/resources/dev/creance/app/broken");
    static final Path GOOD = FOLDER.resolveSibling("good.yaml");

    /** {@code # expect [FILE:]LINE:COLUMN MESSAGE}; the file is the configuration itself where none is named. */
    private static final Pattern EXPECT = Pattern.compile("# expect (?:([^ :]+):)?(\\d+:\\d+) (.+)");

    private static final Pattern HINT = Pattern.compile("# hint (.+)");
    private static final int HEADER_LINES = 2;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    private int check(Path file) {
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute("check", file.toString());
    }

    private static Matcher header(Path file, int line, Pattern pattern) throws IOException {
        Matcher matcher = pattern.matcher(Files.readAllLines(file).get(line));
        assertThat(matcher.matches()).as("line %d of %s", line + 1, file).isTrue();
        return matcher;
    }

    @ParameterizedTest
    @MethodSource("files")
    void isRefusedWithPositionValueAndRemedy(Path file) throws IOException {
        Matcher expect = header(file, 0, EXPECT);
        Path culprit = expect.group(1) == null ? file : FOLDER.resolve(expect.group(1));
        String message = expect.group(3);
        String hint = header(file, 1, HINT).group(1);

        int code = check(file);

        String[] refusal = err.toString().split("hint: ", 2);
        assertThat(code).isEqualTo(ExitCode.USAGE);
        assertThat(refusal).hasSize(2);
        assertThat(refusal[0]).contains(culprit + ":" + expect.group(2) + ": ").contains(message);
        assertThat(refusal[1]).startsWith(hint);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void theFileThatTheyAreDerivedFromIsAccepted() {
        assertThat(check(GOOD)).isEqualTo(ExitCode.DONE);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void eachDiffersFromItAndFromEveryOther() throws IOException {
        List<String> bodies = Stream.concat(Stream.of(GOOD), files().stream())
                .map(BrokenConfigTest::body)
                .toList();

        assertThat(bodies).doesNotHaveDuplicates().hasSizeGreaterThan(40);
    }

    private static String body(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            return String.join("\n", lines.subList(HEADER_LINES, lines.size()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
