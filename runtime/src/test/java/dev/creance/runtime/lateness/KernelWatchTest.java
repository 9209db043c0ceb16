package dev.creance.runtime.lateness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.creance.runtime.property.Choices;
import dev.creance.runtime.property.Property;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a tree of files like the kernel's. */
class KernelWatchTest {
    private static final long MS = 1_000_000;
    private static final long LOOK_NS = 5 * MS;
    private static final String WATCHED = "10/task/11";
    private static final String OWN = "10/task/12";

    @TempDir
    private Path root;

    private final List<Evidence> found = new ArrayList<>();
    private long nowNs = 1000 * MS;
    private long ranNs;

    @BeforeEach
    void layTheTree() throws IOException {
        schedstat(WATCHED, 0);
        schedstat(OWN, 0);
        stat(100, 2, 1);
        switches(3);
        steal(5, 7);
        quota("usage_usec 5\nnr_throttled 0\nthrottled_usec 0\n");
    }

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void schedstat(String thread, long runDelayNs) throws IOException {
        write("proc/" + thread + "/schedstat", "123456 " + runDelayNs + " 17\n");
    }

    private void stat(long minorFaults, long majorFaults, int cpu) throws IOException {
        // fields 3 to 9, minflt, cminflt, majflt, then zeros up to the processor in field 39
        write(
                "proc/" + WATCHED + "/stat",
                "11 (tick) 3 ) S 1 2 3 4 5 6 " + minorFaults + " 0 " + majorFaults + " 0".repeat(26) + " " + cpu
                        + " 0\n");
    }

    private void switches(long count) throws IOException {
        write(
                "proc/" + WATCHED + "/status",
                "Name:\ttick\nvoluntary_ctxt_switches:\t9\nnonvoluntary_ctxt_switches:\t" + count + "\n");
    }

    private void steal(long ofCpu0, long ofCpu1) throws IOException {
        write(
                "proc/stat",
                "cpu  1 2 3 4 5 6 7 " + (ofCpu0 + ofCpu1) + " 0 0\ncpu0 1 2 3 4 5 6 7 " + ofCpu0
                        + " 0 0\ncpu1 1 2 3 4 5 6 7 " + ofCpu1 + " 0 0\nintr 5\n");
    }

    private void quota(String text) throws IOException {
        write("sys/fs/cgroup/cpu.stat", text);
    }

    private KernelWatch watch() {
        return new KernelWatch(root, WATCHED, OWN, () -> ranNs);
    }

    private void look(KernelWatch watch, int times) {
        for (int i = 0; i < times; i++) {
            nowNs += LOOK_NS;
            ranNs += LOOK_NS; // always on its processor, unless a test has it otherwise
            watch.look(nowNs, 0, found::add);
        }
    }

    @Test
    void aQuietTimeLeavesNoEvidence() {
        try (KernelWatch watch = watch()) {
            look(watch, 20);

            assertThat(found).isEmpty();
            assertThat(watch.visible())
                    .containsExactly(
                            LateCause.STEAL,
                            LateCause.CPU_QUOTA,
                            LateCause.STANDSTILL,
                            LateCause.RUN_DELAY,
                            LateCause.WAITING,
                            LateCause.PAGE_FAULT,
                            LateCause.CONTEXT_SWITCH);
        }
    }

    @Test
    void whatHappenedSinceTheLastLookIsEvidenceOfThatTime() throws IOException {
        try (KernelWatch watch = watch()) {
            look(watch, 1);
            schedstat(WATCHED, 3 * MS);
            stat(104, 3, 1);
            switches(5);
            look(watch, 1);

            long from = nowNs - LOOK_NS;
            assertThat(found)
                    .containsExactly(
                            new Evidence(LateCause.RUN_DELAY, from, nowNs, 3 * MS),
                            new Evidence(LateCause.CONTEXT_SWITCH, from, nowNs, 3 * MS),
                            new Evidence(LateCause.PAGE_FAULT, from, nowNs, 4 * 20_000 + 10 * MS));
        }
    }

    @Test
    void onlyTimeStolenFromTheTicksProcessorCountsAndReachesBackAUnit() throws IOException {
        try (KernelWatch watch = watch()) {
            look(watch, 4);
            long lastStealLook = nowNs - 3 * LOOK_NS;
            steal(50, 7);
            look(watch, 4);
            assertThat(found).isEmpty();

            steal(50, 9);
            look(watch, 1);

            assertThat(found)
                    .containsExactly(
                            new Evidence(LateCause.STEAL, lastStealLook + 4 * LOOK_NS - 10 * MS, nowNs, 30 * MS));
        }
    }

