package dev.creance.app;

import dev.creance.runtime.DeviceException;
import dev.creance.runtime.config.ConfigError;
import java.util.List;
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
            DoctorCommand.class,
            TopCommand.class,
            ReplayCommand.class,
            LogCommand.class,
            IdentifyCommand.class,
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
            "From the sources there are also creance bench and creance package; each has --help.",
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
                .setParameterExceptionHandler(Main::misused)
                .setExecutionExceptionHandler(Main::report);
    }

    /** One line instead of the whole help: what is wrong, and where help is. */
    private static int misused(CommandLine.ParameterException wrong, String[] arguments) {
        CommandLine line = wrong.getCommandLine();
        String name = line.getCommandSpec().qualifiedName(" ");
        // 'help' alone does not make a command with verbs
        boolean hasVerbs = line.getSubcommands().keySet().stream().anyMatch(verb -> !verb.equals("help"));
        String problem = wrong.getMessage().lines().findFirst().orElse("wrong usage");
        String help = name + " --help says how it is used";
        if (wrong instanceof CommandLine.UnmatchedArgumentException unmatched
                && hasVerbs
                && !unmatched.isUnknownOption()) {
            List<String> near = unmatched.getSuggestions();
            problem = "unknown verb '" + unmatched.getUnmatched().getFirst() + "'"
                    + (near.isEmpty() ? "" : "; did you mean " + near.getFirst() + "?");
            help = name + " --help lists them";
        } else if (hasVerbs && !(wrong instanceof CommandLine.UnmatchedArgumentException)) {
            problem = "no verb is given";
            help = name + " --help lists them";
        }
        line.getErr().println("creance: " + problem + (problem.endsWith("?") ? " " : "; ") + help);
        return ExitCode.USAGE;
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
