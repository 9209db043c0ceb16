package dev.creance.drivers;

import java.io.IOException;
import java.nio.channels.Channel;

/** What both network links need. */
final class Channels {
    private Channels() {}

    /** Closes, where there is something to close; that a socket could not be closed in order leaves nothing to be done. */
    static void closeQuietly(Channel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException alreadyBroken) {
            // it is gone either way
        }
    }
}
