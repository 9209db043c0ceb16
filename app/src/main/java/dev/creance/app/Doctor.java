package dev.creance.app;

import dev.creance.runtime.realtime.CpuLatency;
import dev.creance.runtime.realtime.Finding;
import dev.creance.runtime.realtime.KernelFiles;
import dev.creance.runtime.realtime.SpinCalibration;
import dev.creance.runtime.realtime.Waiting;
import dev.creance.runtime.realtime.WakeupProbe;
import dev.creance.runtime.realtime.machine.JavaBuild;
import dev.creance.runtime.realtime.machine.MachineChecks;
import dev.creance.runtime.realtime.machine.SetupTrial;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Looks at this machine, then measures it. Nothing is changed but what a run would change for itself, too. */
final class Doctor {
    /** SCHED_FIFO priority of the trial and of the measured thread: that of the examples. */
    static final int PRIORITY = 80;

    private final KernelFiles files;

    /** @param durationNs of the measurement at each rate */
    record Question(int cpu, List<Double> ratesHz, long durationNs, BackgroundLoad.Kind load) {}

    Doctor(KernelFiles files) {
        this.files = files;
    }

    List<Finding> look(int cpu) {
        List<Finding> findings = new ArrayList<>(JavaBuild.running().findings());
        findings.addAll(MachineChecks.of(files, cpu));
        findings.addAll(SetupTrial.run(cpu, PRIORITY));
        return findings;
    }

    /** As a run waits that says nothing about it: with the spin window that is measured first, under the same load. */
    static WakeUps measure(Question question, double rateHz) {
        long periodNs = Math.round(1e9 / rateHz);
        OptionalInt cpu = OptionalInt.of(question.cpu());
        OptionalInt priority = OptionalInt.of(PRIORITY);
        try (CpuLatency _ = CpuLatency.of(CpuLatency.Use.AUTO);
                BackgroundLoad load = BackgroundLoad.start(question.load())) {
            long spinNs = SpinCalibration.measure(
                            new Waiting.Calibrated(Waiting.DEFAULT_CPU_BUDGET), periodNs, cpu, priority)
                    .spinNs();
            WakeupProbe.Plan plan = new WakeupProbe.Plan(periodNs, question.durationNs(), spinNs, cpu, priority);
            WakeupProbe.Result result = WakeupProbe.run(plan);
            return new WakeUps(rateHz, plan, result, load.name());
        }
    }
}
