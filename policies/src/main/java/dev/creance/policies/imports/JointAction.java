package dev.creance.policies.imports;

/** Writes the action of a policy that commands joints. */
final class JointAction {
    private JointAction() {}

    /** @param kind such as {@code position_from_default} */
    static void write(Draft draft, String tensor, String kind, String process, String origin) {
        draft.say("action.tensor", tensor, "the network");
        draft.say("action.kind", kind, origin);
        keys(draft, "action.", kind, "policy", process);
        draft.say("action.between", "hold", "the convention holds a command until the next");
    }

    /** The keys that say which joints get what. */
    static void keys(Draft draft, String prefix, String kind, String joints, String process) {
        draft.say(prefix + "joints", joints, "");
        draft.say(prefix + "unit", kind.startsWith("position") ? "rad" : kind.equals("effort") ? "Nm" : "rad/s", "");
        draft.say(prefix + "process", process, "");
        draft.say(prefix + "gains", kind.equals("effort") ? "none" : "table", "");
        draft.say(prefix + "clamps", "[]", "the convention clamps nothing");
    }
}
