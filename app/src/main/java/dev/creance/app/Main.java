package dev.creance.app;

import dev.creance.runtime.DeviceException;
import dev.creance.runtime.config.ConfigError;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;

/** The command line. Exit codes are the same for every verb, see {@link ExitCode}. */
@Command(
        name = "creance",
        description = "Lets a learned policy act on a real machine, never farther than is safe.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        synopsisSubcommandLabel = "VERB",
        subcommands = {
            RunCommand.class,
            CheckCommand.class,
            ReplayCommand.class,
            PolicyCommand.class,
            SimCommand.class,
            FleetCommand.class,
            HelpCommand.class
        },
        footer = {
            "",
            "Exit codes: 0 done, 1 a check found something or the task failed, 2 usage or configuration,",
            "3 device or link, 4 a safety stop ended the run.",
            "",
            "Example: creance run examples/quadrotor.yaml"
        })
public final class Main {
    static final String VERSION = "0.1.0";

    private Main() {}

    /** Runs one verb and exits with its code. */
    public static void main(String[] arguments) {
        int code = commandLine().execute(arguments);
        System.out.flush();
        System.err.flush();
        // not exit(): a policy thread that hangs must not keep the process, nor may a shutdown hook wait for it
        Runtime.getRuntime().halt(code);
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Main::report);
    }

    private static int report(Exception exception, CommandLine line, CommandLine.ParseResult parsed) throws Exception {
        switch (exception) {
            case ConfigError error -> {
                line.getErr().println(error.getMessage());
                return ExitCode.USAGE;
            }
            case DeviceException error -> {
                line.getErr().println("creance: " + error.getMessage());
                return ExitCode.DEVICE;
            }
            case UsageError error -> {
                line.getErr().println("creance: " + error.getMessage());
                return ExitCode.USAGE;
            }
            default -> throw exception;
        }
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"creance " + VERSION + ", Java " + Runtime.version()};
        }
    }
}
