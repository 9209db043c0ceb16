package dev.creance.runtime.realtime.machine;

import dev.creance.runtime.realtime.Finding;
import dev.creance.runtime.realtime.Hypervisor;
import dev.creance.runtime.realtime.KernelFiles;
import dev.creance.runtime.realtime.ProcessorTime;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** Who takes time from this system as a whole: a host, a quota, other programs. */
final class HostChecks {
    private static final double NOTICEABLE_STEAL = 1e-4;

    private HostChecks() {}

    static List<Finding> of(KernelFiles files, int cpu) {
        return List.of(virtualMachine(files), steal(files, cpu), quota(files), load(files));
    }

    private static Finding virtualMachine(KernelFiles files) {
        Optional<String> cpuinfo = files.text("/proc/cpuinfo").filter(text -> text.contains("processor"));
        if (cpuinfo.isEmpty()) {
            return Finding.unknown("virtual_machine", "/proc/cpuinfo");
        }
        return Hypervisor.of(files)
                .map(name -> Finding.caution(
                        "virtual_machine",
                        "yes, under " + name + ": its host may stop it at any time",
                        "run on the metal; else ask the host for pinned virtual processors of its own"))
                .orElse(Finding.go("virtual_machine", "no"));
    }

    private static Finding steal(KernelFiles files, int cpu) {
        Optional<ProcessorTime> time = ProcessorTime.of(files, OptionalInt.of(cpu));
        if (time.isEmpty()) {
            return Finding.unknown("steal", ProcessorTime.FILE);
        }
        double share = time.get().stolenShare();
        String found = String.format(Locale.ROOT, "%.3f %% of cpu %d's time since it started", 100 * share, cpu);
        return share < NOTICEABLE_STEAL
                ? Finding.go("steal", found)
                : Finding.caution(
                        "steal",
                        found + " went to other machines of the host",
                        "on the host: pin the virtual processors (virsh vcpupin), lift quotas, move neighbours away");
    }

    private static Finding quota(KernelFiles files) {
        CgroupFiles cgroup = CgroupFiles.of(files);
        if (!cgroup.known()) {
            return Finding.unknown("quota", "/proc/self/cgroup");
        }
        double leastShare = Double.POSITIVE_INFINITY;
        CgroupFiles.Quota least = null;
        for (String file : cgroup.quotaFiles()) {
            Optional<CgroupFiles.Quota> quota = cgroup.quota(file);
            if (quota.isEmpty()) {
                return Finding.unknown("quota", file);
            }
            double share = (double) quota.get().quotaUs() / quota.get().periodUs();
            if (share > 0 && share < leastShare) {
                leastShare = share;
                least = quota.get();
            }
        }
        if (least == null) {
            return Finding.go("quota", "none for this control group");
        }
        String off = least.file().endsWith("cpu.max") ? "max" : "-1";
        return Finding.caution(
                "quota",
                String.format(
                        Locale.ROOT,
                        "%.1f of %.1f ms of processor time, then all but FIFO threads stand still",
                        least.quotaUs() * 1e-3,
                        least.periodUs() * 1e-3),
                "echo " + off + " > " + least.file()
                        + "; docker run without --cpus; systemctl set-property UNIT CPUQuota=");
    }

    private static Finding load(KernelFiles files) {
        String first = files.text("/proc/loadavg").orElse("").split(" ")[0];
        Optional<Integer> processors = files.text("/sys/devices/system/cpu/online")
                .flatMap(CpuList::parse)
                .map(BitSet::cardinality)
                .filter(count -> count > 0);
        if (!first.matches("\\d{1,6}\\.\\d{1,4}") || processors.isEmpty()) {
            return Finding.unknown("load", "/proc/loadavg");
        }
        String found = first + " threads wanted to run in the last minute, on " + processors.get() + " processors";
        return Double.parseDouble(first) <= processors.get()
                ? Finding.go("load", found)
                : Finding.caution("load", found, "end other programs (top shows them); figures below suffer from them");
    }
}
