package dev.creance.runtime.realtime;

/**
 * Whether the operating system granted one thing that real time wants. Never an exception: a run goes on without, with a
 * clear warning.
 *
 * <pre>{@code
 * RealtimeResult result = Realtime.fifo(80);
 * if (!result.achieved()) {
 *     warn(result.what() + ": " + result.message());
 * }
 * }</pre>
 *
 * @param what what was asked for, for example {@code SCHED_FIFO priority 80}
 * @param achieved whether it holds now
 * @param found what was set, or why not
 * @param remedy what that costs and what to do; empty where it was achieved
 */
public record RealtimeResult(String what, boolean achieved, String found, String remedy) {
    static RealtimeResult achieved(String what, String found) {
        return new RealtimeResult(what, true, found, "");
    }

    static RealtimeResult refused(String what, String reason, String remedy) {
        return new RealtimeResult(what, false, reason, remedy);
    }

    /** Found and remedy in one line. */
    public String message() {
        return achieved ? found : found + "; " + remedy;
    }

    /** As a line of {@code creance doctor}, with this fitness where it was refused. */
    public Finding finding(String name, Fitness otherwise) {
        return new Finding(name, achieved ? Fitness.GO : otherwise, what + ": " + found, remedy);
    }
}
