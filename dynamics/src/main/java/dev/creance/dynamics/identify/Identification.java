package dev.creance.dynamics.identify;

import dev.creance.dynamics.Interval;
import dev.creance.dynamics.ModelBounds;
import dev.creance.dynamics.ModelBounds.Disturbance;
import dev.creance.dynamics.identify.Finding.Found;
import dev.creance.dynamics.identify.Finding.Limits;
import dev.creance.dynamics.identify.Finding.Open;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that a recording says of a machine; filled once, then read. */
public final class Identification {
    /** Of each bound by itself. */
    public static final double CONFIDENCE = 0.95;

    /** The share of disturbances that W is to bound. */
    public static final double QUANTILE = 0.99;

    /** A bound wider than this part of its value, either way, is no identification. */
    private static final double MOST_RELATIVE = 0.1;

    /** What equations leave out between samples, of a value. */
    private static final double SAMPLING = 0.002;

    private final List<String> known = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, Interval> actuator = new LinkedHashMap<>();
    private final Map<String, Disturbance> disturbance = new LinkedHashMap<>();
    private Optional<Interval> delayS = Optional.empty();

    /** Notes what was taken as known. */
    public void know(String what) {
        known.add(what);
    }

    /** Judges an estimate and takes down what becomes of it. */
    public void judge(String name, boolean seen, Estimate estimate, String remedy) {
        judge(name, seen, estimate, 0, remedy);
    }

    /**
     * The same for what may well be 0.
     *
     * @param most half a bound this narrow is enough, whatever the value
     */
    public void judge(String name, boolean seen, Estimate estimate, double most, String remedy) {
        judge(name, seen, estimate, limits(most, SAMPLING, remedy));
    }

    /** The same with limits of its own. */
    public void judge(String name, boolean seen, Estimate estimate, Limits limits) {
        findings.add(Finding.of(name, seen, estimate, limits));
    }

    /** Limits with the confidence and the relative width that hold everywhere. */
    public static Limits limits(double most, double sampling, String remedy) {
        return new Limits(CONFIDENCE, MOST_RELATIVE, most, sampling, remedy);
    }

    /** Takes down what cannot be said. */
    public void leaveOpen(String name, String reason) {
        findings.add(new Open(name, reason));
    }

    /** Takes down what an actuator does at least. */
    public void actuator(String name, double low, double high) {
        if (low <= high) {
            actuator.put(name, new Interval(low, high));
        } else {
            leaveOpen(name, "its bounds are wider than what was seen of it; let the actuators work harder");
        }
    }

    /** Bounds disturbances by means over windows, in the order of time. */
    public void disturbance(String name, double[] magnitudes, double windowS) {
        try {
            Ceiling ceiling = Ceiling.of(magnitudes, QUANTILE, CONFIDENCE);
            disturbance.put(name, new Disturbance(ceiling.bound(), ceiling.quantile(), windowS));
        } catch (Ceiling.TooFew e) {
            leaveOpen(name, e.getMessage() + "; record for longer");
        }
    }

    /**
     * Takes down the delay. What happens between two samples is not seen, so half of their distance is allowed for.
     *
     * @param mostS half a bound that is wider is none
     */
    public void delay(boolean seen, Estimate estimate, double periodS, double mostS) {
        Interval bound = estimate.interval(CONFIDENCE);
        if (!seen || bound.half() > mostS) {
            leaveOpen("delay_s", "no command changes fast enough for it to show; add steps or noise to the commands");
            return;
        }
        Interval wider = bound.widened(periodS / 2).atLeast(0);
        delayS = Optional.of(wider);
        findings.add(new Found("delay_s", Math.max(0, estimate.value()), wider));
    }

    /** What was taken as known, and not looked for. */
    public List<String> known() {
        return List.copyOf(known);
    }

    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    public Optional<Found> found(String name) {
        return findings.stream()
                .filter(finding -> finding instanceof Found && finding.name().equals(name))
                .map(Found.class::cast)
                .findFirst();
    }

    /** Why a number is missing. */
    public Optional<String> open(String name) {
        return findings.stream()
                .filter(finding -> finding instanceof Open && finding.name().equals(name))
                .map(finding -> ((Open) finding).reason())
                .findFirst();
    }

    /** As a parameter file holds it. */
    public ModelBounds bounds() {
        Map<String, Interval> parameters = new LinkedHashMap<>();
        for (Finding finding : findings) {
            if (finding instanceof Found found && !found.name().equals("delay_s")) {
                parameters.put(found.name(), found.bound());
            }
        }
        return new ModelBounds(CONFIDENCE, parameters, actuator, disturbance, delayS);
    }
}
