package dev.creance.drivers.mqtt;

/** Why a message that was published will not be delivered, as far as we know. */
public enum DropReason {
    /** The queue held as many messages as it may; the older ones were kept. */
    QUEUE_FULL,
    /** A newer value of the same topic took its place. */
    SUPERSEDED,
    /** It became worthless before it could be sent. */
    EXPIRED,
    /** It was on its way, at most once, when the connection broke. */
    CONNECTION_LOST,
    /** The broker refused it. */
    REFUSED,
    /** It is larger than the broker takes. */
    TOO_LARGE,
    /** Its payload could not be encoded. */
    NOT_ENCODED,
    /** The link was closed first. */
    CLOSED
}
