package dev.creance.runtime.realtime.machine;

import dev.creance.runtime.realtime.Finding;
import dev.creance.runtime.realtime.KernelFiles;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the kernel was built and booted for: preemption, limits on real-time threads, the clock. */
final class KernelChecks {
    private static final String SCHED = "/proc/sys/kernel/";
    private static final String FAIR_SERVER = "/sys/kernel/debug/sched/fair_server/cpu";
    private static final String PREEMPT = "/sys/kernel/debug/sched/preempt";
    private static final String DEBUGFS = " (after mount -t debugfs none /sys/kernel/debug)";
    private static final String CLOCK = "/sys/devices/system/clocksource/clocksource0/";
    // These are read without a system call.
    private static final Set<String> FAST_CLOCKS =
            Set.of("tsc", "kvm-clock", "arch_sys_counter", "hyperv_clocksource_tsc_page", "xen", "riscv_clocksource");
    private static final Pattern RELEASE = Pattern.compile("(\\d{1,3})\\.(\\d{1,4})[-.+\\w~]*");
    private static final Pattern WORD = Pattern.compile("[\\w-]{1,40}");
    private static final Pattern CHOSEN = Pattern.compile("\\((none|voluntary|full|lazy)\\)");
    private static final Pattern BOOTED = Pattern.compile("(?:^|\\s)preempt=(none|voluntary|full|lazy)(?:\\s|$)");
    private static final double USUAL_SHARE = 0.95;
    private static final double NS_PER_MS = 1e6;

    private KernelChecks() {}

    static List<Finding> of(KernelFiles files, int cpu) {
        return List.of(preemption(files), throttling(files), fairServer(files, cpu), clock(files));
    }

    static Optional<String> release(KernelFiles files) {
        return files.text(SCHED + "osrelease")
                .filter(release -> RELEASE.matcher(release).matches());
    }

    private static Finding preemption(KernelFiles files) {
        Optional<String> release = release(files);
        Optional<String> version = files.text("/proc/version").filter(text -> text.startsWith("Linux version "));
        if (release.isEmpty() || version.isEmpty()) {
            return Finding.unknown("preemption", "/proc/version");
        }
        String kernel = "Linux " + release.get();
        if (files.text("/sys/kernel/realtime").orElse("").equals("1")
                || version.get().contains("PREEMPT_RT")
                || version.get().contains("PREEMPT RT")) {
            return Finding.go("preemption", kernel + ", PREEMPT_RT");
        }
        String realTime = "install a PREEMPT_RT kernel (Debian: apt-get install linux-image-rt-amd64 or -rt-arm64)";
        if (!version.get().contains("PREEMPT_DYNAMIC")) {
            boolean preemptible = version.get().contains(" PREEMPT");
            return Finding.caution(
                    "preemption", kernel + (preemptible ? ", PREEMPT" : ", system calls not preemptible"), realTime);
        }
        Optional<String> mode = dynamicMode(files, release.get());
        return Finding.caution(
                "preemption",
                kernel + ", PREEMPT_DYNAMIC, mode " + mode.orElse("unknown"),
                mode.orElse("").equals("full")
                        ? realTime
                        : "echo full > " + PREEMPT + DEBUGFS + "; for good: boot with preempt=full, or " + realTime);
    }

    /** What is in force: as the scheduler says, else as booted, else as built. */
    private static Optional<String> dynamicMode(KernelFiles files, String release) {
        Optional<String> now = first(CHOSEN, files.text(PREEMPT));
        if (now.isPresent()) {
            return now;
        }
        Optional<String> booted = first(BOOTED, files.text("/proc/cmdline"));
        if (booted.isPresent()) {
            return booted;
        }
        String config = files.unzipped("/proc/config.gz")
                .or(() -> files.text("/boot/config-" + release))
                .orElse("");
        for (String mode : List.of("none", "voluntary", "lazy")) {
            if (config.contains("\nCONFIG_PREEMPT_" + mode.toUpperCase(Locale.ROOT) + "=y\n")) {
                return Optional.of(mode);
            }
        }
        return config.contains("\nCONFIG_PREEMPT=y\n") ? Optional.of("full") : Optional.empty();
    }

