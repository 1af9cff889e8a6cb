package prescient.trade.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import prescient.fetch.FetchHttp;
import prescient.fetch.RateBudget;
import prescient.json.JsonSettings;
import prescient.trade.kalshi.KalshiClient;
import prescient.trade.live.Sent.NoAnswer;
import prescient.trade.live.Sent.Refused;
import prescient.trade.live.Sent.Taken;
import prescient.trade.venue.Side;
import prescient.trade.venue.VenueOrder;

/**
 * The wire to Kalshi's order routes, and the only class that names them. Each call sends once: nothing is repeated,
 * since an answer that did not come says nothing of what was done. Package-private, so that only the guarded desk gets
 * here. Blocks; safe for many threads.
 *
 * <p>The venue has one book, that of YES: buying NO at p is an ask at 1 − p.
 */
final class KalshiOrderHttp {

    private static final String PATH = "/portfolio/events/orders";
    private static final int COUNT_SCALE = 2;
    private static final int PRICE_SCALE = 4;

    private final ObjectMapper json = JsonSettings.mapper();
    private final FetchHttp http;
    private final RateBudget budget;

    /** @param budget of writing requests */
    KalshiOrderHttp(FetchHttp http, RateBudget budget) {
        this.http = http;
        this.budget = budget;
    }

    Sent create(KalshiClient account, VenueOrder order) {
        if (order.count().shares().stripTrailingZeros().scale() > COUNT_SCALE) {
            return new Refused("COUNT_TOO_FINE", "the venue trades hundredths of a contract");
        }
        return send(account, "POST", PATH, "", body(order));
    }

    /** What is left of an order. */
    Sent cancel(KalshiClient account, String venueOrderId, String ticker) {
        var path = PATH + "/" + URLEncoder.encode(venueOrderId, StandardCharsets.UTF_8);
        return send(
                account, "DELETE", path, "?market_ticker=" + URLEncoder.encode(ticker, StandardCharsets.UTF_8), null);
    }

    private byte[] body(VenueOrder order) {
        var yes = order.side() == Side.YES
                ? order.limit().value()
                : BigDecimal.ONE.subtract(order.limit().value());
        var body = new LinkedHashMap<String, Object>();
        body.put("ticker", order.ticker());
        body.put("client_order_id", order.clientOrderId());
        body.put("side", order.side() == Side.YES ? "bid" : "ask");
        body.put(
                "count",
                order.count()
                        .shares()
                        .setScale(COUNT_SCALE, RoundingMode.UNNECESSARY)
                        .toPlainString());
        body.put(
                "price",
                yes.setScale(Math.max(PRICE_SCALE, yes.scale()), RoundingMode.UNNECESSARY)
                        .toPlainString());
        body.put("time_in_force", order.timeInForce().name().toLowerCase(Locale.ROOT));
        body.put("self_trade_prevention_type", "taker_at_cross");
        body.put("cancel_order_on_pause", true);
        try {
            return json.writeValueAsBytes(body);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a map of texts is always JSON", impossible);
        }
    }

    private Sent send(KalshiClient account, String method, String path, String query, byte @Nullable [] body) {
        try {
            var wait = Duration.ofNanos(budget.reserve(System.nanoTime()));
            if (!wait.isZero()) {
                Thread.sleep(wait);
            }
            var headers = new LinkedHashMap<>(account.signed(method, path));
            headers.put("Content-Type", "application/json");
            return sent(http.send(method, URI.create(account.address(path) + query), Map.copyOf(headers), body));
        } catch (IOException lost) {
            return new NoAnswer("the venue did not answer");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new NoAnswer("stopped while the venue was asked");
        }
    }

    /** A conflict means that the id is known, so the order may be there; 5xx says nothing of what was done. */
    private Sent sent(FetchHttp.Reply reply) throws IOException {
        int status = reply.status();
        if (status == 200 || status == 201) {
            var id = tree(reply.body()).path("order_id").asText();
            return id.isEmpty() ? new NoAnswer("the venue's answer names no order") : new Taken(id);
        }
        if (status >= 500 || status == 409 || status == 408) {
            return new NoAnswer("the venue answered HTTP " + status);
        }
        var error = tree(reply.body()).path("error");
        var code = error.path("code").asText("http_" + status).toUpperCase(Locale.ROOT);
        return new Refused(code, error.path("message").asText("the venue answered HTTP " + status));
    }

    private JsonNode tree(byte[] body) {
        try {
            return json.readTree(body);
        } catch (IOException unreadable) {
            return json.missingNode();
        }
    }
}
