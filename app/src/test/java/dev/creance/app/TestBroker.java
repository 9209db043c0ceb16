package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.drivers.mqtt.Eventually;
import dev.creance.drivers.mqtt.Mosquitto;
import dev.creance.drivers.mqtt.Subscriber;
import dev.creance.fleet.EmbeddedBroker;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A broker in a process of its own, which can be killed or made to stand still. */
interface TestBroker extends AutoCloseable {
    URI uri();

    void kill();

    /** Connections stay open, and nothing is read from them. */
    void suspend();

    @Override
    void close();

    /** Waits until it has been told something of a flight, and is then killed, or else stalls. */
    default Runnable fallingSilent(String fate) {
        Subscriber fleet = new Subscriber(uri(), "creance/#");
        return () -> {
            assertThat(fleet.next("/event").topic()).startsWith("creance/");
            if (fate.equals("killed")) {
                kill();
            } else {
                suspend();
            }
        };
    }

    /** The robot had a session with it and lost it, and events with it; and says so. */
    default void assertReportedLost(RunSummary summary) {
        Map<String, Object> telemetry = summary.telemetry();
        assertThat(telemetry).containsEntry("broker", uri().toString()).containsEntry("health", "lost");
        assertThat((String) telemetry.get("last_failure")).isNotEmpty();
        assertThat((long) telemetry.get("events_delivered")).isLessThan((long) telemetry.get("events_published"));
        assertThat((long) telemetry.get("events_dropped")).isPositive();
        assertThat(summary.warnings())
                .anySatisfy(warning ->
                        assertThat(warning).startsWith("telemetry: lost").contains("events lost"));
    }

    /** Debian's; skips the test where it is not installed, unless that is CI. */
    static TestBroker mosquitto(Path folder) {
        Mosquitto mosquitto = Mosquitto.started(folder);
        return new TestBroker() {
            @Override
            public URI uri() {
                return mosquitto.uri();
            }

            @Override
            public void kill() {
                mosquitto.kill();
            }

            @Override
            public void suspend() {
                mosquitto.suspend();
            }

            @Override
            public void close() {
                mosquitto.close();
            }
        };
    }

    /** The embedded one, as another robot has brought it along. */
    static TestBroker embedded() throws IOException {
        return new Embedded(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Embedded.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /** A process that brings up the broker, says where, and ends with its standard input. */
    final class Embedded implements TestBroker {
        private final Process process;
        private final URI uri;

        private Embedded(Process process) throws IOException {
            this.process = process;
            BufferedReader output = process.inputReader();
            uri = URI.create(output.readLine());
        }

        public static void main(String[] arguments) throws IOException {
            System.out.println(EmbeddedBroker.starting(List.of(0)).address().join());
            while (System.in.read() >= 0) {
                // whoever started it is still there
            }
            Runtime.getRuntime().halt(0);
        }

        @Override
        public URI uri() {
            return uri;
        }

        @Override
        public void kill() {
            process.destroyForcibly();
            Eventually.holds(() -> !process.isAlive(), () -> "the broker's process is dead");
        }

        @Override
        public void suspend() {
            try {
                int status = new ProcessBuilder("kill", "-STOP", Long.toString(process.pid()))
                        .start()
                        .waitFor();
                if (status != 0) {
                    throw new AssertionError("kill -STOP ended with " + status);
                }
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void close() {
            kill();
        }
    }
}