    private static Optional<String> first(Pattern pattern, Optional<String> text) {
        Matcher matcher = pattern.matcher(text.orElse(""));
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static Finding throttling(KernelFiles files) {
        OptionalLong runtimeUs = files.number(SCHED + "sched_rt_runtime_us");
        OptionalLong periodUs = files.number(SCHED + "sched_rt_period_us");
        if (runtimeUs.isEmpty() || periodUs.isEmpty() || periodUs.getAsLong() < 1 || runtimeUs.getAsLong() < -1) {
            return Finding.unknown("rt_throttling", SCHED + "sched_rt_runtime_us");
        }
        String remedy =
                "sysctl -w kernel.sched_rt_runtime_us=950000; for good: that setting in /etc/sysctl.d/90-creance.conf";
        long group = CgroupFiles.of(files).realTimeRuntimeUs().orElse(1);
        if (runtimeUs.getAsLong() == 0 || group == 0) {
            return Finding.noGo(
                    "rt_throttling",
                    group == 0 ? "this control group has no real-time budget" : "no time for real-time threads",
                    group == 0 ? "echo 950000 > " + CgroupFiles.of(files).realTimeFile() : remedy);
        }
        if (runtimeUs.getAsLong() == -1) {
            return Finding.go("rt_throttling", "off");
        }
        String found = "real-time threads may run %d of %d ms"
                .formatted(runtimeUs.getAsLong() / 1000, periodUs.getAsLong() / 1000);
        boolean usual = runtimeUs.getAsLong() >= USUAL_SHARE * periodUs.getAsLong();
        return usual
                ? Finding.go("rt_throttling", found + "; only a thread that always spins reaches that")
                : Finding.caution("rt_throttling", found, remedy);
    }

    /** Since Linux 6.12; before, real-time throttling did that work. */
    private static Finding fairServer(KernelFiles files, int cpu) {
        Matcher release = RELEASE.matcher(release(files).orElse(""));
        if (!release.matches()) {
            return Finding.unknown("fair_server", SCHED + "osrelease");
        }
        int major = Integer.parseInt(release.group(1));
        if (major < 6 || (major == 6 && Integer.parseInt(release.group(2)) < 12)) {
            return Finding.go("fair_server", "none in this kernel");
        }
        if (ProcessorChecks.isolated(files).map(set -> set.get(cpu)).orElse(false)) {
            return Finding.go("fair_server", "nothing to serve: cpu " + cpu + " is isolated");
        }
        String folder = FAIR_SERVER + cpu + "/";
        OptionalLong runtimeNs = files.number(folder + "runtime");
        OptionalLong periodNs = files.number(folder + "period");
        String remedy = "echo 0 > " + folder + "runtime" + DEBUGFS + ", or isolate the cpu";
        if (runtimeNs.isEmpty() || periodNs.isEmpty() || runtimeNs.getAsLong() < 0) {
            return Finding.caution(
                    "fair_server",
                    "unknown: this kernel has one, " + folder
                            + "runtime cannot be read; by default starved normal tasks"
                            + " run up to 50 ms a second ahead of FIFO",
                    remedy);
        }
        if (runtimeNs.getAsLong() == 0) {
            return Finding.go("fair_server", "off on cpu " + cpu);
        }
        String found = String.format(
                Locale.ROOT,
                "starved normal tasks run up to %.0f of %.0f ms ahead of FIFO on cpu %d",
                runtimeNs.getAsLong() / NS_PER_MS,
                periodNs.getAsLong() / NS_PER_MS,
                cpu);
        return Finding.caution("fair_server", found, remedy);
    }

    private static Finding clock(KernelFiles files) {
        Optional<String> current = files.text(CLOCK + "current_clocksource")
                .filter(name -> WORD.matcher(name).matches());
        if (current.isEmpty()) {
            return Finding.unknown("clocksource", CLOCK + "current_clocksource");
        }
        if (FAST_CLOCKS.contains(current.get())) {
            return Finding.go("clocksource", current.get());
        }
        String available = files.text(CLOCK + "available_clocksource").orElse("");
        String remedy = List.of(available.split("\\s+")).contains("tsc")
                ? "echo tsc > " + CLOCK + "current_clocksource; for good: boot with clocksource=tsc tsc=reliable"
                : "the kernel found the processor's own clock unstable (dmesg | grep -i clocksource); update the firmware";
        return Finding.caution("clocksource", current.get() + ": each look at the clock is a system call", remedy);
    }
}
