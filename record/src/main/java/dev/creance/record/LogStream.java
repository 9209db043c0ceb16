package dev.creance.record;

import dev.creance.runtime.TickRecord;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Turns the stream of tick records into the messages of a log: the tick, the events in it, what policies say about their
 * actions, the pose at most at 100 Hz.
 */
final class LogStream {
    private static final long POSE_INTERVAL_NS = 10_000_000;

    private final FlightEvents detector;
    private final JsonMessages.Pose pose;
    private final RatingMessages ratings;
    private List<FlightEvent> events = List.of();
    private boolean poseDue;
    private long nextPoseNs = Long.MIN_VALUE;

    LogStream(LogHeader header, PolicyNames names) {
        this.detector = new FlightEvents(names);
        this.ratings = new RatingMessages(names);
        this.pose = JsonMessages.Pose.of(header.schema().sensors());
    }

    /** Takes the next tick without writing it: events and pose depend on those before. */
    void observe(TickRecord record) {
        events = detector.accept(record);
        long nowNs = record.in.nowNs;
        poseDue =
                pose != null && record.in.sensorFresh && nowNs >= nextPoseNs && pose.isFinite(record.in.sensors.values);
        if (poseDue) {
            nextPoseNs = nowNs + POSE_INTERVAL_NS;
        }
    }

    /** Writes the tick that was observed; where that fails, nothing of it was written. */
    void write(TickRecord record, LogPart part) throws IOException {
        long nowNs = record.in.nowNs;
        Optional<byte[]> inCharge = ratings.inCharge(record);
        Optional<byte[]> candidate = ratings.candidate(record);
        if (inCharge.isPresent()) {
            part.openRatings(LogPart.RATINGS);
        }
        if (candidate.isPresent()) {
            part.openRatings(LogPart.CANDIDATE_RATINGS);
        }
        boolean key = part.prepare(nowNs);
        part.tick(record, key);
        for (FlightEvent event : events) {
            part.event(event, nowNs);
        }
        if (poseDue) {
            part.pose(JsonMessages.pose(nowNs, record.in.sensors.values, pose), nowNs);
        }
        inCharge.ifPresent(json -> part.ratings(LogPart.RATINGS, record.in.tick, nowNs, json));
        candidate.ifPresent(json -> part.ratings(LogPart.CANDIDATE_RATINGS, record.in.tick, nowNs, json));
    }
}
