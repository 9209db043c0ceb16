package dev.creance.bench;

import dev.creance.bench.corridor.FisorCommand;
import dev.creance.bench.critic.CriticCommand;
import dev.creance.bench.guards.GuardsCommand;
import dev.creance.bench.shield.ShieldCommand;
import dev.creance.runtime.config.ConfigError;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** {@code creance bench}: the project's speed claims. Exit codes: 0 measured, 1 a peer is missing, 2 usage. */
@Command(
        name = "creance bench",
        description = "Measure this project's speed claims side by side with their peers.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "WHAT",
        subcommands = {
            LoopCommand.class,
            JvmCommand.class,
            StartCommand.class,
            ShieldTimeCommand.class,
            KernelsCommand.class,
            PolicyCommand.class,
            SimCommand.class,
            ShieldCommand.class,
            CriticCommand.class,
            FisorCommand.class,
            GuardsCommand.class,
            StlCommand.class,
            QpCommand.class,
            HelpCommand.class
        },
        footer = {"", "Example: creance bench loop --rate 1kHz,4kHz --load idle,cpu"})
public final class Main {
    private Main() {}

    /** Measures, and exits with its code. */
    public static void main(String[] arguments) {
        CommandLine line = new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Main::report);
        System.exit(line.execute(arguments));
    }

    private static int report(Exception exception, CommandLine line, CommandLine.ParseResult parsed) throws Exception {
        switch (exception) {
            case ConfigError wrong -> {
                line.getErr().println(wrong.getMessage());
                return 2;
            }
            case IOException failed -> {
                line.getErr().println("creance: " + failed.getMessage());
                return 1;
            }
            default -> throw exception;
        }
    }
}
