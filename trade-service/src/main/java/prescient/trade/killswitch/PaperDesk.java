package prescient.trade.killswitch;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import prescient.money.Price;
import prescient.problem.Refused;
import prescient.problem.RequestProblem;
import prescient.trade.exit.ExitDesk;
import prescient.trade.exit.Holding;
import prescient.trade.market.MarketClient;
import prescient.trade.market.Quote;
import prescient.trade.order.Action;
import prescient.trade.order.OrderDesk;
import prescient.trade.stop.StopPart;

/** Orders and positions of the paper portfolios, for the kill switch. Blocks; on a virtual thread. */
@ApplicationScoped
class PaperDesk {

    private static final Logger LOG = Logger.getLogger(PaperDesk.class);
    private static final Duration SQL = Duration.ofSeconds(15);
    private static final Duration ALL = Duration.ofMinutes(5);
    private static final int AT_ONCE = 64;

    private final OrderDesk orders;
    private final ExitDesk exits;
    private final MarketClient market;

    PaperDesk(OrderDesk orders, ExitDesk exits, MarketClient market) {
        this.orders = orders;
        this.exits = exits;
        this.market = market;
    }

    List<Preview.Cancel> cancellable() {
        return orders.cancellable().stream()
                .map(order -> new Preview.Cancel(
                        StopPart.PAPER,
                        order.orderId(),
                        order.tradeId(),
                        order.marketId(),
                        order.amount().amount()))
                .toList();
    }

    List<Preview.Close> closable() {
        var open = exits.open().await().atMost(SQL);
        var quotes = quotes(open);
        return open.stream()
                .map(holding -> {
                    var shares = holding.shares().shares();
                    var price = price(holding, quotes.get(holding.marketId()));
                    return new Preview.Close(
                            StopPart.PAPER,
                            holding.tradeId(),
                            holding.marketId(),
                            holding.action().wire(),
                            shares,
                            holding.amount().amount(),
                            price == null ? null : shares.multiply(price.value()));
                })
                .toList();
    }

    private static @Nullable Price price(Holding holding, @Nullable Quote quote) {
        if (quote == null) {
            return null;
        }
        return holding.action() == Action.BUY_YES ? quote.yesPrice() : quote.noPrice();
    }

    /** The last quotes; none while market-ingest-service does not answer, which is no reason to know nothing. */
    private Map<String, Quote> quotes(List<Holding> open) {
        try {
            return open.isEmpty()
                    ? Map.of()
                    : market.quotes(open.stream().map(Holding::marketId).toList())
                            .await()
                            .atMost(SQL);
        } catch (Refused unavailable) {
            LOG.debugf("positions are not valued: %s", unavailable.detail());
            return Map.of();
        }
    }

    /** Cancels pending opening orders; answers how many. */
    int cancel() {
        return orders.cancel();
    }

    /** What selling brought: how many are sold or being sold, and why others are not. */
    record Sold(int count, List<String> failures) {}

    /** Sells all positions at the quotes that their venues give now. */
    Sold sell(String stopId) {
        var open = exits.open().await().atMost(SQL);
        if (open.isEmpty()) {
            return new Sold(0, List.of());
        }
        refresh(open);
        var reasons = Multi.createFrom()
                .iterable(open)
                .onItem()
                .transformToUni(holding -> sell(stopId, holding.tradeId()))
                .merge(AT_ONCE)
                .collect()
                .asList()
                .await()
                .atMost(ALL);
        var failures = new ArrayList<>(reasons);
        failures.removeIf(String::isEmpty);
        return new Sold(open.size() - failures.size(), failures);
    }

    /** Empty when it is sold, or why not. A neighbour that is away is no reason: all is tried again. */
    private Uni<String> sell(String stopId, String tradeId) {
        return exits.close(tradeId, orderId(stopId, tradeId))
                .map(execution ->
                        execution.refused() ? tradeId + ": " + execution.code() + ", " + execution.detail() : "")
                .onFailure(PaperDesk::isFinal)
                .recoverWithItem(failure -> tradeId + ": " + failure.getMessage());
    }

    private static boolean isFinal(Throwable failure) {
        return failure instanceof Refused refused
                && refused.problem().status() < 500
                && refused.problem() != RequestProblem.NEIGHBOUR_UNAVAILABLE;
    }

    /** Without fresh quotes those that are known count, if they are not too old. */
    private void refresh(List<Holding> open) {
        try {
            market.refreshed(open.stream().map(Holding::marketId).toList())
                    .await()
                    .atMost(ALL);
        } catch (Refused unavailable) {
            LOG.debugf("positions are sold at the quotes that are known: %s", unavailable.detail());
        }
    }

    /** The same for the same order and trade, so that nothing is sold twice. */
    private static String orderId(String stopId, String tradeId) {
        return "kill-" + UUID.nameUUIDFromBytes((stopId + " " + tradeId).getBytes(StandardCharsets.UTF_8));
    }
}
