package dev.creance.app;

import dev.creance.fleet.FleetWatch;
import dev.creance.fleet.TelemetryConfig;
import dev.creance.runtime.realtime.MonotonicClock;
import java.io.PrintStream;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code creance fleet}: robots from afar. */
@Command(
        name = "fleet",
        description = "Watch robots over MQTT.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "VERB",
        footer = {"", "Example: creance fleet watch"},
        subcommands = FleetCommand.Watch.class)
final class FleetCommand {
    @Command(
            name = "watch",
            description = "Show a live table of the robots at a broker.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Without --broker it looks where a 'creance run' on this machine has its embedded broker.",
                "Example: creance fleet watch --broker tcp://192.168.4.2:1883"
            })
    static final class Watch implements Callable<Integer> {
        private static final long REFRESH_MS = 500;
        private static final int COLUMNS = 120;
        private static final String CLEAR = "\033[H\033[J";

        @Option(names = "--broker", paramLabel = "URL", description = "tcp://host:port")
        private String broker;

        @Option(names = "--for", paramLabel = "SECONDS", description = "end after so long; default: until Ctrl-C")
        private double seconds = Double.POSITIVE_INFINITY;

        @Override
        public Integer call() throws UsageError, InterruptedException {
            boolean terminal = System.console() != null && System.console().isTerminal();
            PrintStream out = System.out;
            MonotonicClock clock = new MonotonicClock();
            long startNs = clock.nowNs();
            try (FleetWatch watch = FleetWatch.open(brokers(), clock)) {
                while ((clock.nowNs() - startNs) * 1e-9 < seconds) {
                    Thread.sleep(REFRESH_MS);
                    if (terminal) {
                        out.print(CLEAR + watch.text(COLUMNS));
                        out.flush();
                    }
                }
                if (!terminal) {
                    out.print(watch.text(COLUMNS));
                }
                return watch.robots().isEmpty() ? ExitCode.FOUND : ExitCode.DONE;
            }
        }

        private List<URI> brokers() throws UsageError {
            if (broker == null) {
                return FleetWatch.localBrokers();
            }
            try {
                return List.of(TelemetryConfig.broker(broker));
            } catch (IllegalArgumentException wrong) {
                throw new UsageError("--broker='" + broker + "' " + wrong.getMessage() + "; write tcp://host:port");
            }
        }
    }
}
