package dev.creance.bench;

import dev.creance.safety.qp.DualActiveSet;
import dev.creance.safety.qp.Outcome;
import java.util.SplittableRandom;

/** What came of many problems of one size in both solvers; each of them feasible or infeasible by construction. */
final class QpAgreement {
    /** Of these there is one problem without a solution to so many with one. */
    private static final int INFEASIBLE_IN = 4;

    /** To which ojAlgo solves: it stops where its constraints hold to about 1e-6. Farther off, one of both is wrong. */
    static final double AGREED = 1e-4;

    final QpProblem.Size size;
    final long problems;
    final long infeasible;
    long unsolved;
    long missed;
    long peerUnsolved;
    long peerMissed;
    double largestDifference;

    /** How many are farther apart than {@link #AGREED}. */
    long apart;

    /** Of those, how many ojAlgo has put beyond a row, or where it costs more than ours does. */
    long peerWorse;

    double primal;
    double kkt;
    int mostIterations;

    private final DualActiveSet solver;

    private QpAgreement(QpProblem.Size size, long problems) {
        this.size = size;
        this.problems = problems;
        infeasible = problems / INFEASIBLE_IN;
        solver = ShieldQp.solver(size);
    }

    /** @param problems with a solution; a quarter as many without one come on top */
    static QpAgreement of(QpProblem.Size size, long problems, long seed) {
        QpAgreement agreement = new QpAgreement(size, problems);
        SplittableRandom random = new SplittableRandom(seed);
        for (long i = 0; i < problems; i++) {
            agreement.solvable(QpProblem.feasible(size, random));
            if (i % INFEASIBLE_IN == INFEASIBLE_IN - 1) {
                agreement.unsolvable(QpProblem.infeasible(size, random));
            }
        }
        return agreement;
    }

    private void solvable(QpProblem problem) {
        ShieldQp ours = new ShieldQp(problem, solver);
        OjAlgoQp theirs = new OjAlgoQp(problem);
        theirs.solve();
        peerUnsolved += theirs.isOptimal() ? 0 : 1;
        if (ours.solve() != Outcome.SOLVED) {
            unsolved++;
            return;
        }
        primal = Math.max(primal, solver.residual().primal());
        kkt = Math.max(kkt, solver.residual().kkt());
        mostIterations = Math.max(mostIterations, solver.iterations());
        if (theirs.isOptimal()) {
            compare(problem, ours.out, theirs.out());
        }
    }

    void compare(QpProblem problem, double[] ours, double[] theirs) {
        double difference = 0;
        for (int j = 0; j < ours.length; j++) {
            difference = Math.max(difference, Math.abs(ours[j] - theirs[j]) / Math.max(1, Math.abs(theirs[j])));
        }
        largestDifference = Math.max(largestDifference, difference);
        if (!(difference <= AGREED)) {
            apart++;
            boolean beyond = problem.violation(theirs) > Math.max(1e-9, problem.violation(ours));
            peerWorse += beyond || problem.cost(theirs) > problem.cost(ours) ? 1 : 0;
        }
    }

    private void unsolvable(QpProblem problem) {
        OjAlgoQp theirs = new OjAlgoQp(problem);
        theirs.solve();
        peerMissed += theirs.isFeasible() ? 1 : 0;
        missed += new ShieldQp(problem, solver).solve() == Outcome.INFEASIBLE ? 0 : 1;
    }

    boolean holds() {
        return unsolved == 0 && missed == 0 && apart == peerWorse;
    }
}
