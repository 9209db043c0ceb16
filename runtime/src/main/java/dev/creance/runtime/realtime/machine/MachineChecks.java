package dev.creance.runtime.realtime.machine;

import dev.creance.runtime.realtime.Finding;
import dev.creance.runtime.realtime.KernelFiles;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a machine is set up for deadlines, by what its kernel tells through files: nothing is changed, nothing measured. Every
 * check gives its line always, under the same name; what cannot be read is a caution.
 *
 * <pre>{@code
 * KernelFiles files = KernelFiles.ofThisMachine();
 * List<Finding> findings = MachineChecks.of(files, MachineChecks.bestCpu(files));
 * }</pre>
 */
public final class MachineChecks {
    private MachineChecks() {}

    /** @param cpu the processor that the tick shall run on */
    public static List<Finding> of(KernelFiles files, int cpu) {
        List<Finding> findings = new ArrayList<>(KernelChecks.of(files, cpu));
        findings.addAll(ProcessorChecks.of(files, cpu));
        findings.addAll(PowerChecks.of(files, cpu));
        findings.addAll(MemoryChecks.of(files));
        findings.addAll(HostChecks.of(files, cpu));
        return findings;
    }

    /** Where the tick is best off: an isolated processor, else the last that may be used. */
    public static int bestCpu(KernelFiles files) {
        return ProcessorChecks.best(files);
    }
}
