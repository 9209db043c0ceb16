package dev.creance.app;

import picocli.CommandLine.Command;

/** {@code creance fleet}: robots from afar. */
@Command(name = "fleet", description = "Watch robots over MQTT.")
final class FleetCommand {}
