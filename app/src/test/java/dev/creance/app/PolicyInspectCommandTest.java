package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class PolicyInspectCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    private int inspect(String... arguments) {
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        String[] all = new String[arguments.length + 2];
        all[0] = "policy";
        all[1] = "inspect";
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return line.execute(all);
    }

    @Test
    void aPolicyOfTheZooIsDescribedForPeopleAndForMachines() throws IOException {
        Path json = folder.resolve("report.json");

        assertThat(inspect("zoo/raptor", "--json", json.toString())).isEqualTo(ExitCode.DONE);

        assertThat(out.toString())
                .contains("work        1952 multiply-adds")
                .contains("dormant     ")
                .containsPattern("latency     onnxruntime [0-9.e+]+, plain [0-9.e+]+")
                .contains("engine      native 1: as exact as ONNX Runtime")
                .contains("rate        100.0 Hz");
        JsonNode report = Json.MAPPER.readTree(json.toFile());
        assertThat(report.path("passed").asBoolean()).isTrue();
        assertThat(report.path("numbers").path("multiplyAdds").asLong()).isEqualTo(1952);
        assertThat(report.path("latencies").path(0).path("p50Us").asDouble()).isPositive();
    }

    @Test
    void observationsMayComeFromACsvWithOrWithoutAHeader() throws IOException {
        String row = "0,".repeat(21) + "1\n";
        Path log = Files.writeString(folder.resolve("observations.csv"), "first,second\n" + row + row);

        assertThat(inspect("zoo/raptor", "--no-latency", "--log", log.toString()))
                .isEqualTo(ExitCode.DONE);

        assertThat(out.toString()).contains("over 2 inputs").doesNotContain("latency");
    }

    /** As many as the policy was shown in flight: 100 in each second. */
    @Test
    void observationsMayComeFromAFlightLog() throws IOException {
        Path log = TestFlight.of("4 s").fly(folder).file();

        assertThat(inspect("zoo/raptor", "--no-latency", "--log", log.toString()))
                .isEqualTo(ExitCode.DONE);
        assertThat(out.toString()).contains("over 400 inputs").doesNotContain("error  ");
    }

    /** Its records have room for 256 values; from 1.2 s on they are those of the policy that has taken over. */
    @Test
    void ofAFlightWithASwapThoseOfTheFirstPolicyAreTaken() throws IOException {
        Path log = TestFlight.of("3 s")
                .with("policy.swap", "{settle: 100 ms, blend: 100 ms}")
                .with("scenario.swaps", "[{at: 1 s, use: zoo/l2f_own_350k}]")
                .fly(folder)
                .file();

        assertThat(inspect("zoo/raptor", "--no-latency", "--log", log.toString()))
                .isEqualTo(ExitCode.DONE);
        assertThat(out.toString()).containsPattern("over 12[0-9] inputs");
        assertThat(inspect("zoo/l2f_own_350k", "--log", log.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("has 146 values, but a recorded one 256");
    }

    @Test
    void aBareNetworkMayBeHeldAgainstALogToo() throws IOException {
        Path log = TestFlight.of("2 s").fly(folder).file();

        assertThat(inspect("../policies/zoo/raptor/raptor_step.onnx", "--no-latency", "--log", log.toString()))
                .isEqualTo(ExitCode.DONE);
        assertThat(out.toString()).contains("over 200 inputs");
        assertThat(inspect("../policies/zoo/l2f_own_350k/l2f_own_350k.onnx", "--log", log.toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("takes 146 values as 'observation', but a recorded observation has 22");
    }

    @Test
    void aFlightLogOfAPolicyThatObservesSomethingElseIsRefused() throws IOException {
        Path log = TestFlight.of("2 s").fly(folder).file();

        assertThat(inspect("zoo/l2f_own_350k", "--log", log.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("has 146 values, but a recorded one 22");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,2,3   | has 22 values, but a recorded one 3",
                "1,two,3 | observations.csv:2: 'two' is not a finite number",
                "1,NaN,3 | observations.csv:2: 'NaN' is not a finite number",
            })
    void observationsThatAreNoneAreRefused(String row, String reason) throws IOException {
        Path log = Files.writeString(folder.resolve("observations.csv"), "header\n" + row + "\n");

        assertThat(inspect("zoo/raptor", "--log", log.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains(reason);
    }

    @Test
    void anEmptyRecordIsRefused() throws IOException {
        Path log = Files.writeString(folder.resolve("observations.csv"), "header\n");

        assertThat(inspect("zoo/raptor", "--log", log.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("holds no observation");
    }

    @Test
    void aNetworkThatMustNotBeFlownEndsWithExitCode1() throws IOException {
        Path network = folder.resolve("policy.onnx");
        byte[] bytes = Files.readAllBytes(Path.of("../policies/zoo/raptor/raptor_step.onnx"));
        bytes[1] = 99; // the first field: the version of the format
        Files.write(network, bytes);

        assertThat(inspect(network.toString(), "--no-latency")).isEqualTo(ExitCode.FOUND);
        assertThat(out.toString())
                .contains("error       has IR version 99, newer than 13")
                .contains("(does_not_load)");
    }
}
