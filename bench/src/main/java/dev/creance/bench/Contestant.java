package dev.creance.bench;

import java.io.IOException;

/** One way to wait for deadlines. */
interface Contestant {
    String name();

    /** Takes a turn; others take theirs right before and after it. */
    Turn run(Slice slice) throws IOException, InterruptedException;
}
