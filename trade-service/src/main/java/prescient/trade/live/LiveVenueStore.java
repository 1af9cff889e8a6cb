package prescient.trade.live;

import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import prescient.fetch.FetchHttp;
import prescient.fetch.FetchLimits;
import prescient.fetch.RateBudget;
import prescient.trade.account.AccountFeedTable;
import prescient.trade.kalshi.KalshiConfig;
import prescient.trade.kalshi.KalshiStore;
import prescient.trade.venue.Venue;

/** The real venues. They are there whether orders are on or off, and refuse by a value while these are off. */
@ApplicationScoped
class LiveVenueStore {

    private final FetchHttp http;
    private final KalshiOrderHttp wire;

    LiveVenueStore(KalshiConfig config) {
        this.http = new FetchHttp(new FetchLimits(
                config.connectTimeout(),
                config.timeout(),
                0,
                config.backOff(),
                config.longestBackOff(),
                config.maxAnswerBytes()));
        // Ten tokens an order, so as many orders in ten seconds as tokens in one.
        this.wire =
                new KalshiOrderHttp(http, RateBudget.perTenSeconds(config.writeTokensPerSecond(), System.nanoTime()));
    }

    @Produces
    @Singleton
    LiveOrderDesk desk(
            LivePermission permission,
            LiveOrderTable table,
            KalshiStore accounts,
            LiveConfig config,
            InstantSource clock) {
        return new LiveOrderDesk(permission, table, accounts::find, wire, config, clock);
    }

    @Produces
    @Singleton
    @Named("kalshi-demo")
    Venue demo(LiveOrderDesk desk, AccountFeedTable feed, @VirtualThreads ExecutorService threads) {
        return new KalshiExchange("demo", desk, feed, threads);
    }

    @Produces
    @Singleton
    @Named("kalshi-prod")
    Venue prod(LiveOrderDesk desk, AccountFeedTable feed, @VirtualThreads ExecutorService threads) {
        return new KalshiExchange("prod", desk, feed, threads);
    }

    @PreDestroy
    void close() {
        http.close();
    }
}
