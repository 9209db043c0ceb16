package dev.creance.bench;

import java.util.List;

/**
 * What the runtime claims of its loop: a ratio of a percentile, median over the alternations, that is at most so great.
 *
 * @param rateHz rate at which it is claimed; 0 for every rate
 */
record LoopMark(String ours, String peer, double percent, double rateHz, double most) {
    static final List<LoopMark> CLAIMS = List.of(
            new LoopMark("java sleep", "cyclictest", 99, 0, 1.2),
            new LoopMark("java sleep+spin", "C sleep+spin", 99, 0, 1.2),
            new LoopMark("java sleep+spin", "cyclictest", 99, 1000, 0.2),
            new LoopMark("java sleep+spin", "cyclictest", 99, 4000, 0.2),
            new LoopMark("java sleep+spin", "cyclictest", 99, 8000, 0.3),
            new LoopMark("java sleep+spin", "cyclictest", 99.9, 4000, 0.6),
            new LoopMark("java sleep+spin", "cyclictest", 99.9, 8000, 0.6));

    boolean concerns(LoopComparison comparison, double atHz) {
        return ours.equals(comparison.ourName())
                && peer.equals(comparison.peerName())
                && (rateHz == 0 || rateHz == atHz);
    }
}
