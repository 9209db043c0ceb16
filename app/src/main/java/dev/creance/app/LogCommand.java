package dev.creance.app;

import picocli.CommandLine.Command;

/** {@code creance log}: what is in a log, for other programs. */
@Command(
        name = "log",
        description = "Write what a flight log holds in a form that other programs read.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "VERB",
        subcommands = LogCsvCommand.class,
        footer = {"", "Example: creance log csv runs/crazyflie-20261122-101500/flight.mcap --out flight.csv"})
final class LogCommand {}
