package prescient.trade.live;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import prescient.trade.account.AccountFeedTable;
import prescient.trade.venue.Answer;
import prescient.trade.venue.Page;
import prescient.trade.venue.Venue;
import prescient.trade.venue.VenueFill;
import prescient.trade.venue.VenueOrder;
import prescient.trade.venue.VenueSettlement;

/**
 * One of Kalshi's environments as a venue. Asking for an order only puts it before a person; fills and settlements are
 * those the account's copy has.
 */
final class KalshiExchange implements Venue {

    private final String environment;
    private final LiveOrderDesk desk;
    private final AccountFeedTable feed;
    private final Executor threads;

    /** @param threads that may block */
    KalshiExchange(String environment, LiveOrderDesk desk, AccountFeedTable feed, Executor threads) {
        this.environment = environment;
        this.desk = desk;
        this.feed = feed;
        this.threads = threads;
    }

    @Override
    public String environment() {
        return environment;
    }

    @Override
    public Uni<Answer> submit(VenueOrder order) {
        return answered(() -> desk.ask(environment, order));
    }

    @Override
    public Uni<Answer> find(String clientOrderId) {
        return answered(() -> desk.find(environment, clientOrderId));
    }

    @Override
    public Uni<Answer> cancel(String clientOrderId) {
        return answered(() -> desk.cancel(environment, clientOrderId));
    }

    @Override
    public Uni<Page<VenueFill>> fills(@Nullable String cursor, int limit) {
        return feed.fills(environment, cursor, limit);
    }

    @Override
    public Uni<Page<VenueSettlement>> settlements(@Nullable String cursor, int limit) {
        return feed.settlements(environment, cursor, limit);
    }

    private Uni<Answer> answered(Supplier<Answer> work) {
        return Uni.createFrom()
                .item(work)
                .runSubscriptionOn(threads)
                .onFailure()
                .recoverWithItem(failure -> new Answer.Unknown("not known here: " + failure));
    }
}
