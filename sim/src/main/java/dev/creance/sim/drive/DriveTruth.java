package dev.creance.sim.drive;

import dev.creance.sim.TruthSummary;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What truly happened to a simulated drive, by its plant at every sub-step.
 *
 * @param subSteps how many were judged
 * @param envelopeViolations sub-steps outside any limit
 * @param violationsByKind by the limit's name
 * @param maxCurrentA greatest length of the current's vector
 * @param maxSpeedRadPerS greatest speed of the shaft, either way
 * @param maxSupplyV greatest voltage of the supply
 * @param maxWindingK greatest temperature of the winding
 * @param maxInverterK greatest temperature of the inverter
 * @param speedRadPerS now
 * @param converterOff whether all switches are open now
 */
public record DriveTruth(
        long subSteps,
        long envelopeViolations,
        Map<String, Long> violationsByKind,
        double maxCurrentA,
        double maxSpeedRadPerS,
        double maxSupplyV,
        double maxWindingK,
        double maxInverterK,
        double speedRadPerS,
        boolean converterOff)
        implements TruthSummary {
    @Override
    public Map<String, Double> figures() {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("max_current_a", maxCurrentA);
        figures.put("max_speed_rad_per_s", maxSpeedRadPerS);
        figures.put("max_supply_v", maxSupplyV);
        figures.put("max_winding_k", maxWindingK);
        figures.put("max_inverter_k", maxInverterK);
        figures.put("final_speed_rad_per_s", speedRadPerS);
        return figures;
    }
}
