package dev.creance.record;

import java.util.List;
import java.util.Locale;

/** What the policies of a run are called, by the numbers that its ticks hold. Any thread may ask. */
public interface PolicyNames {
    /** Where nobody knows more than the numbers, as in a recovery. */
    PolicyNames UNKNOWN = new PolicyNames() {
        @Override
        public String name(long id) {
            return hex(id);
        }

        @Override
        public String refusal(int count) {
            return "a policy was refused before it could follow";
        }
    };

    /** Name and hash of a policy. */
    String name(long id);

    /** Which policy was refused, and why. @param count which refusal, from 1 on */
    String refusal(int count);

    /** What the policy's networks say about an action beside it; none where nobody knows. */
    default List<Rating> ratings(long id) {
        return List.of();
    }

    /** A policy's number as people read it. */
    static String hex(long id) {
        return String.format(Locale.ROOT, "policy %016x", id);
    }
}
