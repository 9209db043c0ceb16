package dev.creance.runtime.realtime;

import java.util.Collection;

/** How fit one side of a machine is for real time, from best to worst. */
public enum Fitness {
    /** Nothing to do. */
    GO,
    /** It works, but deadlines may be missed under load; or nobody knows. */
    CAUTION,
    /** Deadlines will be missed, or worse. */
    NO_GO;

    /** The worst of these; {@link #GO} where there are none. */
    public static Fitness worst(Collection<Finding> findings) {
        Fitness worst = GO;
        for (Finding finding : findings) {
            worst = finding.fitness().compareTo(worst) > 0 ? finding.fitness() : worst;
        }
        return worst;
    }
}
