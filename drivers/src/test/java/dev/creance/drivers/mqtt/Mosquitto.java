package dev.creance.drivers.mqtt;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Debian's mosquitto as a process of its own, on the loopback interface, with nothing kept between its starts. */
public final class Mosquitto implements AutoCloseable {
    private final Path config;
    private final int port;
    private Process process;

    private Mosquitto(Path config, int port) {
        this.config = config;
        this.port = port;
    }

    /** On a free port, stopped. Skips the test where mosquitto is not installed; fails it where that is CI. */
    public static Mosquitto stopped(Path folder, String... settings) {
        String program = program();
        if (program == null) {
            String reason = "mosquitto is not installed (Debian: apt-get install mosquitto)";
            if ("true".equals(System.getenv("CI"))) {
                fail(reason + "; in CI that is a failure");
            }
            abort(reason);
        }
        int port = freePort();
        Path config = folder.resolve("mosquitto-" + port + ".conf");
        try {
            Files.write(
                    config,
                    Stream.concat(
                                    Stream.of(
                                            "listener " + port + " 127.0.0.1",
                                            "allow_anonymous true",
                                            "persistence false",
                                            "log_type none"),
                                    Stream.of(settings))
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Mosquitto(config, port);
    }

    public static Mosquitto started(Path folder, String... settings) {
        Mosquitto broker = stopped(folder, settings);
        broker.start();
        return broker;
    }

    public URI uri() {
        return URI.create("tcp://127.0.0.1:" + port);
    }

    public void start() {
        try {
            process = new ProcessBuilder(program(), "-c", config.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Eventually.holds(() -> answers() || !process.isAlive(), () -> "mosquitto answers on port " + port);
        if (!process.isAlive()) {
            fail("mosquitto ended at once with " + process.exitValue() + "; see " + config);
        }
    }

    /** As {@code kill -9}: nobody is told. */
    public void kill() {
        process.destroyForcibly();
        Eventually.holds(() -> !process.isAlive(), () -> "mosquitto is dead");
    }

    /** Connections stay open, and nothing is read from them. */
    public void suspend() {
        signal("STOP");
    }

    public void resume() {
        signal("CONT");
    }

    @Override
    public void close() {
        if (process != null && process.isAlive()) {
            kill();
        }
    }

    private void signal(String name) {
        try {
            int status = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
            if (status != 0) {
                fail("kill -" + name + " ended with " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    /** A port that nobody listens on. */
    public static int freePort() {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String program() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.concat(
                        List.of(path.split(File.pathSeparator)).stream(), Stream.of("/usr/sbin", "/usr/local/sbin"))
                .map(folder -> new File(folder, "mosquitto"))
                .filter(File::canExecute)
                .map(File::getPath)
                .findFirst()
                .orElse(null);
    }
}
