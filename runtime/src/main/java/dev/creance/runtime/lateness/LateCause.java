package dev.creance.runtime.lateness;

import java.util.Locale;

/**
 * What a late tick may coincide with. A late tick may have several causes; one without any is {@link #UNEXPLAINED}.
 *
 * <pre>{@code
 * report.byCause().forEach((cause, ticks) -> out.println(ticks + " coincide with " + cause.words() + ": " + cause.remedy()));
 * }</pre>
 *
 * Append only: the counter file holds them in this order.
 */
public enum LateCause {
    STEAL(
            true,
            "steal time",
            "the host ran other machines on this processor",
            "take a machine of your own, or processors of your own from the host"),
    CPU_QUOTA(
            true,
            "CPU quota",
            "the control group had used up its processor time",
            "raise or remove the CPU limit of the container or service"),
    STANDSTILL(
            true,
            "a standstill",
            "the whole process stood still without waiting for a processor: stopped, or the machine itself paused",
            "do not stop or suspend the process; on a virtual machine look at the host"),
    GC_PAUSE(true, "GC pauses", "the garbage collector stopped all threads", "use ZGC; allocate less beside the loop"),
    SAFEPOINT(
            true,
            "safepoints",
            "the JVM stopped all threads, not to collect garbage",
            "no heap dumps, thread dumps or attached tools while it runs"),
    RUN_DELAY(
            true,
            "run-queue delay",
            "the tick's thread was ready and another thread had its processor",
            "set loop.priority and loop.cpu; keep other real-time threads and interrupts off that processor"),
    WAITING(
            true,
            "waiting in the kernel",
            "the tick's thread was neither running nor ready: a system call or a lock made it wait, or the host took the time",
            "look at the phase: a link or disk that blocks, a lock that a less urgent thread or kernel worker holds"),
    PAGE_FAULT(
            true,
            "page faults",
            "the tick's thread waited for memory to be mapped",
            "allow memory locking (memlock unlimited), and leave the machine enough memory"),
    CONTEXT_SWITCH(
            true,
            "context switches",
            "the tick's thread was taken off its processor against its will",
            "set loop.priority and loop.cpu"),
    DEOPTIMISATION(
            false,
            "deoptimisation",
            "the JVM threw away compiled code of the tick and interpreted it for a while",
            "warm up for longer; it ends by itself"),
    UNEXPLAINED(
            false,
            "nothing seen",
            "nothing that is watched happened: the project's own code, or what cannot be seen from here",
            "look at the phase in which the time was lost, and run 'creance doctor'");

    private final boolean timed;
    private final String words;
    private final String meaning;
    private final String remedy;

    LateCause(boolean timed, String words, String meaning, String remedy) {
        this.timed = timed;
        this.words = words;
        this.meaning = meaning;
        this.remedy = remedy;
    }

    /** Whether its evidence says for how long; otherwise it says how often. */
    boolean timed() {
        return timed;
    }

    /** As it stands in a sentence: "3 of 4 overruns coincide with …". */
    public String words() {
        return words;
    }

    /** One clause in plain words. */
    public String meaning() {
        return meaning;
    }

    /** What a person can do about it. */
    public String remedy() {
        return remedy;
    }

    /** Its name in machine-readable output. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
