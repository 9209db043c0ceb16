package dev.creance.runtime.loop;

import dev.creance.runtime.Cause;
import dev.creance.runtime.DeviceState;
import dev.creance.runtime.Directive;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.ShieldDecision;
import dev.creance.runtime.Source;
import dev.creance.runtime.StopRequest;
import dev.creance.runtime.TickInputs;
import dev.creance.runtime.Verdict;
import java.util.Arrays;

/**
 * Decides in the shield's place once the shield has thrown, to the end of the run: the device lands on its own sensors, or
 * stays disarmed. The last command before is held and the decision count stands still, so the watchdog token stops and the
 * device's commands expire even where the order to land is lost.
 */
@HotPath
final class ShieldFailsafe {
    private final double[] lastCommand;
    private FailsafeState lastState = FailsafeState.STANDBY;
    private long lastSequence;

    ShieldFailsafe(int commands) {
        lastCommand = new double[commands];
    }

    /** Keeps what held before the shield was asked: it may throw half-way through its writing. */
    void remember(ShieldDecision decision) {
        System.arraycopy(decision.command, 0, lastCommand, 0, lastCommand.length);
        lastState = decision.state;
        lastSequence = decision.sequence;
    }

    void decide(TickInputs in, ShieldDecision out) {
        System.arraycopy(lastCommand, 0, out.command, 0, lastCommand.length);
        Arrays.fill(out.margins, Double.NaN);
        out.verdict = Verdict.REJECTED;
        out.source = Source.HELD;
        out.causes = Cause.SHIELD_EXCEPTION.bit();
        out.armingBlockers = Cause.SHIELD_EXCEPTION.bit();
        out.sequence = lastSequence;
        if (in.stop == StopRequest.CUT) {
            out.causes |= Cause.CUT_REQUESTED.bit();
        }
        FailsafeState state = next(in);
        if (state != lastState) {
            out.transitionCause = state == FailsafeState.TERMINATED && in.stop == StopRequest.CUT
                    ? Cause.CUT_REQUESTED
                    : Cause.SHIELD_EXCEPTION;
            out.transitionTick = in.tick;
            out.transitionValue = Double.NaN;
        }
        out.state = state;
        out.directive = directive(state);
    }

    private FailsafeState next(TickInputs in) {
        if (in.stop == StopRequest.CUT || lastState == FailsafeState.TERMINATED) {
            return FailsafeState.TERMINATED;
        }
        boolean off = in.device.state == DeviceState.DISARMED || in.device.state == DeviceState.STOPPED;
        return off ? FailsafeState.LANDED : FailsafeState.DEVICE_LANDING;
    }

    private static Directive directive(FailsafeState state) {
        return switch (state) {
            case TERMINATED -> Directive.STOP;
            case LANDED -> Directive.DISARM;
            default -> Directive.LAND;
        };
    }
}
