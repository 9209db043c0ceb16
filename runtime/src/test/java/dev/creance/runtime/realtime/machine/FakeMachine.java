package dev.creance.runtime.realtime.machine;

import dev.creance.runtime.realtime.Finding;
import dev.creance.runtime.realtime.KernelFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/** A machine as its kernel's files show it, laid below a folder; each kind differs from the tuned one in what makes it that. */
final class FakeMachine {
    private static final String CPU = "/sys/devices/system/cpu/";
    private static final String CLOCK = "/sys/devices/system/clocksource/clocksource0/";

    private final Path root;
    private final Map<String, byte[]> files = new TreeMap<>();

    private FakeMachine(Path root) {
        this.root = root;
    }

    /** Four processors, the last one isolated, PREEMPT_RT, nothing left to wish for. */
    static FakeMachine tunedMetal(Path root) {
        return new FakeMachine(root)
                .with(
                        "/proc/version",
                        "Linux version 6.12.9-rt (a@b) (gcc 14) #1 SMP PREEMPT_RT Mon Jan 6 10:00:00 UTC 2026\n")
                .with("/proc/sys/kernel/osrelease", "6.12.9-rt\n")
                .with("/proc/sys/kernel/sched_rt_runtime_us", "-1\n")
                .with("/proc/sys/kernel/sched_rt_period_us", "1000000\n")
                .with("/proc/cmdline", "root=/dev/sda1 isolcpus=managed_irq,domain,3 nohz_full=3\n")
                .with(CLOCK + "current_clocksource", "tsc\n")
                .with(CLOCK + "available_clocksource", "tsc hpet acpi_pm \n")
                .with(CPU + "online", "0-3\n")
                .with(CPU + "isolated", "3\n")
                .with(CPU + "nohz_full", "3\n")
                .with(CPU + "cpu3/topology/thread_siblings_list", "3\n")
                .with(CPU + "cpu3/cpuidle/state0/name", "POLL\n")
                .with(CPU + "cpu3/cpuidle/state0/latency", "0\n")
                .with(CPU + "cpu3/cpuidle/state0/disable", "0\n")
                .with(CPU + "cpu3/cpuidle/state1/name", "C6\n")
                .with(CPU + "cpu3/cpuidle/state1/latency", "133\n")
                .with(CPU + "cpu3/cpuidle/state1/disable", "1\n")
                .with(CPU + "cpu3/cpufreq/scaling_governor", "performance\n")
                .with("/proc/interrupts", """
                                   CPU0       CPU1       CPU2       CPU3
                         16:     100000          0          0          0  IR-IO-APIC   16-fasteoi   xhci_hcd
                         17:          7          0          0          5  PCI-MSI 32768-edge      nvme0q0
                        LOC:     200000     200000     200000     200000   Local timer interrupts
                        """)
                .with("/proc/irq/16/smp_affinity_list", "0-3\n")
                .with("/proc/irq/16/effective_affinity_list", "0\n")
                .with("/proc/irq/17/smp_affinity_list", "0-2\n")
                .with("/proc/self/limits", """
                        Limit                     Soft Limit           Hard Limit           Units
                        Max locked memory         unlimited            unlimited            bytes
                        Max realtime priority     99                   99
                        """)
                .with("/proc/self/status", "Name:\tjava\nCpus_allowed_list:\t0-2\nCapEff:\t0000000000000000\n")
                .with("/proc/swaps", "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n")
                .with("/sys/kernel/mm/transparent_hugepage/enabled", "always [madvise] never\n")
                .with("/sys/kernel/mm/transparent_hugepage/defrag", "always defer defer+madvise [madvise] never\n")
                .with("/proc/cpuinfo", "processor\t: 0\nflags\t\t: fpu vme de tsc\n")
                .with("/proc/stat", "cpu  400 0 400 4000 0 0 0 0 0 0\ncpu3 100 0 100 1000 0 0 0 0 0 0\n")
                .with("/proc/self/cgroup", "0::/user.slice/session.scope\n")
                .with("/sys/fs/cgroup/user.slice/cpu.max", "max 100000\n")
                .with("/proc/loadavg", "0.10 0.20 0.30 1/100 4711\n");
    }