    @Test
    void aThrottledGroupIsSeenInBothVersionsOfControlGroups() throws IOException {
        try (KernelWatch watch = watch()) {
            look(watch, 4);
            quota("throttled_usec 70000\n");
            look(watch, 4);
        }
        Files.delete(root.resolve("sys/fs/cgroup/cpu.stat"));
        write("sys/fs/cgroup/cpu/cpu.stat", "nr_throttled 1\nthrottled_time 5\n");
        try (KernelWatch watch = watch()) {
            look(watch, 4);
            write("sys/fs/cgroup/cpu/cpu.stat", "nr_throttled 2\nthrottled_time 40000005\n");
            look(watch, 4);
        }

        assertThat(found).extracting(Evidence::cause).containsOnly(LateCause.CPU_QUOTA);
        assertThat(found).extracting(Evidence::amount).containsExactly(70 * MS, 40 * MS);
    }

    @Test
    void aSwitchOfUnknownCostMayHaveCostAllTheTime() throws IOException {
        Files.delete(root.resolve("proc/" + WATCHED + "/schedstat"));
        try (KernelWatch watch = watch()) {
            look(watch, 1);
            switches(4);
            look(watch, 1);

            assertThat(found).containsExactly(new Evidence(LateCause.CONTEXT_SWITCH, nowNs - LOOK_NS, nowNs, LOOK_NS));
        }
    }

    @Test
    void timeInWhichItNeitherRanNorWasReadyIsWaiting() throws IOException {
        try (KernelWatch watch = watch()) {
            look(watch, 1);
            schedstat(WATCHED, MS);
            ranNs -= 4 * MS;
            look(watch, 1);

            assertThat(found)
                    .contains(new Evidence(LateCause.WAITING, nowNs - LOOK_NS, nowNs, 3 * MS))
                    .hasSize(2);
        }
    }

    @Test
    void aWatcherThatOversleptWithoutHavingWaitedForAProcessorTellsOfAStandstill() throws IOException {
        try (KernelWatch watch = watch()) {
            look(watch, 1);
            oversleep(watch, 200 * MS);
            assertThat(found).containsExactly(new Evidence(LateCause.STANDSTILL, nowNs - 200 * MS, nowNs, 200 * MS));

            found.clear();
            schedstat(OWN, 199 * MS);
            oversleep(watch, 200 * MS);
            assertThat(found).isEmpty();
        }
    }

    @Test
    void aWaitForTheProcessorBetweenTwoLooksIsNoStandstillAtTheSecond() throws IOException {
        try (KernelWatch watch = watch()) {
            look(watch, 1);
            schedstat(OWN, 50 * MS);
            look(watch, 1);
            oversleep(watch, 50 * MS);

            assertThat(found).isEmpty();
        }
    }

    private void oversleep(KernelWatch watch, long byNs) {
        nowNs += LOOK_NS + byNs;
        ranNs += LOOK_NS + byNs;
        watch.look(nowNs, byNs, found::add);
    }

    @Test
    void withoutTheFilesNothingIsSeenAndNothingBreaks() {
        try (KernelWatch watch = new KernelWatch(root.resolve("nowhere"), "unknown", "unknown", () -> -1)) {
            look(watch, 20);

            assertThat(found).isEmpty();
            assertThat(watch.visible()).isEmpty();
        }
    }

    @Test
    void garbageInTheFilesIsSurvived() {
        String[] files = {
            "proc/" + WATCHED + "/schedstat",
            "proc/" + WATCHED + "/stat",
            "proc/" + WATCHED + "/status",
            "proc/" + OWN + "/schedstat",
            "proc/stat",
            "sys/fs/cgroup/cpu.stat"
        };
        Property.check(200, choices -> {
            layTheTree();
            assertThatCode(() -> {
                        try (KernelWatch watch = watch()) {
                            for (int i = 0; i < 8; i++) {
                                Path file = root.resolve(choices.oneOf(files));
                                byte[] bytes = Files.readAllBytes(file);
                                Files.write(file, damaged(bytes, choices));
                                look(watch, 1);
                            }
                        }
                    })
                    .doesNotThrowAnyException();
            assertThat(found).allMatch(evidence -> evidence.amount() > 0 && evidence.toNs() >= evidence.fromNs());
            found.clear();
        });
    }

    private static byte[] damaged(byte[] bytes, Choices choices) {
        return switch (choices.integer(0, 4)) {
            case 0 -> new byte[0];
            case 1 -> Arrays.copyOf(bytes, choices.integer(0, bytes.length));
            case 2 -> "99999999999999999999999 -5 cpu1 ) ) NaN\n".repeat(20).getBytes(StandardCharsets.UTF_8);
            case 3 -> new byte[choices.integer(0, 40_000)];
            default -> {
                byte[] changed = bytes.clone();
                for (int i = 0; i < changed.length; i += 1 + choices.integer(0, 5)) {
                    changed[i] = (byte) choices.integer(-128, 127);
                }
                yield changed;
            }
        };
    }
}
