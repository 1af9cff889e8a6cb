package prescient.forecast.outside;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import prescient.forecast.outside.Quota.Limit;

/** Counts requests where a restart does not lose them. */
interface QuotaStore {

    /**
     * Counts requests against all limits, or none of them when one limit does not hold that many more.
     *
     * @return the first limit in the way, empty when they were counted
     */
    Uni<Optional<Limit>> take(String source, List<Limit> limits, int requests);

    /** Takes back what was counted and not sent. */
    Uni<Void> giveBack(String source, List<Limit> limits, int requests);
}
