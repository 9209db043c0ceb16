package dev.creance.runtime.realtime.machine;

import dev.creance.runtime.realtime.Finding;
import dev.creance.runtime.realtime.KernelFiles;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Who else may use the tick's processor: other threads, its sibling's, interrupts. */
final class ProcessorChecks {
    private static final String CPUS = "/sys/devices/system/cpu/";
    private static final int NAMED_INTERRUPTS = 3;

    private ProcessorChecks() {}

    static List<Finding> of(KernelFiles files, int cpu) {
        return List.of(processors(files, cpu), isolation(files, cpu), sibling(files, cpu), interrupts(files, cpu));
    }

    static Optional<BitSet> isolated(KernelFiles files) {
        return files.text(CPUS + "isolated").flatMap(CpuList::parse);
    }

    private static Optional<BitSet> online(KernelFiles files) {
        return files.text(CPUS + "online").flatMap(CpuList::parse).filter(set -> !set.isEmpty());
    }

    private static Optional<BitSet> allowed(KernelFiles files) {
        return files.value("/proc/self/status", "Cpus_allowed_list:").flatMap(CpuList::parse);
    }

    /** Where the tick is best off: an isolated processor, else the last one, which interrupts reach least. */
    static int best(KernelFiles files) {
        BitSet isolated = isolated(files).orElse(new BitSet());
        if (!isolated.isEmpty()) {
            return isolated.nextSetBit(0);
        }
        return Math.max(
                0, allowed(files).or(() -> online(files)).orElse(new BitSet()).length() - 1);
    }

    private static Finding processors(KernelFiles files, int cpu) {
        Optional<BitSet> online = online(files);
        Optional<BitSet> allowed = allowed(files);
        if (online.isEmpty()) {
            return Finding.unknown("processors", CPUS + "online");
        }
        if (allowed.isEmpty()) {
            return Finding.unknown("processors", "/proc/self/status");
        }
        String found = CpuList.text(allowed.get()) + " of " + CpuList.text(online.get()) + " may be used";
        boolean isolated = isolated(files).orElse(new BitSet()).get(cpu);
        if (!online.get().get(cpu) || (!isolated && !allowed.get().get(cpu))) {
            return Finding.noGo(
                    "processors",
                    found + ", not cpu " + cpu,
                    "choose another with --cpu and loop.cpu, they count from 0");
        }
        BitSet others = (BitSet) allowed.get().clone();
        others.clear(cpu);
        return others.isEmpty()
                ? Finding.caution(
                        "processors",
                        found + ": nothing is left for the policy, the recorder and the JVM's own threads",
                        "give the machine, the container or the cpuset two processors or more")
                : Finding.go("processors", found);
    }

    private static Finding isolation(KernelFiles files, int cpu) {
        Optional<BitSet> isolated = isolated(files);
        if (isolated.isEmpty()) {
            return Finding.unknown("isolation", CPUS + "isolated");
        }
        String options = "isolcpus=managed_irq,domain,%d nohz_full=%d rcu_nocbs=%d".formatted(cpu, cpu, cpu);
        String remedy =
                "/etc/default/grub: GRUB_CMDLINE_LINUX=\"" + options + "\", then update-grub, reboot, loop.cpu: " + cpu;
        if (!isolated.get().get(cpu)) {
            return Finding.caution("isolation", "cpu " + cpu + " is not isolated: any thread may run there", remedy);
        }
        BitSet tickless = files.text(CPUS + "nohz_full").flatMap(CpuList::parse).orElse(new BitSet());
        return tickless.get(cpu)
                ? Finding.go("isolation", "cpu " + cpu + " is isolated, without a scheduler tick")
                : Finding.caution("isolation", "cpu " + cpu + " is isolated, but its scheduler tick goes on", remedy);
    }

    private static Finding sibling(KernelFiles files, int cpu) {
        String file = CPUS + "cpu" + cpu + "/topology/thread_siblings_list";
        Optional<BitSet> siblings = files.text(file).flatMap(CpuList::parse).filter(set -> set.get(cpu));
        if (siblings.isEmpty()) {
            return Finding.unknown("core", file);
        }
        siblings.get().clear(cpu);
        OptionalInt other = siblings.get().stream().findFirst();
        return other.isEmpty()
                ? Finding.go("core", "cpu " + cpu + " has a core of its own")
                : Finding.caution(
                        "core",
                        "cpu " + cpu + " shares its core with cpu " + CpuList.text(siblings.get()),
                        "echo 0 > " + CPUS + "cpu" + other.getAsInt() + "/online");
    }

    /** An interrupt with a number, that is one whose processor can be chosen. */
    private record Interrupt(int number, long fired, String device) {}

    private static Finding interrupts(KernelFiles files, int cpu) {
        Optional<String> text = files.text("/proc/interrupts");
        int column = text.map(table -> column(table, cpu)).orElse(-1);
        if (column < 0) {
            return Finding.unknown("interrupts", "/proc/interrupts");
        }
        List<Interrupt> here = new ArrayList<>();
        for (String line : text.get().lines().skip(1).toList()) {
            String[] words = line.strip().split("\\s+");
            if (!words[0].matches("\\d{1,9}:")) {
                continue; // the processor's own: timer, rescheduling, ...
            }
            String number = words[0].substring(0, words[0].length() - 1);
            Optional<BitSet> where = affinity(files, number);
            if (where.isEmpty() || words.length <= 1 + column || !words[1 + column].matches("\\d{1,18}")) {
                return Finding.unknown("interrupts", "/proc/irq/" + number + "/smp_affinity_list");
            }
            long fired = Long.parseLong(words[1 + column]);
            if (fired > 0 && where.get().get(cpu)) {
                String device = words[words.length - 1].replaceAll("[^\\w.:@-]", "");
                here.add(new Interrupt(Integer.parseInt(number), fired, device));
            }
        }
        return here.isEmpty()
                ? Finding.go("interrupts", "no device interrupt fires on cpu " + cpu)
                : interrupted(here, cpu);
    }

    private static Finding interrupted(List<Interrupt> here, int cpu) {
        here.sort(Comparator.comparingLong(Interrupt::fired).reversed());
        String most = here.stream()
                .limit(NAMED_INTERRUPTS)
                .map(irq -> irq.number() + " " + irq.device())
                .collect(Collectors.joining(", "));
        int elsewhere = cpu == 0 ? 1 : 0;
        return Finding.caution(
                "interrupts",
                here.size() + " device interrupts fire on cpu " + cpu + ", most often " + most,
                "systemctl stop irqbalance; echo " + elsewhere + " > /proc/irq/"
                        + here.getFirst().number() + "/smp_affinity_list (each); for good: boot with irqaffinity="
                        + elsewhere);
    }

    private static int column(String table, int cpu) {
        String[] heads = table.lines().findFirst().orElse("").strip().split("\\s+");
        return List.of(heads).indexOf("CPU" + cpu);
    }

    private static Optional<BitSet> affinity(KernelFiles files, String irq) {
        return files.text("/proc/irq/" + irq + "/effective_affinity_list")
                .filter(list -> !list.isEmpty())
                .or(() -> files.text("/proc/irq/" + irq + "/smp_affinity_list"))
                .flatMap(CpuList::parse);
    }
}
