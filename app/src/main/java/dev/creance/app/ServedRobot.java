package dev.creance.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.creance.drivers.Door;
import dev.creance.drivers.ServedLink;
import dev.creance.runtime.DeviceException;
import dev.creance.runtime.DeviceState;
import dev.creance.runtime.realtime.MonotonicClock;
import dev.creance.runtime.realtime.Realtime;
import dev.creance.runtime.realtime.RealtimeResult;
import dev.creance.sim.Faults;
import dev.creance.sim.Pace;
import dev.creance.sim.SimulatedDevice;
import dev.creance.sim.SimulationSetup;
import dev.creance.sim.TruthSummary;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * One simulated robot that hosts reach over a port, one after another. It notices when a host comes, falls silent and comes back. On the
 * wall's clock the device goes on alone and comes to rest as a machine would; in lockstep its time stands still, and for the next host
 * it starts anew.
 */
final class ServedRobot {
    /** A host that says nothing for so long has gone. */
    private static final long SILENCE_NS = 1_000_000_000;

    private static final long TELL_NS = 10_000_000_000L;

    private final Supplier<RobotConfig> configs;
    private final ServedLink link;
    private final boolean lockstep;
    private final long seed;
    private RobotConfig config;
    private SimulatedDevice device;
    private Faults faults;
    private ObjectNode summary;
    private DeviceState told = DeviceState.DISARMED;
    private long receptions;
    private long heardNs;
    private long toldNs = Long.MIN_VALUE;
    private long toldLate;
    private boolean connected;
    private int hosts;
    private int hostsLost;

    private ServedRobot(
            Supplier<RobotConfig> configs, RobotConfig config, ServedLink link, boolean lockstep, long seed) {
        this.configs = configs;
        this.config = config;
        this.link = link;
        this.lockstep = lockstep;
        this.seed = seed;
    }

    /** @param configs reads the robot's file, anew for each start of the machine: what was injected is forgotten with it */
    static ServedRobot open(Supplier<RobotConfig> configs, String port, boolean lockstep, long seed)
            throws UsageError, DeviceException {
        RobotConfig config = configs.get();
        if (config.plant().isEmpty()) {
            throw new UsageError(config.robot() + " has no section 'plant': there is nothing to simulate; add one");
        }
        Door door = Door.open(port, config.vehicle().baud());
        ServedRobot robot = new ServedRobot(configs, config, ServedLink.of(door), lockstep, seed);
        robot.start();
        robot.say("waits at " + door.describe() + (lockstep ? ", in lockstep" : ""));
        return robot;
    }

    private void start() {
        faults = config.faults();
        SimulationSetup setup = new SimulationSetup(
                config.plant().orElseThrow(),
                config.plant()
                        .orElseThrow()
                        .limits(config.root().child("shield").child("limits")),
                Envelopes.of(config),
                faults,
                seed);
        device = lockstep
                ? SimulatedDevice.lockstep(setup, link)
                : SimulatedDevice.realTime(setup, link, new MonotonicClock(0), this::prioritise);
        device.start();
    }

    /** As {@code creance run} does for the simulator that it holds itself: below the tick that it may share a processor with. */
    private void prioritise() {
        OptionalInt tick = config.loop().priority();
        if (tick.isPresent()) {
            RealtimeResult result = Realtime.fifo(Math.max(1, tick.getAsInt() - Flight.SIMULATOR_BELOW_TICK));
            if (!result.achieved()) {
                say(result.what() + " refused: " + result.message());
            }
        }
    }

    /** Has a look at it; says what has changed. */
    void look(long nowNs) {
        if (device.receptions() != receptions) {
            receptions = device.receptions();
            heardNs = nowNs;
            if (!connected) {
                connected = true;
                hosts++;
                say("a host is there");
            }
        } else if (connected && nowNs - heardNs > SILENCE_NS) {
            connected = false;
            hostsLost++;
            lost();
        }
        DeviceState state = device.seen();
        if (state != told) {
            told = state;
            say("the device is " + state.name().toLowerCase(Locale.ROOT) + (connected ? "" : "; no host is there"));
        }
        keepPace(nowNs);
        device.failure().ifPresent(thrown -> {
            throw new IllegalStateException(config.robot() + ": the simulator failed", thrown);
        });
    }

    private void lost() {
        say("the host has fallen silent; the device is " + told.name().toLowerCase(Locale.ROOT)
                + (lockstep ? " and starts anew for the next" : " and goes on alone"));
        link.release();
        if (lockstep) {
            device.close();
            config = configs.get();
            receptions = 0;
            start();
        }
    }

    private void keepPace(long nowNs) {
        Pace pace = device.pace();
        if (pace.latePeriods() > toldLate && nowNs - heardNs < SILENCE_NS) {
            say(String.format(
                    Locale.ROOT,
                    "fell behind by up to %.1f ms; this run is not what a machine would have done",
                    pace.longestLagNs() * 1e-6));
            toldLate = 2 * pace.latePeriods(); // not at every look
        }
        if (toldNs == Long.MIN_VALUE) {
            toldNs = nowNs;
        } else if (!lockstep && nowNs - toldNs > TELL_NS) {
            toldNs = nowNs;
            say(String.format(
                    Locale.ROOT,
                    "%.4f of real time, at most %.1f ms behind; %s",
                    pace.factor(),
                    pace.longestLagNs() * 1e-6,
                    device.seen().name().toLowerCase(Locale.ROOT)));
        }
    }

    private void say(String text) {
        System.err.println("creance: " + config.robot() + ": " + text);
    }

    /** Switches it off; what there is to tell of it. */
    ObjectNode close() {
        if (summary != null) {
            return summary;
        }
        device.close();
        link.close();
        Pace pace = device.pace();
        TruthSummary truth = device.truth();
        summary = Json.object()
                .put("robot", config.robot())
                .put("port", link.describe())
                .put("lockstep", lockstep)
                .put("device_time_s", device.timeNs() * 1e-9)
                .put("state", device.state().name().toLowerCase(Locale.ROOT))
                .put("hosts", hosts)
                .put("hosts_lost", hostsLost)
                .put("kept_pace", pace.kept())
                .put("longest_lag_ms", pace.longestLagNs() * 1e-6)
                .put("late_periods", pace.latePeriods())
                .put("skipped_s", pace.skippedNs() * 1e-9)
                .put("envelope_violations", truth.envelopeViolations());
        if (Double.isFinite(pace.factor())) {
            summary.put("real_time_factor", pace.factor());
            say(String.format(Locale.ROOT, "%.4f of real time", pace.factor()));
        }
        ObjectNode violations = summary.putObject("violations");
        truth.violationsByKind().forEach(violations::put);
        ObjectNode figures = summary.putObject("truth");
        truth.figures().forEach((key, value) -> {
            if (Double.isFinite(value)) {
                figures.put(key, value);
            }
        });
        summary.set("faults_injected", Json.MAPPER.valueToTree(faults.injected()));
        return summary;
    }
}
