package dev.creance.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.creance.policies.FlownPolicy;
import dev.creance.record.SetpointChange;
import dev.creance.runtime.lateness.LateTickReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code run} says at its end: the figures of {@code --json}, with SI units in the keys.
 *
 * @param waiting how ticks were waited for; null on a virtual clock, where waiting takes no time
 * @param cpuShare of one processor, what the tick's thread used; NaN on a virtual clock
 */
record RunSummary(
        String robot,
        Verdict verdict,
        double durationS,
        long ticks,
        long overruns,
        long skippedTicks,
        int longestOverrunRow,
        TickWait waiting,
        double cpuShare,
        Latency wakeup,
        Latency tick,
        Latency policyTime,
        Latency shieldTime,
        PhaseTimes phases,
        LateTickReport lateTicks,
        Allocation allocation,
        Interventions shield,
        EnvelopeTruth truth,
        String failsafeState,
        List<Transition> transitions,
        List<Fault> faults,
        Map<String, Double> task,
        Optional<Baseline> baseline,
        PolicyIdentity policy,
        FollowerSummaries followers,
        List<SetpointChange> setpoints,
        RatingSummaries ratings,
        LinkHealth link,
        Map<String, Object> telemetry,
        List<String> warnings,
        List<String> logs,
        String report) {

    enum Outcome {
        COMPLETED,
        STOPPED,
        FAILED
    }

    /** How it ended, why, and what the process says to its caller. */
    record Verdict(Outcome outcome, String cause, int exitCode) {}

    /** Microseconds. */
    record Latency(double p50, double p99, double p999, double max) {}

    /** Of the phases of a tick that have no figure of their own above. */
    record PhaseTimes(Latency read, Latency observe, Latency write, Latency record) {}

    /** What the tick thread allocated after its warm-up, the engine's own call excluded; that one beside it. */
    record Allocation(long bytes, long ticks, long policyBytes, long policyCalls) {
        double bytesPerTick() {
            return ticks == 0 ? 0 : (double) bytes / ticks;
        }
    }

    record Interventions(long count, Map<String, Long> byGuard) {}

    /** {@code judge} is "truth" where a simulated plant judged every sub-step, "measurements" otherwise. */
    record EnvelopeTruth(long violations, String judge) {}

    record Transition(double tS, String from, String to, String cause, double value) {}

    record Fault(String kind, double atS, double forS) {}

    /** @param choice why the engine computes it; empty where it was asked for */
    record PolicyIdentity(String name, String sha256, String engine, String choice) {
        static PolicyIdentity of(FlownPolicy policy) {
            return new PolicyIdentity(policy.name(), policy.sha256(), policy.engine(), policy.engineChoice());
        }
    }

    /** Round trips are those of time synchronisation; a command takes half of one to the device, the transport delay. */
    record LinkHealth(
            String port, long rejectedFrames, long missedFrames, double roundTripUs, double greatestRoundTripUs) {
        double transportDelayUs() {
            return roundTripUs / 2;
        }

        double greatestTransportDelayUs() {
            return greatestRoundTripUs / 2;
        }
    }

    ObjectNode toJson() {
        ObjectNode root = Json.object();
        root.put("robot", robot)
                .put("outcome", lower(verdict.outcome()))
                .put("cause", verdict.cause())
                .put("exit_code", verdict.exitCode());
        root.put("duration_s", durationS).put("ticks", ticks).put("overruns", overruns);
        root.put("skipped_ticks", skippedTicks).put("longest_overrun_row", longestOverrunRow);
        root.set("wait", waiting == null ? NullNode.getInstance() : waiting.toJson());
        root.set("cpu_share", number(cpuShare));
        putLatency(root, "wakeup_us", wakeup);
        putLatency(root, "tick_us", tick);
        putLatency(root, "policy_us", policyTime);
        putLatency(root, "shield_us", shieldTime);
        putLatency(root, "read_us", phases.read());
        putLatency(root, "observe_us", phases.observe());
        putLatency(root, "write_us", phases.write());
        putLatency(root, "record_us", phases.record());
        putLateTicks(root);
        root.put("allocated_bytes_per_tick", allocation.bytesPerTick())
                .put("allocated_bytes", allocation.bytes())
                .put("allocated_bytes_ticks", allocation.ticks())
                .put("policy_allocated_bytes", allocation.policyBytes())
                .put("policy_calls", allocation.policyCalls());
        ObjectNode interventions = root.putObject("shield").put("interventions", shield.count());
        ObjectNode byGuard = interventions.putObject("by_guard");
        shield.byGuard().forEach(byGuard::put);
        root.put("envelope_violations", truth.violations()).put("envelope_judge", truth.judge());
        ObjectNode failsafe = root.putObject("failsafe").put("state", failsafeState);
        ArrayNode list = failsafe.putArray("transitions");
        for (Transition t : transitions) {
            list.addObject()
                    .put("t_s", t.tS())
                    .put("from", t.from())
                    .put("to", t.to())
                    .put("cause", t.cause())
                    .set("value", number(t.value()));
        }
        ArrayNode injected = root.putArray("faults_injected");
        for (Fault fault : faults) {
            injected.addObject()
                    .put("kind", fault.kind())
                    .put("at_s", fault.atS())
                    .set("for_s", number(fault.forS()));
        }
        putTask(root.putObject("task"), task);
        baseline.ifPresentOrElse(
                other -> putTask(
                        root.putObject("baseline")
                                .put("controller", other.controller())
                                .putObject("task"),
                        other.task()),
                () -> root.putNull("baseline"));
        root.putObject("policy")
                .put("name", policy.name())
                .put("sha256", policy.sha256())
                .put("engine", policy.engine())
                .put("engine_choice", policy.choice());
        root.set("followers", followers.toJson());
        root.set("ratings", ratings.toJson());
        ArrayNode changes = root.putArray("setpoints");
        for (SetpointChange change : setpoints) {
            changes.addObject()
                    .put("at_s", change.flownS())
                    .put("of", change.name())
                    .put("to", change.to())
                    .put("unit", change.channel().unit())
                    .set("from", number(change.from()));
        }
        root.putObject("link")
                .put("port", link.port())
                .put("rejected_frames", link.rejectedFrames())
                .put("missed_frames", link.missedFrames())
                .put("round_trip_us", link.roundTripUs())
                .put("transport_delay_us", link.transportDelayUs())
                .put("greatest_transport_delay_us", link.greatestTransportDelayUs());
        root.set("telemetry", Json.MAPPER.valueToTree(telemetry));
        root.set("warnings", Json.MAPPER.valueToTree(warnings));
        root.put("log", logs.isEmpty() ? null : logs.getFirst());
        root.set("logs", Json.MAPPER.valueToTree(logs));
        root.put("report", report);
        return root;
    }

    /** Null in lockstep, where no tick can be late. */
    private void putLateTicks(ObjectNode root) {
        if (lateTicks == null) {
            root.putNull("late_ticks");
            return;
        }
        ObjectNode node = root.putObject("late_ticks").put("count", lateTicks.count());
        ObjectNode byCause = node.putObject("by_cause");
        lateTicks.byCause().forEach((cause, count) -> byCause.put(cause.key(), count));
        ObjectNode unexplainedIn = node.putObject("unexplained_in");
        lateTicks.unexplainedIn().forEach((phase, count) -> unexplainedIn.put(lower(phase), count));
        ArrayNode invisible = node.putArray("not_seen_here");
        lateTicks.invisible().forEach(cause -> invisible.add(cause.key()));
    }

    private static void putTask(ObjectNode node, Map<String, Double> task) {
        task.forEach((key, value) -> node.set(key, number(value)));
    }

    /** JSON has no NaN and no infinity: null stands for both. */
    private static JsonNode number(double value) {
        return Double.isFinite(value) ? DoubleNode.valueOf(value) : NullNode.getInstance();
    }

    private static void putLatency(ObjectNode root, String key, Latency latency) {
        if (latency == null) {
            root.putNull(key);
        } else {
            root.putObject(key)
                    .put("p50", latency.p50())
                    .put("p99", latency.p99())
                    .put("p999", latency.p999())
                    .put("max", latency.max());
        }
    }

    static String lower(Enum<?> value) {
        return value == null ? null : value.name().toLowerCase(java.util.Locale.ROOT);
    }
}
