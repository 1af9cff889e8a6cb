package prescient.venuesim;

import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The markets that were set by hand. Safe for many threads. */
final class Overrides {

    private final ConcurrentHashMap<String, MarketOverride> byMarket = new ConcurrentHashMap<>();

    @Nullable MarketOverride of(@Nullable String marketId) {
        return marketId == null || byMarket.isEmpty() ? null : byMarket.get(marketId);
    }

    void put(String marketId, MarketOverride change) {
        byMarket.merge(marketId, change, (earlier, later) -> later.over(earlier));
    }

    int size() {
        return byMarket.size();
    }
}
