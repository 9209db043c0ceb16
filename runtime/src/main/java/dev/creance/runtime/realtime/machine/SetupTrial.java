package dev.creance.runtime.realtime.machine;

import dev.creance.runtime.realtime.CpuLatency;
import dev.creance.runtime.realtime.Finding;
import dev.creance.runtime.realtime.Fitness;
import dev.creance.runtime.realtime.Realtime;
import java.util.ArrayList;
import java.util.List;

/** Does what a run does before its first tick, on a thread that then ends: the only proof that it is allowed. */
public final class SetupTrial {
    private SetupTrial() {}

    /** This process's memory stays locked from then on. */
    public static List<Finding> run(int cpu, int priority) {
        List<Finding> findings = new ArrayList<>();
        findings.add(Realtime.lockMemory().finding("memory_lock", Fitness.CAUTION));
        Thread thread = Thread.ofPlatform().name("creance-trial").start(() -> {
            findings.add(Realtime.lockStack().finding("stack_lock", Fitness.CAUTION));
            findings.add(Realtime.timerSlack(1).finding("timer_slack", Fitness.CAUTION));
            findings.add(Realtime.pinTo(cpu).finding("pinning", Fitness.NO_GO));
            findings.add(Realtime.fifo(priority).finding("priority", Fitness.NO_GO));
        });
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of(Finding.caution("set_up", "interrupted", "ask again"));
        }
        try (CpuLatency latency = CpuLatency.of(CpuLatency.Use.AUTO)) {
            findings.add(latency.result().finding("cpu_dma_latency", Fitness.CAUTION));
        }
        return findings;
    }
}
