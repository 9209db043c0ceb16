package dev.creance.runtime;

/** What the device itself reports to be doing. The order is the wire encoding. */
public enum DeviceState {
    /** Actuators are off; sensors are streamed. */
    DISARMED,
    /** Commands act. */
    ARMED,
    /** Commands have expired: the device levels on its own sensors; fresh commands may still resume. */
    LEVELLING,
    /** The device descends on its own sensors and cannot be resumed. */
    DESCENDING,
    /** Actuators are off and stay off until the stop is cleared. */
    STOPPED
}
