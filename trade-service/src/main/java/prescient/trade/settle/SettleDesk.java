package prescient.trade.settle;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import prescient.trade.market.MarketClient;
import prescient.trade.market.Quote;
import prescient.trade.outbox.OutboxDesk;
import prescient.trade.outbox.OutboxMessage.Topic;

/** Ends open trades whose market has been decided. */
@ApplicationScoped
public class SettleDesk {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final SettleStore store;
    private final MarketClient market;
    private final OutboxDesk outbox;
    private final InstantSource clock;

    SettleDesk(SettleStore store, MarketClient market, OutboxDesk outbox, InstantSource clock) {
        this.store = store;
        this.market = market;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * What a round brought.
     *
     * @param openMarkets markets with an open trade
     * @param refreshed markets the venue was asked about again, since the catalogue no longer lists them
     * @param settled trades settled
     */
    public record Round(int openMarkets, int refreshed, int settled) {}

    /**
     * Settles what can be settled. Blocks; on a virtual thread. Repeating it changes nothing.
     *
     * @param since a quote observed before this is asked for again
     */
    public Round settleResolved(Instant since) {
        return settleResolved(since, marketId -> true);
    }

    /**
     * The same for some markets.
     *
     * @param wanted which, by their ids
     */
    Round settleResolved(Instant since, Predicate<String> wanted) {
        var markets = store.openMarkets().await().atMost(PATIENCE).stream()
                .filter(wanted)
                .toList();
        if (markets.isEmpty()) {
            return new Round(0, 0, 0);
        }
        var quotes = new HashMap<>(market.quotes(markets).await().atMost(PATIENCE));
        var stale = markets.stream().filter(id -> isStale(quotes, id, since)).toList();
        if (!stale.isEmpty()) {
            quotes.putAll(market.refreshed(stale).await().atMost(PATIENCE));
        }
        var resolutions = markets.stream()
                .map(id -> Optional.ofNullable(quotes.get(id)))
                .flatMap(Optional::stream)
                .flatMap(
                        quote -> Optional.ofNullable(quote.resolution())
                                .map(result -> new Resolution(quote.marketId(), result))
                                .stream())
                .toList();
        return new Round(markets.size(), stale.size(), settle(resolutions));
    }

    private int settle(List<Resolution> resolutions) {
        if (resolutions.isEmpty()) {
            return 0;
        }
        int settled = store.settle(resolutions, clock.instant()).await().atMost(PATIENCE);
        outbox.deliverDue(Topic.SETTLEMENT, settled);
        return settled;
    }

    private static boolean isStale(Map<String, Quote> quotes, String marketId, Instant since) {
        var quote = quotes.get(marketId);
        return quote == null
                || (quote.resolution() == null && quote.observedAt().isBefore(since));
    }
}
