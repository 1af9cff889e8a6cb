package prescient.transfer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * What is known about differences before a comparison begins.
 *
 * @param accepted differences that somebody accepted, expired ones included
 * @param aside tells whether a record of the file is in quarantine as it is now
 */
record Known(List<Accepted> accepted, BiPredicate<RecordKey, ObjectNode> aside) {

    boolean isAccepted(Difference difference, Instant now) {
        return accepted.stream().anyMatch(acceptance -> acceptance.covers(difference, now));
    }

    boolean isAside(RecordKey key, ObjectNode value) {
        return aside.test(key, value);
    }
}
