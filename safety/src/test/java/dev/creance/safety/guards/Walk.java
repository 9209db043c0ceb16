package dev.creance.safety.guards;

/** A model of one number that stays where it is, within a tenth, whatever is commanded. */
public final class Walk implements TransitionModel {
    private double value;

    @Override
    public int size() {
        return 1;
    }

    @Override
    public void begin(double[] sensors, long sampledAtNs) {
        value = sensors[0];
    }

    @Override
    public void follow(double[] sensors, long sampledAtNs, long wayNs, double[] errorsOut) {
        errorsOut[0] = Math.abs(sensors[0] - value) / 0.1;
    }

    @Override
    public void sent(long nowNs, double[] command) {
        // it follows no command
    }
}
