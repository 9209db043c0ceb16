package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What a person meets who does not know the verbs yet, or mistypes one. */
class CommandLineTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int execute(String... arguments) {
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }

    static Stream<String> verbs() {
        List<String> verbs = new ArrayList<>();
        collect("", Main.commandLine(), verbs);
        return verbs.stream();
    }

    private static void collect(String path, CommandLine line, List<String> out) {
        line.getSubcommands().forEach((name, verb) -> {
            if (!name.equals("help")) {
                out.add((path + " " + name).strip());
                collect(path + " " + name, verb, out);
            }
        });
    }

    @Test
    void theHelpNamesEveryVerbTheExitCodesAndAnExample() {
        assertThat(execute("--help")).isEqualTo(ExitCode.DONE);

        assertThat(out.toString())
                .contains("run", "check", "doctor", "replay", "policy", "sim", "fleet")
                .contains("Exit codes: 0 done, 1 a check found something")
                .contains("Example: creance run examples/quadrotor.yaml");
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void everyVerbHelpsWithAnExample(String verb) {
        List<String> arguments = new ArrayList<>(List.of(verb.split(" ")));
        arguments.add("--help");

        assertThat(execute(arguments.toArray(String[]::new))).isEqualTo(ExitCode.DONE);
        assertThat(out.toString()).contains("Usage: creance " + verb).containsPattern("Examples?: creance " + verb);
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            ''                                     | no verb is given; creance --help lists them
            fly                                    | unknown verb 'fly'; did you mean fleet? creance --help lists them
            rnu robot.yaml                         | unknown verb 'rnu'; creance --help lists them
            policy                                 | no verb is given; creance policy --help lists them
            run                                    | Missing required parameter: 'CONFIG'; creance run --help
            run robot.yaml --seed seven            | Invalid value for option '--seed'
            run robot.yaml --lokcstep              | Unknown option: '--lokcstep'
            run robot.yaml --set loop.rate         | Value for option option '--set'
            run a.yaml b.yaml                      | Unmatched argument at index 2: 'b.yaml'
            check                                  | no CONFIG is given
            check no-such-file.yaml                | no-such-file.yaml: there is no such file
            replay no-such-file.mcap               | no-such-file.mcap
            policy inspect zoo/nothing             | zoo/nothing: is not in the zoo
            sim verify no-such-file.csv            | no-such-file.csv
            doctor --rate 1m                       | --rate='1m' has the unit 'm'
            doctor --rate 40kHz                    | --rate=40kHz is outside 0.001 to 20 kHz
            doctor --duration 1ms                  | --duration=1ms is below 10 ms
            doctor --cpu -1                        | --cpu=-1 is outside 0 to 1023
            doctor --load heavy                    | Invalid value for option '--load'
            fleet watch --broker http://there      | --broker='http://there' is no address of a broker
            """)
    void aUsageErrorIsOneClearLineAndExitCode2(String line, String message) {
        String[] arguments = line.equals("''") ? new String[0] : line.split(" ");

        assertThat(execute(arguments)).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains(message).doesNotContain("\tat ", "Usage:");
        assertThat(err.toString().lines().filter(text -> !text.contains("hint:")))
                .hasSize(1);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void nothingButASimulatorIsFlownWithoutWarmUp(@TempDir Path folder) throws IOException {
        String machine = Files.readString(TestFlight.EXAMPLE)
                .replaceFirst("pty:sim", folder.resolve("serial").toString())
                .replaceFirst("(?m)^plant: .*$", "dynamics: {params: crazyflie-2.x}");
        Path file = Files.writeString(folder.resolve("machine.yaml"), machine);

        assertThat(execute("run", file.toString(), "--cold")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--cold needs a simulator");
    }
}
