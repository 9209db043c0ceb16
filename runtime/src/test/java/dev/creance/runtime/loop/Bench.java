package dev.creance.runtime.loop;

import dev.creance.runtime.Channel;
import dev.creance.runtime.Clock;
import dev.creance.runtime.Command;
import dev.creance.runtime.Device;
import dev.creance.runtime.DeviceState;
import dev.creance.runtime.DeviceStatus;
import dev.creance.runtime.Directive;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.Frame;
import dev.creance.runtime.Layout;
import dev.creance.runtime.Policy;
import dev.creance.runtime.PolicyStatus;
import dev.creance.runtime.Reference;
import dev.creance.runtime.Shield;
import dev.creance.runtime.ShieldDecision;
import dev.creance.runtime.Source;
import dev.creance.runtime.StopRequest;
import dev.creance.runtime.TickInputs;
import dev.creance.runtime.TickOutputs;
import dev.creance.runtime.Verdict;
import dev.creance.runtime.flight.RecordSchema;
import dev.creance.runtime.flight.Records;
import dev.creance.runtime.realtime.CpuLatency;
import dev.creance.runtime.realtime.Waiting;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The smallest complete set of parts a loop runs with: three sensors, two motors, a policy that scales what it sees. */
final class Bench {
    static final Layout SENSORS = Records.layout("sensor.", 3);
    static final Layout COMMANDS = Records.layout("motor.", 2);
    static final Layout REFERENCE = Records.layout("reference.", 1);
    static final long PERIOD_NS = 1_000_000;
    static final int DIVIDER = 10;

    private Bench() {}

    static LoopSettings settings(PolicyThread thread, long hangLimitNs) {
        return new LoopSettings(
                PERIOD_NS,
                DIVIDER,
                thread,
                30_000_000,
                OverrunReaction.HOLD,
                50,
                OptionalInt.empty(),
                OptionalInt.empty(),
                hangLimitNs,
                2_000_000_000,
                new Waiting.Sleep(),
                CpuLatency.Use.LEAVE);
    }

    static RecordSchema schema() {
        return new RecordSchema(
                SENSORS,
                REFERENCE,
                COMMANDS,
                4,
                2,
                new StagedShield().margins(),
                PERIOD_NS,
                DIVIDER,
                Map.of("robot", "bench"));
    }

    /** Streams a sensor frame a tick that follows from time and command, and obeys directives at once. */
    static class ObedientDevice implements Device {
        final double[] lastCommand = new double[2];
        DeviceState state = DeviceState.DISARMED;
        Directive lastDirective = Directive.NONE;
        volatile Directive stopped = Directive.NONE;
        volatile int stops;
        long writes;
        private long sequence;

        @Override
        public Layout sensors() {
            return SENSORS;
        }

        @Override
        public Layout commands() {
            return COMMANDS;
        }

        @Override
        public void open(Clock clock) {}

        @Override
        public boolean read(long nowNs, Frame sensorsOut, DeviceStatus statusOut) {
            sensorsOut.values[0] = nowNs * 1e-9;
            // A triangle wave: StrictMath.sin allocates outside of -pi/4 to pi/4.
            sensorsOut.values[1] = Math.abs(nowNs % 600_000_000 - 300_000_000) * 1e-8 - 1.5;
            sensorsOut.values[2] = lastCommand[0] - 0.5 * lastCommand[1];
            sensorsOut.validBits = sensorsOut.allValid();
            sensorsOut.sequence = ++sequence;
            sensorsOut.sampleNs = nowNs;
            sensorsOut.receiptNs = nowNs;
            statusOut.ready = true;
            statusOut.state = state;
            statusOut.lastReceiptNs = nowNs;
            return true;
        }

        @Override
        public void write(long nowNs, Command command, Directive directive) {
            writes++;
            System.arraycopy(command.values, 0, lastCommand, 0, 2);
            lastDirective = directive;
            if (directive == Directive.ARM) {
                state = DeviceState.ARMED;
            } else if (directive == Directive.DISARM) {
                state = DeviceState.DISARMED;
            } else if (directive == Directive.LAND && state != DeviceState.DISARMED) {
                state = DeviceState.DESCENDING;
            } else if (directive == Directive.STOP) {
                state = DeviceState.STOPPED;
            }
        }

        @Override
        public void stop(Directive directive) {
            stopped = directive;
            int before = stops;
            stops = before + 1;
        }

        @Override
        public void close() {}
    }

