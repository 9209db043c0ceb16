package dev.creance.record.mcap;

import java.io.IOException;

/** A file is not MCAP, or breaks off or is malformed at a place where it cannot be read on. */
public final class McapException extends IOException {
    private static final long serialVersionUID = 1;

    public McapException(String message) {
        super(message);
    }
}
