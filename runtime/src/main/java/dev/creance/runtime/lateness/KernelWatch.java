package dev.creance.runtime.lateness;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * What the kernel did to one thread, read from {@code /proc} and {@code /sys} by another: each look yields what has happened
 * since the last. Where a file is missing or holds nonsense, its causes are not seen; nothing here throws. One thread.
 */
final class KernelWatch implements AutoCloseable {
    // Run-queue delays below this are a normal wake-up's.
    private static final long LEAST_DELAY_NS = 10_000;
    // What a page costs at most: mapping one that is in memory (1 us on bare metal, 21 us seen where a host must back
    // the
    // page first), and reading one from a disk.
    private static final long MINOR_FAULT_NS = 20_000;
    private static final long MAJOR_FAULT_NS = 10_000_000;
    // A normal thread's sleep ends so late without anything wrong.
    private static final long LEAST_STANDSTILL_NS = 2_000_000;
    // /proc/stat is dear to make and counts steal time in whole hundredths of a second.
    private static final int LOOKS_PER_STEAL = 4;
    private static final long STEAL_UNIT_NS = 10_000_000;
    private static final int MOST_CPUS = 64;
    // Columns of /proc/PID/task/TID/stat after the name, of /proc/stat after the label: see proc(5).
    private static final int MINOR_FAULTS = 7;
    private static final int MAJOR_FAULTS = 9;
    private static final int PROCESSOR = 36;
    private static final int STEAL = 7;

    private final ProcFile schedstat;
    private final ProcFile stat;
    private final ProcFile status;
    private final ProcFile ownSchedstat;
    private final ProcFile processors;
    private final ProcFile quota;
    private final String[] cpuLabels = new String[MOST_CPUS];
    private final Growth[] stolen = new Growth[MOST_CPUS];
    private final Growth runDelayNs = new Growth();
    private final LongSupplier processorTimeNs;
    private final Growth ranNs = new Growth();
    private final Growth minorFaults = new Growth();
    private final Growth majorFaults = new Growth();
    private final Growth switches = new Growth();
    private final Growth ownRunDelayNs = new Growth();
    private final Growth throttledNs = new Growth();
    private long lastNs = Long.MIN_VALUE;
    private long lastStealNs = Long.MIN_VALUE;
    private long waitedBeforeNs;
    private int looks;

    /**
     * @param root of the file system; another than {@code /} in tests
     * @param watched the thread's folder below {@code /proc}, such as {@code 123/task/456}
     * @param own that of the thread that looks
     * @param processorTimeNs which the watched thread has used so far; −1 where that is unknown
     */
    KernelWatch(Path root, String watched, String own, LongSupplier processorTimeNs) {
        this.processorTimeNs = processorTimeNs;
        Path proc = root.resolve("proc");
        schedstat = new ProcFile(proc.resolve(watched).resolve("schedstat"), 128);
        stat = new ProcFile(proc.resolve(watched).resolve("stat"), 1024);
        status = new ProcFile(proc.resolve(watched).resolve("status"), 8192);
        ownSchedstat = new ProcFile(proc.resolve(own).resolve("schedstat"), 128);
        processors = new ProcFile(proc.resolve("stat"), 16384);
        quota = new ProcFile(quotaFile(root), 2048);
        for (int i = 0; i < MOST_CPUS; i++) {
            cpuLabels[i] = "cpu" + i;
            stolen[i] = new Growth();
        }
    }

    /** The group's own file where there is one; version 2 of control groups, then version 1. */
    private static Path quotaFile(Path root) {
        Path groups = root.resolve("sys/fs/cgroup");
        return List.of("cpu.stat", "cpu/cpu.stat", "cpu,cpuacct/cpu.stat").stream()
                .map(groups::resolve)
                .filter(Files::isReadable)
                .findFirst()
                .orElse(groups.resolve("cpu.stat"));
    }

    /** @param oversleptNs how much longer than it meant to the looking thread has slept right before */
    void look(long nowNs, long oversleptNs, Consumer<Evidence> found) {
        long fromNs = lastNs == Long.MIN_VALUE ? nowNs : lastNs;
        lastNs = nowNs;
        lookAtProcessor(fromNs, nowNs, found);
        stat.read();
        long faultsNs = minorFaults.to(stat.numberAfterName(MINOR_FAULTS)) * MINOR_FAULT_NS
                + majorFaults.to(stat.numberAfterName(MAJOR_FAULTS)) * MAJOR_FAULT_NS;
        report(LateCause.PAGE_FAULT, fromNs, nowNs, faultsNs, 1, found);
        lookAtSelf(nowNs, oversleptNs, found);
        if (looks++ % LOOKS_PER_STEAL == 0) {
            lookFarther(nowNs, found);
        }
    }