    /** Scales its observation, carries a recurrent state, and keeps what was executed. */
    static class ScalingPolicy implements Policy {
        volatile int inferred;
        volatile int resets;
        volatile int closes;
        int acted;
        double lastExecuted;
        private float memory;

        @Override
        public String name() {
            return "scaling";
        }

        @Override
        public int observationSize() {
            return 4;
        }

        @Override
        public int actionSize() {
            return 2;
        }

        @Override
        public void observe(Frame sensors, Frame reference, float[] observationOut) {
            for (int i = 0; i < 3; i++) {
                observationOut[i] = (float) sensors.values[i];
            }
            observationOut[3] = (float) reference.values[0];
        }

        @Override
        public PolicyStatus infer(float[] observation, float[] actionOut) {
            int before = inferred;
            inferred = before + 1;
            memory = 0.9f * memory + 0.1f * observation[1];
            actionOut[0] = memory;
            actionOut[1] = 0.01f * observation[0] + 0.1f * observation[3] - memory;
            return PolicyStatus.OK;
        }

        @Override
        public void command(float[] action, double[] commandOut) {
            commandOut[0] = (action[0] + 1) / 2;
            commandOut[1] = (action[1] + 1) / 2;
        }

        @Override
        public void acted(float[] action, double[] executed) {
            acted++;
            lastExecuted = executed[0];
        }

        @Override
        public void reset() {
            int before = resets;
            resets = before + 1;
            memory = 0;
        }

        @Override
        public void close() {
            int before = closes;
            closes = before + 1;
        }
    }

    /** Grows with the time since the policy took over, in seconds. */
    static final class ElapsedReference implements Reference {
        @Override
        public Layout layout() {
            return REFERENCE;
        }

        @Override
        public void sample(long elapsedNs, Frame out) {
            out.values[0] = elapsedNs * 1e-9;
            out.validBits = out.allValid();
            out.sequence++;
        }
    }

    /** Arms, lets the policy fly, lands for ten ticks when asked to stop, and limits commands to 0…1. */
    static class StagedShield implements Shield {
        private static final int LANDING_TICKS = 10;
        private int landing;

        @Override
        public List<Channel> margins() {
            return List.of(new Channel("headroom", "1", -1, 1));
        }

        @Override
        public void decide(TickInputs in, TickOutputs out) {
            ShieldDecision decision = out.decision;
            decision.sequence++;
            FailsafeState next = next(in, decision.state);
            if (next != decision.state) {
                decision.transitionTick = in.tick;
                if (next == FailsafeState.ACTIVE) {
                    decision.activeSinceNs = in.nowNs;
                }
            }
            decision.state = next;
            decision.directive = directive(next);
            boolean fresh = next == FailsafeState.ACTIVE && !Double.isNaN(out.proposal[0]);
            decision.source = fresh ? Source.POLICY : Source.BACKUP;
            decision.verdict = fresh ? Verdict.PASS : Verdict.REJECTED;
            for (int i = 0; i < decision.command.length; i++) {
                double proposal = fresh ? out.proposal[i] : 0;
                decision.command[i] = proposal >= 0 ? (proposal <= 1 ? proposal : 1) : 0;
            }
            decision.margins[0] = 1 - decision.command[0];
        }

        private FailsafeState next(TickInputs in, FailsafeState state) {
            if (in.stop == StopRequest.CUT) {
                return FailsafeState.TERMINATED;
            }
            if (state == FailsafeState.STANDBY) {
                return in.stop == StopRequest.NONE ? FailsafeState.ARMING : FailsafeState.STANDBY;
            }
            if (state == FailsafeState.ARMING) {
                return in.device.state == DeviceState.ARMED ? FailsafeState.ACTIVE : FailsafeState.ARMING;
            }
            if (state == FailsafeState.ACTIVE) {
                return in.stop == StopRequest.NONE ? FailsafeState.ACTIVE : FailsafeState.LANDING;
            }
            if (state == FailsafeState.LANDING) {
                landing++;
                return landing > LANDING_TICKS ? FailsafeState.LANDED : FailsafeState.LANDING;
            }
            return state;
        }

        private static Directive directive(FailsafeState state) {
            if (state == FailsafeState.ARMING) {
                return Directive.ARM;
            }
            if (state == FailsafeState.LANDED) {
                return Directive.DISARM;
            }
            return state == FailsafeState.TERMINATED ? Directive.STOP : Directive.NONE;
        }
    }
}
