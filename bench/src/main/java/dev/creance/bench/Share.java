package dev.creance.bench;

/** A share of independent trials with the bounds of Wilson (1927) at 95 %, which hold for none and for all of them, too. */
public record Share(int found, int trials) {
    private static final double Z = 1.959963984540054;

    public double value() {
        return (double) found / trials;
    }

    public double lower() {
        return found == 0 ? 0 : middle() - half();
    }

    public double upper() {
        return found == trials ? 1 : middle() + half();
    }

    private double middle() {
        return (found + Z * Z / 2) / (trials + Z * Z);
    }

    private double half() {
        return Z / (trials + Z * Z) * Math.sqrt(value() * (1 - value()) * trials + Z * Z / 4);
    }
}
