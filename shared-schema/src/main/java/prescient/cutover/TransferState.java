package prescient.cutover;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What the switch asks the transfer before a feature moves on. Answers come from memory or fail quickly. */
public interface TransferState {

    /** An import of the feature was complete and compared clean, and none runs. */
    boolean importComplete(String feature);

    /** The last checks of all the feature's collections, the newest first; fewer when there were fewer. */
    List<ParityCheck> lastChecks(String feature, int n);

    /** Records of the feature in quarantine. */
    long quarantined(String feature);

    /**
     * One comparison of both stores, over all collections of the feature.
     *
     * @param clean no difference that is not accepted, in no collection
     * @param finishedAt when it ended; {@code startedAt} when it began to read
     * @param states per collection: {@code not-checked}, {@code checking}, {@code clean}, {@code different} or
     *     {@code error}
     * @param missing records of the trusted store that the other lacks, over all collections
     * @param different records whose content differs
     * @param extra records that only the other store has
     */
    record ParityCheck(
            boolean clean,
            Instant startedAt,
            Instant finishedAt,
            Map<String, String> states,
            long missing,
            long different,
            long extra) {

        public ParityCheck {
            states = Map.copyOf(states);
        }
    }
}
