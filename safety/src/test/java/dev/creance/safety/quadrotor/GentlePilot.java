package dev.creance.safety.quadrotor;

import dev.creance.dynamics.quadrotor.QuadrotorState;

/** A sensible policy for tests: flies to a point on the true state, with the backup's own inner loops. */
final class GentlePilot implements Flight.Pilot {
    private final BackupController controller = new BackupController(
            new Airframe(ShieldFixtures.CRAZYFLIE, 0, 1), BackupGains.of(ShieldFixtures.settings()));
    private final BackupGoal goal = new BackupGoal();
    private final VehicleState seen = new VehicleState();
    private boolean idle = true;

    void fliesTo(double x, double y, double z) {
        idle = false;
        goal.holdHorizontal = true;
        goal.holdVertical = true;
        goal.holdXM = x;
        goal.holdYM = y;
        goal.holdZM = z;
    }

    @Override
    public void propose(Flight flight, double[] proposalOut) {
        if (idle) {
            java.util.Arrays.fill(proposalOut, 0);
            return;
        }
        see(flight.truth, seen);
        controller.command(seen, goal, proposalOut);
    }

    static void see(QuadrotorState truth, VehicleState out) {
        double[] x = truth.values;
        out.px = x[0];
        out.py = x[1];
        out.pz = x[2];
        out.qw = x[3];
        out.qx = x[4];
        out.qy = x[5];
        out.qz = x[6];
        out.vx = x[7];
        out.vy = x[8];
        out.vz = x[9];
        out.wx = x[10];
        out.wy = x[11];
        out.wz = x[12];
        System.arraycopy(x, QuadrotorState.ROTOR, out.rotor, 0, 4);
    }
}
