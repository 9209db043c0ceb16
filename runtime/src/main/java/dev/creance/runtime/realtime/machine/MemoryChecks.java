package dev.creance.runtime.realtime.machine;

import dev.creance.runtime.realtime.Finding;
import dev.creance.runtime.realtime.KernelFiles;
import dev.creance.runtime.realtime.Permissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What may make a tick wait for memory, and whether this process may prevent it. */
final class MemoryChecks {
    private static final String HUGE = "/sys/kernel/mm/transparent_hugepage/";
    private static final Pattern CHOSEN = Pattern.compile("\\[([a-z+]{1,20})]");
    private static final Set<String> ENABLED = Set.of("always", "madvise", "never");
    private static final Set<String> DEFRAG = Set.of("always", "defer", "defer+madvise", "madvise", "never");

    private MemoryChecks() {}

    static List<Finding> of(KernelFiles files) {
        Optional<Permissions> permissions = Permissions.of(files);
        return List.of(rights(permissions), swap(files, permissions), hugePages(files));
    }

    private static Finding rights(Optional<Permissions> known) {
        if (known.isEmpty()) {
            return Finding.unknown("rights", "/proc/self/limits");
        }
        Permissions permissions = known.get();
        String found = "rtprio "
                + (permissions.priorityLimit() == Long.MAX_VALUE ? "unlimited" : permissions.priorityLimit())
                + (permissions.sysNice() ? ", CAP_SYS_NICE" : "") + "; memlock "
                + (permissions.lockLimitBytes() == Long.MAX_VALUE
                        ? "unlimited"
                        : permissions.lockLimitBytes() / 1024 + " KiB")
                + (permissions.ipcLock() ? ", CAP_IPC_LOCK" : "");
        if (!permissions.mayPrioritise()) {
            return Finding.noGo("rights", found, Permissions.PRIORITY_REMEDY);
        }
        return permissions.mayLockAll()
                ? Finding.go("rights", found)
                : Finding.caution("rights", found, Permissions.LOCK_REMEDY);
    }

    private static Finding swap(KernelFiles files, Optional<Permissions> permissions) {
        List<String> lines = files.text("/proc/swaps").orElse("").lines().toList();
        if (lines.isEmpty() || !lines.getFirst().startsWith("Filename")) {
            return Finding.unknown("swap", "/proc/swaps");
        }
        List<String> areas = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] words = line.strip().split("\\s+");
            if (words.length != 5 || !words[0].startsWith("/")) {
                return Finding.unknown("swap", "/proc/swaps");
            }
            areas.add(words[0].replaceAll("[^\\w./-]", "?"));
        }
        if (areas.isEmpty()) {
            return Finding.go("swap", "none");
        }
        String found = "on " + String.join(", ", areas);
        return permissions.map(Permissions::mayLockAll).orElse(false)
                ? Finding.go("swap", found + "; a run locks its memory against that")
                : Finding.caution("swap", found, "swapoff -a, and take the line out of /etc/fstab");
    }

    private static Finding hugePages(KernelFiles files) {
        if (!files.exists(HUGE + "enabled")) {
            return Finding.go("huge_pages", "this kernel makes none by itself");
        }
        Optional<String> enabled = chosen(files, "enabled", ENABLED);
        Optional<String> defrag = chosen(files, "defrag", DEFRAG);
        if (enabled.isEmpty() || defrag.isEmpty()) {
            return Finding.unknown("huge_pages", HUGE + (enabled.isEmpty() ? "enabled" : "defrag"));
        }
        String found = enabled.get() + ", defrag " + defrag.get();
        return enabled.get().equals("always")
                ? Finding.caution(
                        "huge_pages",
                        found + ": a page fault may wait until memory is moved together",
                        "echo madvise > " + HUGE + "enabled; for good: boot with transparent_hugepage=madvise")
                : Finding.go("huge_pages", found);
    }

    private static Optional<String> chosen(KernelFiles files, String name, Set<String> known) {
        Matcher matcher = CHOSEN.matcher(files.text(HUGE + name).orElse(""));
        return matcher.find() && known.contains(matcher.group(1)) ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
