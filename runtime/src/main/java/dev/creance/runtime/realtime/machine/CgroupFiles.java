package dev.creance.runtime.realtime.machine;

import dev.creance.runtime.realtime.KernelFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Where the limits of this process's control group stand, in either version of them. */
record CgroupFiles(KernelFiles files, Optional<String> unified, Optional<String> legacy) {
    private static final String MOUNT = "/sys/fs/cgroup";

    /** A share of the processors' time. */
    record Quota(long quotaUs, long periodUs, String file) {}

    static CgroupFiles of(KernelFiles files) {
        Optional<String> unified = Optional.empty();
        Optional<String> legacy = Optional.empty();
        for (String line : files.text("/proc/self/cgroup").orElse("").lines().toList()) {
            String[] parts = line.split(":", 3);
            if (parts.length == 3 && parts[2].startsWith("/")) {
                if (parts[1].isEmpty()) {
                    unified = Optional.of(parts[2]);
                } else if (List.of(parts[1].split(",")).contains("cpu")) {
                    legacy = Optional.of(parts[2]);
                }
            }
        }
        return new CgroupFiles(files, unified, legacy);
    }

    boolean known() {
        return unified.isPresent() || legacy.isPresent();
    }

    /** Up to the root: a limit of any group above holds as well. In a container the path may be the host's: then its root. */
    private static List<String> upwards(String mount, String group) {
        List<String> folders = new ArrayList<>();
        for (String path = group; path.length() > 1; path = path.substring(0, path.lastIndexOf('/'))) {
            folders.add(mount + path + "/");
        }
        folders.add(mount + "/");
        return folders;
    }

    /** The files that may hold a limit on time, those that are there. */
    List<String> quotaFiles() {
        List<String> there = new ArrayList<>();
        unified.ifPresent(group -> upwards(MOUNT, group).forEach(folder -> there.add(folder + "cpu.max")));
        legacy.ifPresent(
                group -> upwards(MOUNT + "/cpu", group).forEach(folder -> there.add(folder + "cpu.cfs_quota_us")));
        there.removeIf(file -> !files.exists(file));
        return there;
    }

    /** What one of these files says; nothing where it is garbage. A quota below 0 stands for none. */
    Optional<Quota> quota(String file) {
        if (file.endsWith("cpu.max")) {
            String[] parts = files.text(file).orElse("").split(" ");
            OptionalLong period = parts.length == 2 ? number(parts[1]) : OptionalLong.empty();
            OptionalLong quota = parts[0].equals("max") ? OptionalLong.of(-1) : number(parts[0]);
            return quota(quota, period, file);
        }
        return quota(files.number(file), files.number(file.replace("quota", "period")), file);
    }

    private static Optional<Quota> quota(OptionalLong quota, OptionalLong period, String file) {
        return quota.isPresent() && period.isPresent() && period.getAsLong() > 0 && quota.getAsLong() != 0
                ? Optional.of(new Quota(quota.getAsLong(), period.getAsLong(), file))
                : Optional.empty();
    }

    private static OptionalLong number(String text) {
        return text.matches("\\d{1,15}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    String realTimeFile() {
        return MOUNT + "/cpu" + legacy.filter(path -> path.length() > 1).orElse("") + "/cpu.rt_runtime_us";
    }

    /** How long real-time threads of this group may run in a period; only where the kernel divides that time by group. */
    OptionalLong realTimeRuntimeUs() {
        return legacy.isPresent() ? files.number(realTimeFile()) : OptionalLong.empty();
    }
}
