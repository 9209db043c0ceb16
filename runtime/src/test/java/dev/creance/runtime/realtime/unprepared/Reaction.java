package dev.creance.runtime.realtime.unprepared;

/** Stands for code that a flight comes to late, if ever. What it needs of the JVM nobody else in these tests has asked for. */
public final class Reaction {
    private Reaction() {}

    /** Something that needs no more than the class. */
    public static int nothing() {
        return 0;
    }

    public static String message() {
        return "a reaction that was unprepared";
    }

    /** From a class of its own, as javac makes one for a switch over an enum. */
    public static int severity(int fault) {
        return Table.SEVERITIES[fault];
    }

    private static final class Table {
        private static final int[] SEVERITIES = {1, 2, 3};
    }
}
