package dev.creance.app;

import dev.creance.runtime.realtime.Finding;
import dev.creance.runtime.realtime.Fitness;
import dev.creance.runtime.realtime.KernelFiles;
import dev.creance.runtime.realtime.machine.JavaBuild;
import dev.creance.runtime.realtime.machine.MachineChecks;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A look at the machine before a run: what must not run is refused, what may make ticks late is said once. */
final class Preflight {
    private Preflight() {}

    /** Refuses a JVM that may corrupt its memory, whatever is to be flown. */
    static void refuseCorrupting(JavaBuild build) throws UsageError {
        Optional<Finding> corruption = build.corruption();
        if (corruption.isPresent()) {
            throw new UsageError(
                    "Java " + corruption.get().found() + "; " + corruption.get().remedy());
        }
    }

    /** For a run in real time that asks for priority; what asks for none does not mind. */
    static void warn(RobotConfig config, KernelFiles files, Console console) {
        if (config.loop().priority().isEmpty()) {
            return;
        }
        List<Finding> findings =
                MachineChecks.of(files, config.loop().cpu().orElseGet(() -> MachineChecks.bestCpu(files)));
        // what the run itself asks for, it reports itself where it is refused
        findings.stream()
                .filter(finding ->
                        finding.fitness() == Fitness.NO_GO && !finding.name().equals("rights"))
                .forEach(finding -> console.warn(finding.name() + ": " + finding.found() + "; " + finding.remedy()));
        String cautions = findings.stream()
                .filter(finding -> finding.fitness() == Fitness.CAUTION)
                .map(Finding::name)
                .collect(Collectors.joining(", "));
        if (!cautions.isEmpty()) {
            console.warn("ticks may be late on this machine (" + cautions + "); creance doctor says what to do");
        }
    }
}
