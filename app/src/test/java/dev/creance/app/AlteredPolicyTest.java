package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A policy whose file is not the one its manifest names is refused, before any port is opened. */
class AlteredPolicyTest {
    private static final Path ZOO = Path.of("../policies/zoo/raptor");
    private static final String NETWORK = "raptor_step.onnx";

    @TempDir
    private Path folder;

    private Path policy;
    private Path runs;
    private final StringWriter errors = new StringWriter();

    @BeforeEach
    void copyThePolicy() throws IOException {
        policy = Files.createDirectory(folder.resolve("raptor"));
        runs = folder.resolve("runs");
        try (Stream<Path> files = Files.list(ZOO)) {
            for (Path file : files.toList()) {
                Files.copy(file, policy.resolve(file.getFileName()));
            }
        }
    }

    private int run(Path config) {
        CommandLine line = Main.commandLine();
        line.setErr(new PrintWriter(errors, true));
        return line.execute("run", config.toString(), "--set", "policy.use=" + policy, "--set", "record.dir=" + runs);
    }

    /** The example with a serial port in place of the simulator; nothing is plugged in there. */
    private Path forAMachine() throws IOException {
        String text = Files.readString(TestFlight.EXAMPLE)
                .replaceFirst("(?m)^plant:.*$", "dynamics: {params: crazyflie-2.x}")
                .replace("pty:sim", folder.resolve("no-such-port").toString());
        return Files.writeString(folder.resolve("machine.yaml"), text);
    }

    private void flipAByte() throws IOException {
        byte[] network = Files.readAllBytes(policy.resolve(NETWORK));
        network[network.length / 2] ^= 1;
        Files.write(policy.resolve(NETWORK), network);
    }

    private static String sha256(Path file) throws IOException, NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    @Test
    void itsRefusalNamesBothHashesAndLeavesNoTrace() throws Exception {
        flipAByte();

        assertThat(run(forAMachine())).isEqualTo(ExitCode.USAGE);

        assertThat(errors.toString())
                .contains(NETWORK)
                .contains(sha256(ZOO.resolve(NETWORK)))
                .contains(sha256(policy.resolve(NETWORK)));
        assertThat(runs).doesNotExist();
    }

    /** Shows that the refusal above comes before the port: with the true file it is the port that is missed. */
    @Test
    void theTruePolicyIsTakenAndThePortIsOpenedNext() throws Exception {
        assertThat(run(forAMachine())).isEqualTo(ExitCode.DEVICE);

        assertThat(errors.toString()).contains("no-such-port");
    }
}
