package prescient.forecast.outside;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import prescient.fetch.Fetched;
import prescient.fetch.Fetched.Lost;
import prescient.forecast.outside.Quota.Limit;

/**
 * Lets no more requests go than a service takes. What cannot be counted is not sent. Blocks; safe for many threads and
 * replicas.
 */
@ApplicationScoped
class QuotaDesk {

    private static final Logger LOG = Logger.getLogger(QuotaDesk.class);
    private static final Duration SQL = Duration.ofSeconds(10);

    private final QuotaStore store;
    private final InstantSource clock;

    QuotaDesk(QuotaStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * 1 sets the request and all its repetitions aside, 2 asks, 3 gives back the repetitions that were not needed. A
     * crash in between leaves too many counted, never too few.
     *
     * @param attempts how often it may be sent
     */
    <T> Fetched<T> ask(String source, Quota quota, int attempts, Supplier<Fetched<T>> request) {
        var limits = quota.limits(clock.instant());
        if (limits.isEmpty()) {
            return request.get();
        }
        try {
            var full = store.take(source, limits, attempts).await().atMost(SQL);
            if (full.isPresent()) {
                return new Lost<>(
                        "its " + full.get().most() + " requests of this "
                                + full.get().period() + " are used up",
                        "",
                        0);
            }
        } catch (RuntimeException failure) {
            LOG.debugf("requests to %s are not counted: %s", source, failure.toString());
            return new Lost<>("its requests could not be counted", "", 0);
        }
        var answer = request.get();
        giveBack(source, limits, attempts - 1 - answer.retries());
        return answer;
    }

    private void giveBack(String source, List<Limit> limits, int unused) {
        if (unused > 0) {
            try {
                store.giveBack(source, limits, unused).await().atMost(SQL);
            } catch (RuntimeException failure) {
                LOG.debugf("%d requests to %s stay counted: %s", unused, source, failure.toString());
            }
        }
    }
}
