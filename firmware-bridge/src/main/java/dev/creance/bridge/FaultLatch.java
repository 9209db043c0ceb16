package dev.creance.bridge;

import dev.creance.runtime.HotPath;

/** The device's fault bits and what is still to be reported of them: one FAULT frame at most every 100 ms. */
@HotPath
final class FaultLatch {
    private static final long REPORT_INTERVAL_NS = 100_000_000;

    private final FaultReport report = new FaultReport();
    private int protocolBits;
    private int ownerBits;
    private long lastReportNs = Long.MIN_VALUE;
    private boolean pending;

    int bits() {
        return protocolBits | ownerBits;
    }

    boolean forbidsArming() {
        return ownerBits != 0;
    }

    /** Forgets the protocol's own faults; the owner's stay. */
    void clearProtocol() {
        protocolBits = 0;
    }

    void owner(int bits, long nowNs) {
        int masked = bits & DeviceFaults.OWNER_MASK;
        if (masked != ownerBits) {
            int raised = masked & ~ownerBits;
            ownerBits = masked;
            event(raised, nowNs, 0);
            about(-1, Float.NaN, Float.NaN);
        }
    }

    /** A command raised a fault; what it was {@link #about} follows. */
    void command(int cause, long nowNs, int command) {
        protocolBits |= cause;
        event(cause, nowNs, command);
    }

    void about(int channel, float value, float limit) {
        report.channel = channel;
        report.value = value;
        report.limit = limit;
    }

    private void event(int cause, long nowNs, int command) {
        if (pending) {
            report.leftOut = Math.min(report.leftOut + 1, 0xffff);
        }
        pending = true;
        report.cause = cause;
        report.atNs = nowNs;
        report.command = command;
    }

    /** The report that is due, or null. */
    FaultReport due(long nowNs) {
        if (!pending || (lastReportNs != Long.MIN_VALUE && nowNs - lastReportNs < REPORT_INTERVAL_NS)) {
            return null;
        }
        report.faultBits = bits();
        lastReportNs = nowNs;
        return report;
    }

    void reported() {
        pending = false;
        report.leftOut = 0;
    }
}
