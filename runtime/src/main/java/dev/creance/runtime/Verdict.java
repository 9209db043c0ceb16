package dev.creance.runtime;

/** What the shield did with a proposal. */
public enum Verdict {
    PASS,
    MODIFIED,
    REJECTED
}
