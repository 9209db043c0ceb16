package dev.creance.runtime.realtime.machine;

import dev.creance.runtime.realtime.CpuLatency;
import dev.creance.runtime.realtime.Finding;
import dev.creance.runtime.realtime.KernelFiles;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** What the processor does to save power: sleep deeply, run slowly. */
final class PowerChecks {
    private static final String CPU = "/sys/devices/system/cpu/cpu";
    // Above a usual spin window's worth of lateness it shows.
    private static final long GREATEST_EXIT_US = 20;
    private static final Pattern NAME = Pattern.compile("[\\w .+-]{1,40}");

    private PowerChecks() {}

    static List<Finding> of(KernelFiles files, int cpu) {
        return List.of(idleStates(files, cpu), governor(files, cpu));
    }

    private static Finding idleStates(KernelFiles files, int cpu) {
        String folder = CPU + cpu + "/cpuidle/";
        String deepest = "";
        long slowestUs = -1;
        for (String state : files.names(folder)) {
            OptionalLong exitUs = files.number(folder + state + "/latency");
            OptionalLong disabled = files.number(folder + state + "/disable");
            if (exitUs.isEmpty() || disabled.isEmpty() || exitUs.getAsLong() < 0) {
                return Finding.unknown("idle_states", folder + state + "/latency");
            }
            if (disabled.getAsLong() == 0 && exitUs.getAsLong() > slowestUs) {
                slowestUs = exitUs.getAsLong();
                deepest = files.text(folder + state + "/name")
                        .filter(name -> NAME.matcher(name).matches())
                        .orElse(state);
            }
        }
        if (slowestUs < 0) {
            return Finding.go("idle_states", "none that this kernel enters by itself");
        }
        String found = deepest + " takes " + slowestUs + " us to leave";
        if (slowestUs <= GREATEST_EXIT_US) {
            return Finding.go("idle_states", "the deepest, " + found);
        }
        return files.writable(CpuLatency.DEVICE)
                ? Finding.go("idle_states", found + "; a run holds " + CpuLatency.DEVICE + " against that")
                : Finding.caution(
                        "idle_states",
                        found,
                        "let the user write " + CpuLatency.DEVICE + " (chmod 666, udev rule), or boot with"
                                + " processor.max_cstate=1 intel_idle.max_cstate=0");
    }

    private static Finding governor(KernelFiles files, int cpu) {
        String file = CPU + cpu + "/cpufreq/scaling_governor";
        if (!files.exists(CPU + cpu + "/cpufreq")) {
            return Finding.go("governor", "this kernel does not change the processor's frequency");
        }
        Optional<String> governor = files.text(file).filter(name -> name.matches("[a-z_]{1,20}"));
        if (governor.isEmpty()) {
            return Finding.unknown("governor", file);
        }
        return governor.get().equals("performance")
                ? Finding.go("governor", "performance")
                : Finding.caution(
                        "governor",
                        governor.get() + ": the frequency follows the load",
                        "cpupower frequency-set -g performance, or echo performance | tee " + CPU
                                + "*/cpufreq/scaling_governor");
    }
}
