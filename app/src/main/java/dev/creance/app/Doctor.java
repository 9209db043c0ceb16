package dev.creance.app;

import dev.creance.runtime.realtime.CpuLatency;
import dev.creance.runtime.realtime.Finding;
import dev.creance.runtime.realtime.KernelFiles;
import dev.creance.runtime.realtime.MonotonicClock;
import dev.creance.runtime.realtime.WakeupProbe;
import dev.creance.runtime.realtime.machine.JavaBuild;
import dev.creance.runtime.realtime.machine.MachineChecks;
import dev.creance.runtime.realtime.machine.SetupTrial;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;

/** Looks at this machine, then measures it. Nothing is changed but what a run would change for itself, too. */
final class Doctor {
    /** SCHED_FIFO priority of the trial and of the measured thread: that of the examples. */
    static final int PRIORITY = 80;

    private final KernelFiles files;
    private final Function<WakeupProbe.Plan, WakeupProbe.Result> probe;

    /** @param durationNs of the measurement at each rate */
    record Question(int cpu, List<Double> ratesHz, long durationNs, BackgroundLoad.Kind load) {}

    Doctor(KernelFiles files, Function<WakeupProbe.Plan, WakeupProbe.Result> probe) {
        this.files = files;
        this.probe = probe;
    }

    List<Finding> look(int cpu) {
        List<Finding> findings = new ArrayList<>(JavaBuild.running().findings());
        findings.addAll(MachineChecks.of(files, cpu));
        findings.addAll(SetupTrial.run(cpu, PRIORITY));
        return findings;
    }

    WakeUps measure(Question question, double rateHz) {
        long periodNs = Math.round(1e9 / rateHz);
        // more would leave the processor no time for anything else
        long spinNs = Math.min(MonotonicClock.DEFAULT_SPIN_NS, periodNs / 2);
        WakeupProbe.Plan plan = new WakeupProbe.Plan(
                periodNs, question.durationNs(), spinNs, OptionalInt.of(question.cpu()), OptionalInt.of(PRIORITY));
        try (CpuLatency _ = CpuLatency.hold();
                BackgroundLoad load = BackgroundLoad.start(question.load())) {
            WakeupProbe.Result result = probe.apply(plan);
            return new WakeUps(rateHz, plan, result, load.name());
        }
    }
}