    private void lookAtProcessor(long fromNs, long nowNs, Consumer<Evidence> found) {
        long newRanNs = processorTimeNs.getAsLong();
        schedstat.read();
        long newDelayNs = schedstat.number("", 1);
        boolean judgeable = ranNs.known() && runDelayNs.known();
        long ran = ranNs.to(newRanNs);
        long delay = runDelayNs.to(newDelayNs);
        report(LateCause.RUN_DELAY, fromNs, nowNs, delay, LEAST_DELAY_NS, found);
        // A switch costs what it then waits; where that is not known, at most all the time. The file is dear to make.
        long switchNs = runDelayNs.known() ? delay : nowNs - fromNs;
        if (switchNs >= LEAST_DELAY_NS || !switches.known()) {
            status.read();
            boolean switched = switches.to(status.number("nonvoluntary_ctxt_switches:", 0)) > 0;
            report(LateCause.CONTEXT_SWITCH, fromNs, nowNs, switched ? switchNs : 0, LEAST_DELAY_NS, found);
        }
        if (judgeable && newRanNs != ProcFile.UNKNOWN && newDelayNs != ProcFile.UNKNOWN) {
            report(LateCause.WAITING, fromNs, nowNs, nowNs - fromNs - ran - delay, LEAST_DELAY_NS, found);
        }
    }

    /** A wait for a processor may fall between the look at the clock and that at the file: it counts for the next look too. */
    private void lookAtSelf(long nowNs, long oversleptNs, Consumer<Evidence> found) {
        ownSchedstat.read();
        long waitedNs = ownRunDelayNs.to(ownSchedstat.number("", 1));
        long stoodNs = oversleptNs - waitedNs - waitedBeforeNs;
        waitedBeforeNs = waitedNs;
        if (ownRunDelayNs.known()) {
            report(LateCause.STANDSTILL, nowNs - oversleptNs, nowNs, stoodNs, LEAST_STANDSTILL_NS, found);
        }
    }

    private void lookFarther(long nowNs, Consumer<Evidence> found) {
        // What made a unit full may have begun up to a unit before the last look.
        long fromNs = (lastStealNs == Long.MIN_VALUE ? nowNs : lastStealNs) - STEAL_UNIT_NS;
        lastStealNs = nowNs;
        processors.read();
        long cpu = stat.numberAfterName(PROCESSOR);
        for (int i = 0; i < MOST_CPUS; i++) {
            long units = stolen[i].to(processors.number(cpuLabels[i], STEAL));
            if (i == cpu && units > 0) {
                found.accept(new Evidence(LateCause.STEAL, fromNs, nowNs, (units + 1) * STEAL_UNIT_NS));
            }
        }
        quota.read();
        long us = quota.number("throttled_usec", 0);
        long ns = quota.number("throttled_time", 0);
        long throttled = throttledNs.to(us == ProcFile.UNKNOWN ? ns : us * 1000);
        report(LateCause.CPU_QUOTA, fromNs, nowNs, throttled, 1, found);
    }

    private static void report(
            LateCause cause, long fromNs, long toNs, long amount, long least, Consumer<Evidence> found) {
        if (amount >= least) {
            found.accept(new Evidence(cause, fromNs, toNs, amount));
        }
    }

    /** What this machine lets be seen. */
    Set<LateCause> visible() {
        Set<LateCause> causes = EnumSet.noneOf(LateCause.class);
        addIf(causes, LateCause.RUN_DELAY, runDelayNs.known());
        addIf(causes, LateCause.WAITING, ranNs.known() && runDelayNs.known());
        addIf(causes, LateCause.PAGE_FAULT, minorFaults.known());
        addIf(causes, LateCause.CONTEXT_SWITCH, switches.known());
        addIf(causes, LateCause.STANDSTILL, ownRunDelayNs.known());
        addIf(causes, LateCause.CPU_QUOTA, throttledNs.known());
        addIf(causes, LateCause.STEAL, stolen[0].known() && minorFaults.known());
        return causes;
    }

    private static void addIf(Set<LateCause> causes, LateCause cause, boolean visible) {
        if (visible) {
            causes.add(cause);
        }
    }

    @Override
    public void close() {
        List.of(schedstat, stat, status, ownSchedstat, processors, quota).forEach(ProcFile::close);
    }
}
