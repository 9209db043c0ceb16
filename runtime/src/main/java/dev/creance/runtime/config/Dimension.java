package dev.creance.runtime.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** A physical dimension with the unit symbols a configuration may write and their factors to SI. */
public enum Dimension {
    RATIO("1", "1", 1, "%", 0.01),
    TIME("s", "s", 1, "ms", 1e-3, "us", 1e-6, "µs", 1e-6, "ns", 1e-9, "min", 60, "h", 3600),
    FREQUENCY("Hz", "Hz", 1, "kHz", 1e3, "MHz", 1e6),
    LENGTH("m", "m", 1, "cm", 1e-2, "mm", 1e-3, "km", 1e3),
    ANGLE("rad", "rad", 1, "deg", Math.PI / 180),
    SPEED("m/s", "m/s", 1, "cm/s", 1e-2, "mm/s", 1e-3, "km/h", 1 / 3.6),
    ANGULAR_RATE("rad/s", "rad/s", 1, "deg/s", Math.PI / 180, "rpm", 2 * Math.PI / 60),
    ANGULAR_ACCELERATION("rad/s2", "rad/s2", 1, "rad/s^2", 1, "deg/s2", Math.PI / 180),
    ACCELERATION("m/s2", "m/s2", 1, "m/s^2", 1),
    ANGULAR_JERK("rad/s3", "rad/s3", 1, "rad/s^3", 1, "deg/s3", Math.PI / 180),
    JERK("m/s3", "m/s3", 1, "m/s^3", 1),
    MASS("kg", "kg", 1, "g", 1e-3),
    FORCE("N", "N", 1, "mN", 1e-3, "kN", 1e3),
    TORQUE("Nm", "Nm", 1, "mNm", 1e-3),
    CURRENT("A", "A", 1, "mA", 1e-3, "kA", 1e3),
    VOLTAGE("V", "V", 1, "mV", 1e-3, "kV", 1e3),
    TEMPERATURE("K", "K", 1),
    PER_TIME("1/s", "1/s", 1, "%/s", 0.01),
    DATA("B", "B", 1, "KiB", 1024, "MiB", 1024 * 1024, "GiB", 1024L * 1024 * 1024),
    DATA_RATE("baud", "baud", 1, "kbaud", 1e3, "Mbaud", 1e6);

    private final String siUnit;
    private final Map<String, Double> factorBySymbol = new LinkedHashMap<>();

    Dimension(String siUnit, Object... symbolsAndFactors) {
        this.siUnit = siUnit;
        for (int i = 0; i < symbolsAndFactors.length; i += 2) {
            factorBySymbol.put((String) symbolsAndFactors[i], ((Number) symbolsAndFactors[i + 1]).doubleValue());
        }
    }

    /** Symbol of the SI unit. */
    public String siUnit() {
        return siUnit;
    }

    /** Factors to SI by accepted symbol, in order of preference. */
    public Map<String, Double> factorBySymbol() {
        return factorBySymbol;
    }
}
