package dev.creance.runtime.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.creance.runtime.ChildJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RealtimeTest {
    @Test
    void aPinnedThreadMayRunOnThatProcessorAlone() throws Exception {
        RealtimeResult[] result = new RealtimeResult[1];

        String allowed = onOwnThread(() -> {
            result[0] = Realtime.pinTo(0);
            return statusLine("Cpus_allowed_list:");
        });

        assumeThat(result[0].achieved()).isTrue();
        assertThat(allowed).isEqualTo("0");
    }

    @Test
    void pinningOneThreadLeavesOthersAlone() throws Exception {
        String before = statusLine("Cpus_allowed_list:");

        onOwnThread(() -> Realtime.pinTo(0));

        assertThat(statusLine("Cpus_allowed_list:")).isEqualTo(before);
    }

    @Test
    void aProcessorThatIsNotThereIsRefusedWithARemedy() {
        assertThat(Realtime.pinTo(1023).achieved()).isFalse();
        assertThat(Realtime.pinTo(1023).message()).contains("loop.cpu counts from 0");
        assertThat(Realtime.pinTo(5000).message()).contains("cpu=5000 is outside 0 to 1023");
    }

    @Test
    void aPriorityIsSetForTheCallingThreadOrRefusedWithARemedy() throws Exception {
        RealtimeResult[] result = new RealtimeResult[1];

        // Fields 40 and 41 of a thread's stat: real-time priority and policy (1 = SCHED_FIFO).
        List<String> stat = onOwnThread(() -> {
            result[0] = Realtime.fifo(3);
            return List.of(
                    read("/proc/thread-self/stat").replaceAll("^.*\\) ", "").split(" "));
        });

        if (result[0].achieved()) {
            assertThat(stat.subList(37, 39)).containsExactly("3", "1");
        } else {
            assertThat(result[0].message()).contains("rtprio").contains("CAP_SYS_NICE");
        }
    }

    @Test
    void anImpossiblePriorityIsRefusedAndNeverThrows() throws Exception {
        assertThat(onOwnThread(() -> Realtime.fifo(1000)).achieved()).isFalse();
    }

    @Test
    void timerSlackIsSetOrItsBoundNamed() throws Exception {
        assertThat(onOwnThread(() -> Realtime.timerSlack(1)).what()).isEqualTo("timer slack 1 ns");
        assertThat(Realtime.timerSlack(0).message()).contains("slackNs=0 < 1");
    }

    @Test
    void preparingATickThreadReportsEachThingThatWasAskedFor() throws Exception {
        List<RealtimeResult> results =
                onOwnThread(() -> Realtime.prepareTickThread(OptionalInt.of(0), OptionalInt.of(5)));

        assertThat(results)
                .extracting(RealtimeResult::what)
                .containsExactly("timer slack 1 ns", "pinned to cpu 0", "stack locked", "SCHED_FIFO priority 5");
    }

    @Test
    void aLockedStackIsSeenByTheKernelOrRefusedWithARemedy() throws Exception {
        Process child = ChildJvm.start(LockStack.class);
        String answer = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();

        assertThat(answer).matches("(?s)locked 256 kB|refused .*(memlock|64-bit Linux).*");
    }

    /** In a JVM of its own: the thread library gives a stack that was locked once to the next thread. */
    static final class LockStack {
        private LockStack() {}

        public static void main(String[] arguments) {
            RealtimeResult result = Realtime.lockStack();
            System.out.println(result.achieved() ? "locked " + statusLine("VmLck:") : "refused " + result.message());
        }
    }

    @Test
    void lockedMemoryIsSeenByTheKernelOrRefusedWithARemedy() throws Exception {
        Process child = ChildJvm.start(LockMemory.class);
        String answer = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();

        assertThat(answer).matches("(?s)locked [1-9]\\d* kB|refused .*(memlock|64-bit Linux).*");
    }

    @Test
    void otherThreadsLeaveTheProcessorToTheCallerOrTheReasonIsSaid() throws Exception {
        Process child = ChildJvm.start(KeepOthersOff.class);
        String answer = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();

        assertThat(answer).matches("caller 0, others without 0|refused .*(may run nowhere else|64-bit Linux).*");
    }

    /** Moves a JVM's threads: not the ones of the tests. */
    static final class KeepOthersOff {
        private KeepOthersOff() {}

        public static void main(String[] arguments) throws IOException {
            Realtime.pinTo(0);
            RealtimeResult result = Realtime.keepOthersOff(0);
            if (!result.achieved()) {
                System.out.println("refused " + result.message());
                return;
            }
            String caller =
                    Path.of("/proc/thread-self").toRealPath().getFileName().toString();
            List<Path> others = new ArrayList<>();
            try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
                tasks.filter(task -> !task.endsWith(caller)).forEach(others::add);
            }
            boolean clear = others.stream()
                    .map(task -> allowed(read(task + "/status")))
                    .noneMatch(cpus -> cpus.matches("0([,-].*)?"));
            System.out.println("caller " + allowed(read("/proc/thread-self/status"))
                    + (clear && others.size() > 3 ? ", others without 0" : ", others too"));
        }

        private static String allowed(String status) {
            return status.replaceAll("(?s).*Cpus_allowed_list:\\s*(\\S+).*", "$1");
        }
    }

    /** Locks a JVM's memory: not the one of the tests. */
    static final class LockMemory {
        private LockMemory() {}

        public static void main(String[] arguments) {
            RealtimeResult result = Realtime.lockMemory();
            System.out.println(result.achieved() ? "locked " + statusLine("VmLck:") : "refused " + result.message());
        }
    }

    private static <T> T onOwnThread(Supplier<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work::get);
        Thread.ofPlatform().start(task);
        return task.get(60, TimeUnit.SECONDS);
    }

    private static String statusLine(String key) {
        return read("/proc/thread-self/status")
                .lines()
                .filter(line -> line.startsWith(key))
                .findFirst()
                .map(line -> line.substring(key.length()).strip())
                .orElse("");
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
