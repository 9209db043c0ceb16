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
 * @param message what was set; or why not, what that costs and what to do
 */
public record RealtimeResult(String what, boolean achieved, String message) {
    static RealtimeResult achieved(String what, String message) {
        return new RealtimeResult(what, true, message);
    }

    static RealtimeResult refused(String what, String reason, String remedy) {
        return new RealtimeResult(what, false, reason + "; " + remedy);
    }
}
