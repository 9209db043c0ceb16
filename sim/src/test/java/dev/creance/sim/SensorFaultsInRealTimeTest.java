package dev.creance.sim;

/** The same where the device goes by its own clock. */
class SensorFaultsInRealTimeTest extends SensorFaultsTest {
    @Override
    MachineRun run(SimulationSetup setup, TestHost.Pilot pilot) {
        return new RealTimeRun(setup, pilot);
    }
}
