package dev.creance.fleet;

import java.time.Instant;
import java.util.Objects;

/**
 * What a robot says about itself and its run at its birth.
 *
 * @param robot name of the robot; a level of the topic
 * @param run identifies this run among all; also the name of its log
 * @param startedAt wall-clock time at which the run's own time is (about) 0
 * @param version of the program
 * @param policy name of the policy
 * @param policySha256 of its network
 * @param tickRateHz rate of the loop
 * @param policyRateHz rate of the policy
 */
public record RunFacts(
        String robot,
        String run,
        Instant startedAt,
        String version,
        String policy,
        String policySha256,
        double tickRateHz,
        double policyRateHz) {
    public RunFacts {
        if (!Topics.isLevel(robot)) {
            throw new IllegalArgumentException("robot '" + robot
                    + "' cannot be a level of a topic: use 1 to 64 letters, digits, '.', '_' and '-'");
        }
        if (run.isBlank()) {
            throw new IllegalArgumentException("run is blank");
        }
        Objects.requireNonNull(startedAt, "startedAt");
    }
}