    /** As it comes out of the shop: two threads a core, deep sleep, changing frequency, swap, no rights. */
    static FakeMachine laptop(Path root) {
        return tunedMetal(root)
                .with(
                        "/proc/version",
                        "Linux version 6.8.0-45-generic (a@b) (gcc 13) #45 SMP PREEMPT_DYNAMIC Fri Aug 30\n")
                .with("/proc/sys/kernel/osrelease", "6.8.0-45-generic\n")
                .with("/proc/sys/kernel/sched_rt_runtime_us", "950000\n")
                .zipped("/proc/config.gz", "#\nCONFIG_PREEMPT_VOLUNTARY=y\nCONFIG_PREEMPT_DYNAMIC=y\n")
                .with("/proc/cmdline", "quiet splash\n")
                .with(CPU + "isolated", "\n")
                .with(CPU + "nohz_full", "(null)\n")
                .with(CPU + "cpu3/topology/thread_siblings_list", "2-3\n")
                .with(CPU + "cpu3/cpuidle/state1/disable", "0\n")
                .with(CPU + "cpu3/cpufreq/scaling_governor", "powersave\n")
                .with("/proc/irq/17/smp_affinity_list", "0-3\n")
                .with("/proc/self/limits", """
                        Limit                     Soft Limit           Hard Limit           Units
                        Max locked memory         8388608              8388608              bytes
                        Max realtime priority     0                    0
                        """)
                .with("/proc/self/status", "Name:\tjava\nCpus_allowed_list:\t0-3\nCapEff:\t0000000000000000\n")
                .with("/proc/swaps", "Filename Type Size Used Priority\n/swap.img file 2097148 0 -2\n")
                .with("/sys/kernel/mm/transparent_hugepage/enabled", "[always] madvise never\n")
                .with("/sys/devices/system/clocksource/clocksource0/current_clocksource", "hpet\n")
                .with("/proc/loadavg", "7.50 5.00 3.00 9/100 4711\n");
    }

    /** A guest whose host is short of time. */
    static FakeMachine virtualMachine(Path root) {
        return tunedMetal(root)
                .with("/proc/version", "Linux version 6.12.9 (a@b) (gcc 14) #1 SMP PREEMPT_DYNAMIC Mon Jan 6 2026\n")
                .with("/proc/sys/kernel/osrelease", "6.12.9\n")
                .with("/proc/cmdline", "console=ttyS0 preempt=full\n")
                .with(CPU + "isolated", "\n")
                .with("/proc/self/status", "Name:\tjava\nCpus_allowed_list:\t0-3\nCapEff:\t000001ffffffffff\n")
                .with(CLOCK + "available_clocksource", "tsc kvm-clock acpi_pm \n")
                .with("/proc/cpuinfo", "processor\t: 0\nflags\t\t: fpu vme de tsc hypervisor lahf_lm\n")
                .with("/sys/class/dmi/id/sys_vendor", "QEMU\n")
                .with("/sys/kernel/debug/sched/fair_server/cpu3/runtime", "50000000\n")
                .with("/sys/kernel/debug/sched/fair_server/cpu3/period", "1000000000\n")
                .with("/proc/stat", "cpu  400 0 400 4000 0 0 0 9 0 0\ncpu3 100 0 100 750 0 0 0 50 0 0\n");
    }

    /** With a quota of one and a half processors, in the older version of control groups. */
    static FakeMachine container(Path root) {
        return tunedMetal(root)
                .with("/proc/self/cgroup", "4:cpu,cpuacct:/docker/abc\n3:memory:/docker/abc\n0::/\n")
                .with("/sys/fs/cgroup/cpu/docker/abc/cpu.rt_runtime_us", "0\n")
                .with("/sys/fs/cgroup/cpu/cpu.cfs_quota_us", "150000\n")
                .with("/sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000\n");
    }

    FakeMachine with(String file, String text) {
        return with(file, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    FakeMachine with(String file, byte[] content) {
        files.put(file, content);
        return this;
    }

    FakeMachine zipped(String file, String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return with(file, bytes.toByteArray());
    }

    FakeMachine without(String file) {
        files.remove(file);
        return this;
    }

    List<String> files() {
        return List.copyOf(files.keySet());
    }

    KernelFiles lay() {
        try {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                Path path = root.resolve(file.getKey().substring(1));
                Files.createDirectories(path.getParent());
                Files.write(path, file.getValue());
            }
            return new KernelFiles(root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With the tick on the last processor. */
    List<Finding> findings() {
        return MachineChecks.of(lay(), 3);
    }
}
