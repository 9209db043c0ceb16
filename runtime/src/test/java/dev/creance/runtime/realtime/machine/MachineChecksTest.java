package dev.creance.runtime.realtime.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.property.Property;
import dev.creance.runtime.realtime.Finding;
import dev.creance.runtime.realtime.Fitness;
import dev.creance.runtime.realtime.KernelFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachineChecksTest {
    /** What makes something known that has a second source, or a sound default, without it. */
    private static final Set<String> MAY_BE_MISSING = Set.of(
            "/proc/cmdline",
            "/sys/devices/system/cpu/nohz_full",
            "/sys/devices/system/clocksource/clocksource0/available_clocksource",
            "/sys/devices/system/cpu/cpu3/cpuidle/state0/name",
            "/sys/devices/system/cpu/cpu3/cpuidle/state1/name",
            "/proc/irq/16/smp_affinity_list");

    @TempDir
    private Path root;

    private static Finding line(List<Finding> findings, String name) {
        return findings.stream()
                .filter(finding -> finding.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aTunedMachineIsFitInEveryLine() {
        assertThat(FakeMachine.tunedMetal(root).findings())
                .allSatisfy(finding ->
                        assertThat(finding.fitness()).as(finding.toString()).isEqualTo(Fitness.GO));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            preemption      | CAUTION | mode voluntary                    | preempt=full
            rt_throttling   | GO      | 950 of 1000 ms                    |
            fair_server     | GO      | none in this kernel               |
            clocksource     | CAUTION | hpet                              | echo tsc > /sys/devices/system/clocksource
            processors      | GO      | 0,1,2,3 of 0,1,2,3                |
            isolation       | CAUTION | not isolated                      | isolcpus=managed_irq,domain,3 nohz_full=3
            core            | CAUTION | shares its core with cpu 2        | echo 0 > /sys/devices/system/cpu/cpu2/online
            interrupts      | CAUTION | 17 nvme0q0                        | echo 0 > /proc/irq/17/smp_affinity_list
            idle_states     | CAUTION | C6 takes 133 us to leave          | /dev/cpu_dma_latency
            governor        | CAUTION | powersave                         | cpupower frequency-set -g performance
            rights          | NO_GO   | rtprio 0; memlock 8192 KiB        | /etc/security/limits.d/90-creance.conf
            swap            | CAUTION | on /swap.img                      | swapoff -a
            huge_pages      | CAUTION | always, defrag madvise            | echo madvise >
            virtual_machine | GO      | no                                |
            steal           | GO      | 0.000 %                           |
            quota           | GO      | none                              |
            load            | CAUTION | 7.50 threads wanted to run        | top
            """)
    void aLaptopGetsARemedyForEachThingThatIsNotSetUp(String name, Fitness fitness, String found, String remedy) {
        Finding line = line(FakeMachine.laptop(root).findings(), name);

        assertThat(line.fitness()).isEqualTo(fitness);
        assertThat(line.found()).contains(found);
        assertThat(line.remedy()).contains(remedy == null ? "" : remedy);
        assertThat(line.remedy().isEmpty()).isEqualTo(fitness == Fitness.GO);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            preemption      | CAUTION | mode full
            fair_server     | CAUTION | 50 of 1000 ms
            rights          | GO      | CAP_SYS_NICE
            virtual_machine | CAUTION | under kvm
            steal           | CAUTION | 5.000 % of cpu 3's time
            """)
    void aVirtualMachineIsToldWhatItsHostTakes(String name, Fitness fitness, String found) {
        Finding line = line(FakeMachine.virtualMachine(root).findings(), name);

        assertThat(line.fitness()).isEqualTo(fitness);
        assertThat(line.found()).contains(found);
    }

    @Test
    void aContainersQuotaAndItsMissingRealTimeBudgetAreFound() {
        List<Finding> findings = FakeMachine.container(root).findings();

        assertThat(line(findings, "quota").fitness()).isEqualTo(Fitness.CAUTION);
        assertThat(line(findings, "quota").found()).contains("150.0 of 100.0 ms");
        assertThat(line(findings, "quota").remedy()).contains("echo -1 > /sys/fs/cgroup/cpu/cpu.cfs_quota_us");
        assertThat(line(findings, "rt_throttling").fitness()).isEqualTo(Fitness.NO_GO);
        assertThat(line(findings, "rt_throttling").remedy())
                .isEqualTo("echo 950000 > /sys/fs/cgroup/cpu/docker/abc/cpu.rt_runtime_us");
    }

    @Test
    void theLeastQuotaOfAllGroupsAboveCounts() {
        List<Finding> findings = FakeMachine.tunedMetal(root)
                .with("/sys/fs/cgroup/user.slice/cpu.max", "50000 100000\n")
                .with("/sys/fs/cgroup/user.slice/session.scope/cpu.max", "90000 100000\n")
                .findings();

        assertThat(line(findings, "quota").found()).contains("50.0 of 100.0 ms");
    }

    @Test
    void aCloudsMetalMachineIsNotTakenForAVirtualOne() {
        List<Finding> findings = FakeMachine.tunedMetal(root)
                .with("/sys/class/dmi/id/sys_vendor", "Amazon EC2\n")
                .findings();

        assertThat(line(findings, "virtual_machine").fitness()).isEqualTo(Fitness.GO);
    }

    @Test
    void anArmGuestIsKnownByItsFirmware() {
        List<Finding> findings = FakeMachine.tunedMetal(root)
                .with("/proc/cpuinfo", "processor\t: 0\nFeatures\t: fp asimd evtstrm\n")
                .with("/sys/class/dmi/id/product_name", "KVM Virtual Machine\n")
                .findings();

        assertThat(line(findings, "virtual_machine").found()).contains("KVM Virtual Machine");
    }

    @Test
    void aProcessorThatIsNotThereIsNoGo() {
        KernelFiles files = FakeMachine.tunedMetal(root).lay();

        assertThat(line(MachineChecks.of(files, 9), "processors").fitness()).isEqualTo(Fitness.NO_GO);
    }

    @Test
    void theIsolatedProcessorIsTheBestElseTheLastThatMayBeUsed() {
        assertThat(MachineChecks.bestCpu(
                        FakeMachine.tunedMetal(root.resolve("a")).lay()))
                .isEqualTo(3);
        assertThat(MachineChecks.bestCpu(FakeMachine.laptop(root.resolve("b"))
                        .with("/proc/self/status", "Cpus_allowed_list:\t0-1\n")
                        .lay()))
                .isEqualTo(1);
        assertThat(MachineChecks.bestCpu(new KernelFiles(root.resolve("nothing"))))
                .isZero();
    }

    @Test
    void aRunThatMayHoldIdleStatesOffIsFitInSpiteOfThem() {
        Finding line =
                line(FakeMachine.laptop(root).with("/dev/cpu_dma_latency", "").findings(), "idle_states");

        assertThat(line.fitness()).isEqualTo(Fitness.GO);
        assertThat(line.found()).contains("a run holds /dev/cpu_dma_latency");
    }

    @Test
    void aMachineThatTellsNothingIsUnknownNotFit() {
        List<Finding> findings = MachineChecks.of(new KernelFiles(root.resolve("nothing")), 0);

        assertThat(findings)
                .filteredOn(finding -> finding.fitness() == Fitness.NO_GO)
                .isEmpty();
        // what the kernel does without has no file
        assertThat(findings)
                .filteredOn(finding -> finding.fitness() == Fitness.GO)
                .extracting(Finding::name)
                .containsExactly("idle_states", "governor", "huge_pages");
    }

    @Test
    void aFileThatIsMissingOrGarbageIsNeverTakenForGoodNews() throws IOException {
        int at = 0;
        for (String file : FakeMachine.tunedMetal(root).files()) {
            if (!MAY_BE_MISSING.contains(file)) {
                Path folder = Files.createDirectory(root.resolve("m" + at++));
                assertThat(FakeMachine.tunedMetal(folder)
                                .with(file, "\u0000\u00ff garbage [x] 7-\n")
                                .findings())
                        .as("garbage in " + file)
                        .anySatisfy(finding -> assertThat(finding.fitness()).isNotEqualTo(Fitness.GO));
            }
        }
    }

    @Test
    void whateverTheFilesHoldNothingThrowsAndEveryLineIsThere() {
        List<String> names = names(FakeMachine.tunedMetal(root.resolve("tuned")).findings());
        List<Function<Path, FakeMachine>> kinds = List.of(
                FakeMachine::tunedMetal, FakeMachine::laptop, FakeMachine::virtualMachine, FakeMachine::container);
        int[] run = {0};

        Property.check(60, choices -> {
            Path folder = Files.createDirectory(root.resolve("run" + run[0]++));
            FakeMachine machine =
                    kinds.get(choices.integer(0, kinds.size() - 1)).apply(folder);
            for (String file : new HashSet<>(machine.files())) {
                switch (choices.integer(0, 5)) {
                    case 1 -> machine.without(file);
                    case 2 -> machine.with(file, noise(choices.integer(0, 300), choices.bits()));
                    case 3 -> machine.with(file, "9".repeat(choices.integer(1, 40)));
                    case 4 -> machine.without(file).with(file + "/folder", "in its place");
                    default -> {}
                }
            }
            List<Finding> findings = machine.findings();
            assertThat(names(findings)).isEqualTo(names);
            assertThat(findings).allSatisfy(finding -> {
                assertThat(finding.found()).doesNotContain("\n").matches("[ -~]+");
                assertThat(finding.remedy()).matches("[ -~]*");
            });
        });
    }

    private static List<String> names(List<Finding> findings) {
        return findings.stream().map(Finding::name).toList();
    }

    private static byte[] noise(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    @Test
    void thisMachineAnswersEveryLine() {
        assertThat(names(MachineChecks.of(KernelFiles.ofThisMachine(), 0)))
                .isEqualTo(names(FakeMachine.tunedMetal(root).findings()));
    }
}
