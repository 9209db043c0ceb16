package dev.creance.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.creance.fleet.RobotRow.Presence;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * What is known of one robot. A birth names the run that counts; a death counts where it is of that run and of no earlier
 * birth, in whichever order the two arrive: a broker keeps both, and a will may come after the birth that follows it.
 */
final class WatchedRobot {
    static final long STALE_NS = 3_000_000_000L;
    private static final int RATE_SAMPLES = 20;

    private final String fleet;
    private final String robot;
    private final ArrayDeque<Long> stateTimesNs = new ArrayDeque<>();
    private String run = "";
    private long birth;
    private String deathRun = "";
    private long deathBirth;
    private boolean deathByWill;
    private long seenNs;
    private String state = "";
    private String source = "";
    private double altitudeM = Double.NaN;
    private double speedMPerS = Double.NaN;
    private double batteryV = Double.NaN;
    private long stateSeq;
    private long eventSeq;
    private long missedStates;
    private long missedEvents;
    private long interventions;
    private String lastEvent = "";

    WatchedRobot(String fleet, String robot, long nowNs) {
        this.fleet = fleet;
        this.robot = robot;
        this.seenNs = nowNs;
    }

    void birth(JsonNode payload) {
        switchTo(text(payload, "run"));
        birth = payload.path("birth").asLong();
    }

    void death(JsonNode payload) {
        boolean byWill = !text(payload, "reason").equals("ended");
        boolean known =
                text(payload, "run").equals(deathRun) && payload.path("birth").asLong() == deathBirth;
        if (byWill && known) {
            return; // what the robot said itself of this birth is not unsaid by a broker that sends the will as well
        }
        deathRun = text(payload, "run");
        deathBirth = payload.path("birth").asLong();
        deathByWill = byWill;
        if (isGone()) {
            state = payload.has("state") ? text(payload, "state") : state;
            long events = payload.path("events").asLong(eventSeq);
            missedEvents += Math.max(0, events - eventSeq);
            eventSeq = Math.max(eventSeq, events);
        }
    }

    /** Whether a message of this run is to be taken; of another run only where this one is over or silent. */
    private boolean takes(JsonNode payload, long nowNs) {
        String of = text(payload, "run");
        if (!of.equals(run) && (run.isEmpty() || isGone() || nowNs - seenNs > STALE_NS)) {
            switchTo(of);
        }
        return of.equals(run);
    }

    boolean state(JsonNode payload, long nowNs) {
        long seq = payload.path("seq").asLong();
        if (!takes(payload, nowNs) || seq <= stateSeq) {
            return false;
        }
        missedStates += stateSeq == 0 ? 0 : seq - stateSeq - 1;
        stateSeq = seq;
        state = text(payload, "state");
        source = text(payload, "source");
        altitudeM = number(payload.path("position_m").path(2));
        speedMPerS = length(payload.path("velocity_m_per_s"));
        batteryV = number(payload.path("battery_v"));
        interventions = payload.path("interventions").asLong();
        stateTimesNs.addLast(nowNs);
        if (stateTimesNs.size() > RATE_SAMPLES) {
            stateTimesNs.removeFirst();
        }
        return true;
    }

    /** An event that was sent twice, because its acknowledgement was lost, is taken once. */
    boolean event(JsonNode payload, long nowNs) {
        long seq = payload.path("seq").asLong();
        if (!takes(payload, nowNs) || seq <= eventSeq) {
            return false;
        }
        missedEvents += eventSeq == 0 ? 0 : seq - eventSeq - 1;
        eventSeq = seq;
        if (text(payload, "type").equals("transition")) {
            state = text(payload, "to");
        }
        lastEvent = describe(payload);
        return true;
    }

    private static String describe(JsonNode payload) {
        List<String> words = new ArrayList<>();
        words.add(text(payload, "type"));
        if (payload.has("to")) {
            words.add(payload.has("from") ? text(payload, "from") + "→" + text(payload, "to") : text(payload, "to"));
        }
        if (payload.has("cause")) {
            words.add(text(payload, "cause"));
        }
        List<String> causes = new ArrayList<>();
        payload.path("causes").forEach(cause -> causes.add(PlainText.of(cause.asText())));
        if (!causes.isEmpty()) {
            words.add(String.join("+", causes));
        }
        return String.join(" ", words);
    }

    void seen(long nowNs) {
        seenNs = nowNs;
    }

    private void switchTo(String newRun) {
        if (!newRun.equals(run)) {
            run = newRun;
            birth = 0;
            state = "";
            source = "";
            altitudeM = Double.NaN;
            speedMPerS = Double.NaN;
            batteryV = Double.NaN;
            stateSeq = 0;
            eventSeq = 0;
            missedStates = 0;
            missedEvents = 0;
            interventions = 0;
            lastEvent = "";
            stateTimesNs.clear();
        }
    }

    private boolean isGone() {
        boolean ofThisRun = run.isEmpty() || deathRun.equals(run);
        return !deathRun.isEmpty() && ofThisRun && deathBirth >= birth;
    }

    RobotRow row(long nowNs) {
        Presence presence;
        if (isGone()) {
            presence = deathByWill ? Presence.DEAD : Presence.ENDED;
        } else {
            presence = nowNs - seenNs > STALE_NS ? Presence.STALE : Presence.ALIVE;
        }
        return new RobotRow(
                fleet,
                robot,
                run.isEmpty() ? deathRun : run,
                presence,
                state,
                source,
                altitudeM,
                speedMPerS,
                batteryV,
                presence == Presence.ALIVE ? rateHz() : 0,
                (nowNs - seenNs) * 1e-9,
                missedStates,
                missedEvents,
                interventions,
                lastEvent);
    }

    private double rateHz() {
        if (stateTimesNs.size() < 2) {
            return 0;
        }
        long spanNs = stateTimesNs.getLast() - stateTimesNs.getFirst();
        return spanNs <= 0 ? 0 : (stateTimesNs.size() - 1) * 1e9 / spanNs;
    }

    private static String text(JsonNode payload, String key) {
        return PlainText.of(payload.path(key).asText(""));
    }

    private static double number(JsonNode node) {
        return node.isNumber() && Double.isFinite(node.doubleValue()) ? node.doubleValue() : Double.NaN;
    }

    private static double length(JsonNode vector) {
        double x = number(vector.path(0));
        double y = number(vector.path(1));
        double z = number(vector.path(2));
        return Math.sqrt(x * x + y * y + z * z);
    }
}
