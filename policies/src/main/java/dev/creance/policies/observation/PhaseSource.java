package dev.creance.policies.observation;

import dev.creance.policies.signals.Turns;
import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPath;
import java.util.List;

/** Functions of a phase plus each of some angles; the ratio is the phase over a turn. */
final class PhaseSource implements ObservationSource {
    private static final double TURN = 2 * Math.PI;

    private enum Function {
        SIN,
        COS,
        RATIO
    }

    private final PhaseClock clock;
    private final Function[] functions;
    private final double[] offsetsRad;

    PhaseSource(PhaseClock clock, List<String> functions, List<Double> offsetsRad) {
        this.clock = clock;
        this.functions = functions.stream()
                .map(name -> name.equals("sin") ? Function.SIN : name.equals("cos") ? Function.COS : Function.RATIO)
                .toArray(Function[]::new);
        this.offsetsRad = offsetsRad.stream().mapToDouble(Double::doubleValue).toArray();
    }

    @Override
    @HotPath
    public void values(Frame sensors, Frame reference, double[] out) {
        int at = 0;
        for (int k = 0; k < functions.length; k++) {
            for (int i = 0; i < offsetsRad.length; i++) {
                double angle = clock.angleRad(offsetsRad[i]);
                out[at++] = switch (functions[k]) {
                    case SIN -> Turns.sin(angle / TURN);
                    case COS -> Turns.cos(angle / TURN);
                    case RATIO -> angle / TURN;
                };
            }
        }
    }
}
