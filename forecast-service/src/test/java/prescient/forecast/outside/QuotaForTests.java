package prescient.forecast.outside;

import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import prescient.forecast.outside.Quota.Limit;

/** Counts in memory what the table counts. */
final class QuotaForTests implements QuotaStore {

    private final Map<String, Integer> counts = new HashMap<>();

    @Override
    public synchronized Uni<Optional<Limit>> take(String source, List<Limit> limits, int requests) {
        var full = limits.stream()
                .filter(limit -> counts.getOrDefault(key(source, limit), 0) + requests > limit.most())
                .findFirst();
        if (full.isEmpty()) {
            add(source, limits, requests);
        }
        return Uni.createFrom().item(full);
    }

    @Override
    public synchronized Uni<Void> giveBack(String source, List<Limit> limits, int requests) {
        add(source, limits, -requests);
        return Uni.createFrom().voidItem();
    }

    private void add(String source, List<Limit> limits, int requests) {
        limits.forEach(limit -> counts.merge(key(source, limit), requests, Integer::sum));
    }

    private static String key(String source, Limit limit) {
        return source + " " + limit.period() + " " + limit.began();
    }
}
