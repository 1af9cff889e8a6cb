package prescient.forecast.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.ProcessingException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import prescient.forecast.store.ForecastStore;
import prescient.forecast.store.TrustedStore;

/** trade-service and portfolio-service as small models, which tests can take away. */
public final class OrdersForTests {

    private static final int SHARE_DIGITS = 12;

    private final Map<String, TradeHttp.Order> taken = new LinkedHashMap<>();
    private final List<List<String>> settled = new ArrayList<>();
    private final List<PortfolioHttp.Creation> portfolios = new ArrayList<>();
    private String denial = "";
    private boolean away;
    private int lostAnswers;
    private boolean undecided;

    /** A desk that finds its neighbours here. */
    public OrderDesk desk(
            OrderTable table, TrustedStore trusted, ForecastStore store, MeterRegistry registry, InstantSource clock) {
        return new OrderDesk(
                table,
                new TradeClient(new Trade()),
                new PortfolioClient(this::create),
                trusted,
                store,
                new OrderMeters(registry),
                clock,
                new Settings());
    }

    /** Sends what cycles left open. */
    public static int sendLeftOpen(OrderDesk desk) {
        return desk.sendLeftOpen(10);
    }

    /** From now on neither answers, or both do again. */
    public void setAway(boolean isAway) {
        away = isAway;
    }

    /** The next so many answers of trade-service get lost after it has done what was asked. */
    public void loseAnswers(int many) {
        lostAnswers = many;
    }

    /** From now on orders are denied; with an empty code they are not. */
    public void deny(String code) {
        denial = code;
    }

    /** From now on trade-service takes orders and does not decide them, or decides them again. */
    public void setUndecided(boolean isUndecided) {
        undecided = isUndecided;
    }

    /** What was bought, as {@code portfolio market amount@limit}, by order id. */
    public Map<String, String> taken() {
        var all = new LinkedHashMap<String, String>();
        taken.forEach((id, order) ->
                all.put(id, order.portfolioId() + " " + order.marketId() + " " + order.amount() + "@" + order.price()));
        return all;
    }

    /** What orders told for the analytics, as {@code market strategy venue city mid fair}. */
    public List<String> origins() {
        return taken.values().stream()
                .map(order -> String.join(
                        " ",
                        order.marketId(),
                        order.origin().strategy(),
                        order.origin().venue(),
                        order.origin().city(),
                        String.valueOf(order.origin().midPrice()),
                        String.valueOf(order.origin().fairPrice())))
                .toList();
    }

    /** As if no order had ever arrived. */
    public void forget() {
        taken.clear();
    }

    /** How many portfolios were made. */
    public int portfolios() {
        return (int) portfolios.stream().distinct().count();
    }

    /** The markets that were to be settled, by request. */
    public List<List<String>> settled() {
        return settled;
    }

    private Uni<JsonNode> create(PortfolioHttp.Creation request) {
        if (away) {
            return gone();
        }
        portfolios.add(request);
        return Uni.createFrom().item(JsonNodeFactory.instance.objectNode().put("portfolio_id", 7));
    }

    private static <T> Uni<T> gone() {
        return Uni.createFrom().failure(new ProcessingException("connection refused"));
    }

    private record Settings() implements OrderConfig {
        @Override
        public Optional<Integer> portfolio() {
            return Optional.empty();
        }

        @Override
        public BigDecimal openingDollars() {
            return BigDecimal.valueOf(1000);
        }
    }

    private final class Trade implements TradeHttp {

        @Override
        public Uni<Results> place(Orders request) {
            if (away) {
                return gone();
            }
            var results = request.orders().stream().map(this::result).toList();
            if (lostAnswers > 0) {
                lostAnswers--;
                return gone();
            }
            return Uni.createFrom().item(new Results(results));
        }

        private Result result(Order order) {
            var before = taken.get(order.orderId());
            if (before == null && !denial.isEmpty()) {
                return new Result(order.orderId(), "denied", denial, "so it is", null, null);
            }
            if (before != null && !before.equals(order)) {
                return new Result(order.orderId(), "denied", "CONTENT_DIFFERS", null, null, null);
            }
            taken.put(order.orderId(), order);
            if (undecided) {
                return new Result(order.orderId(), "pending", null, null, null, null);
            }
            var shares = order.amount().divide(order.price(), SHARE_DIGITS, RoundingMode.DOWN);
            return new Result(order.orderId(), "filled", null, null, order.price(), shares);
        }

        @Override
        public Uni<Settled> settle(Markets request) {
            if (away) {
                return gone();
            }
            settled.add(request.marketIds());
            return Uni.createFrom().item(new Settled(request.marketIds().size()));
        }
    }
}
