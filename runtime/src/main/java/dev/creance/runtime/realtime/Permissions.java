package dev.creance.runtime.realtime;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What this process may ask of the scheduler and of memory: its limits and its capabilities.
 *
 * @param priorityLimit greatest SCHED_FIFO priority without a capability; {@link Long#MAX_VALUE} without a limit
 * @param lockLimitBytes how much memory may be locked without a capability; {@link Long#MAX_VALUE} without a limit
 */
public record Permissions(long priorityLimit, long lockLimitBytes, boolean sysNice, boolean ipcLock) {
    /** How to allow real-time priorities. */
    public static final String PRIORITY_REMEDY =
            "/etc/security/limits.d/90-creance.conf: '@realtime - rtprio 99', the user in that group, a new login; or the"
                    + " capability CAP_SYS_NICE (docker run --cap-add SYS_NICE --ulimit rtprio=99)";

    /** How to allow locked memory. */
    public static final String LOCK_REMEDY =
            "/etc/security/limits.d/90-creance.conf: '@realtime - memlock unlimited', the user in that group, a new login; or"
                    + " the capability CAP_IPC_LOCK (docker run --cap-add IPC_LOCK --ulimit memlock=-1)";

    private static final int CAP_IPC_LOCK = 14;
    private static final int CAP_SYS_NICE = 23;

    /** Nothing where the kernel does not say. */
    public static Optional<Permissions> of(KernelFiles files) {
        OptionalLong priority = limit(files, "Max realtime priority");
        OptionalLong lock = limit(files, "Max locked memory");
        Optional<String> hex =
                files.value("/proc/self/status", "CapEff:").filter(text -> text.matches("[0-9a-f]{1,16}"));
        if (priority.isEmpty() || lock.isEmpty() || hex.isEmpty()) {
            return Optional.empty();
        }
        long capabilities = Long.parseUnsignedLong(hex.get(), 16);
        return Optional.of(new Permissions(
                priority.getAsLong(),
                lock.getAsLong(),
                (capabilities >>> CAP_SYS_NICE & 1) != 0,
                (capabilities >>> CAP_IPC_LOCK & 1) != 0));
    }

    /** The limit in force, which is the first of a line's two. */
    private static OptionalLong limit(KernelFiles files, String name) {
        String first = files.value("/proc/self/limits", name).orElse("").split("\\s+")[0];
        if (first.equals("unlimited")) {
            return OptionalLong.of(Long.MAX_VALUE);
        }
        return first.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(first)) : OptionalLong.empty();
    }

    public boolean mayPrioritise() {
        return sysNice || priorityLimit > 0;
    }

    /** Whether any amount of memory may be locked, now and later. */
    public boolean mayLockAll() {
        return ipcLock || lockLimitBytes == Long.MAX_VALUE;
    }
}
