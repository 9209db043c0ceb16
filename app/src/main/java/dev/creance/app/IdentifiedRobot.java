package dev.creance.app;

import dev.creance.dynamics.arm.Chain;
import dev.creance.dynamics.arm.identify.ArmIdentification;
import dev.creance.dynamics.arm.urdf.ArmModels;
import dev.creance.dynamics.arm.urdf.UrdfText;
import dev.creance.dynamics.drive.DriveParameterFiles;
import dev.creance.dynamics.drive.DriveParameterText;
import dev.creance.dynamics.drive.identify.DriveIdentification;
import dev.creance.dynamics.identify.Identification;
import dev.creance.dynamics.identify.Recording;
import dev.creance.dynamics.identify.UnfitRecording;
import dev.creance.dynamics.quadrotor.QuadrotorParameterFiles;
import dev.creance.dynamics.quadrotor.QuadrotorParameterText;
import dev.creance.dynamics.quadrotor.identify.QuadrotorIdentification;
import dev.creance.dynamics.quadrotor.identify.QuadrotorIdentification.Given;
import dev.creance.record.LogReader;
import dev.creance.runtime.config.ConfigNode;
import java.io.IOException;

/**
 * A recorded machine, identified.
 *
 * @param file text of a parameter file with what was found
 */
record IdentifiedRobot(Kind kind, String prior, Recording recording, Identification identification, String file) {
    /** What can be identified. */
    enum Kind {
        QUADROTOR("rotor.0"),
        DRIVE("shaft.speed"),
        ARM("joint.position.0");

        /** Of its sensors alone. */
        final String channel;

        Kind(String channel) {
            this.channel = channel;
        }
    }

    /**
     * @param prior names the parameters to start from
     * @param fromS part of the log
     * @param toS part of the log
     */
    record Source(LogReader log, ConfigNode prior, double fromS, double toS) {
        Recording recording() throws IOException, UsageError {
            return LoggedRecording.read(log, fromS, toS);
        }

        /** What a parameter file says of its origin. */
        String origin() {
            return "Identified by creance " + Main.VERSION + " from "
                    + log.files().getFirst().getFileName() + ", prior " + prior.string()
                    + ".\nWhat was not identified has its prior value.";
        }
    }

    static IdentifiedRobot of(Kind kind, Source source, Given given) throws IOException, UsageError, UnfitRecording {
        return switch (kind) {
            case QUADROTOR -> quadrotor(source, given);
            case DRIVE -> drive(source);
            case ARM -> arm(source);
        };
    }

    private static IdentifiedRobot quadrotor(Source source, Given given)
            throws IOException, UsageError, UnfitRecording {
        Recording recording = source.recording();
        QuadrotorIdentification.Result result =
                QuadrotorIdentification.of(recording, QuadrotorParameterFiles.load(source.prior), given);
        Identification found = result.identification();
        String file = QuadrotorParameterText.of(result.parameters(), found.bounds(), source.origin());
        return new IdentifiedRobot(Kind.QUADROTOR, source.prior.string(), recording, found, file);
    }

    private static IdentifiedRobot drive(Source source) throws IOException, UsageError, UnfitRecording {
        if (source.log.schema().commands().has("switches.0")) {
            throw new UsageError("the log's commands are switching states; identification takes duty cycles");
        }
        Recording recording = source.recording();
        DriveIdentification.Result result = DriveIdentification.of(recording, DriveParameterFiles.load(source.prior));
        Identification found = result.identification();
        String file = DriveParameterText.of(result.parameters(), found.bounds(), source.origin());
        return new IdentifiedRobot(Kind.DRIVE, source.prior.string(), recording, found, file);
    }

    private static IdentifiedRobot arm(Source source) throws IOException, UsageError, UnfitRecording {
        Recording recording = source.recording();
        Chain prior = ArmModels.load(source.prior);
        ArmIdentification.Result result = source.log.schema().commands().has("position.0")
                ? ArmIdentification.ofSetPoints(recording, prior)
                : ArmIdentification.of(recording, prior);
        Identification found = result.identification();
        String file = UrdfText.of(result.chain(), found.bounds(), source.origin());
        return new IdentifiedRobot(Kind.ARM, source.prior.string(), recording, found, file);
    }
}
