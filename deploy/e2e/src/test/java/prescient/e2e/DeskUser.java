package prescient.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Locale;

/** What an operator does with the trading desk, through the gateway. */
record DeskUser(Api api) {

    private static final BigDecimal MOST_CENTS = new BigDecimal(98);
    /** The book moves while the order is on its way. */
    private static final BigDecimal LEEWAY = new BigDecimal(5);

    private static final BigDecimal NEARLY_CERTAIN = new BigDecimal(99);

    /** A trade of the desk. */
    record Trade(String id, String ticker, String side) {}

    /** Limits that every market near the price keeps. */
    void enter(boolean enabled) throws Exception {
        var settings = (ObjectNode) api.get("/entry/settings").ok().path("settings");
        settings.put("enabled", enabled)
                .put("min_probability", 50)
                .put("min_differential", -100)
                .put("min_time", 0)
                .put("max_time", 3600)
                .put("watchlist_min_volume", 0)
                .put("watchlist_max_ask", 90)
                .put("position_size", 5)
                .put("spike_alert_momentum_threshold", 10_000);
        put("/entry/settings", settings);
    }

    void stopsBelow(int percent) throws Exception {
        var settings = (ObjectNode) api.get("/desk/active-settings").ok();
        settings.put("probability_stop", true)
                .put("probability_threshold", percent)
                .put("verification_seconds", 0)
                .put("min_close_seconds", 0)
                .put("spike_stop", false);
        put("/desk/active-settings", settings);
    }

    private void put(String path, JsonNode body) throws Exception {
        api.send("PUT", path, "application/json", Api.JSON.writeValueAsBytes(body))
                .ok();
    }

    /** Buys the likely side of the nearest market that has not been traded, for a few cents more than it costs now. */
    Trade byHand(String id) throws Exception {
        var traded = new HashSet<String>();
        api.get("/desk/trades?limit=1000")
                .ok()
                .path("items")
                .forEach(trade -> traded.add(trade.path("ticker").asText()));
        var table = api.get("/strike-table/BTC").ok();
        for (var row : table.path("strikes")) {
            var side = row.path("active_side").asText();
            var ask = row.path(side + "_ask").decimalValue();
            if (!traded.contains(row.path("ticker").asText()) && ask.compareTo(MOST_CENTS) <= 0) {
                var request = Api.JSON
                        .createObjectNode()
                        .put("trade_id", id)
                        .put("ticker", row.path("ticker").asText())
                        .put("side", side.toUpperCase(Locale.ROOT))
                        .put("count", 3)
                        .put("limit_price", ask.add(LEEWAY).min(NEARLY_CERTAIN).movePointLeft(2))
                        .put("market_close_time", table.path("close_time").asText())
                        .put("symbol", "BTC")
                        .put("strike", row.path("strike").decimalValue());
                api.post("/desk/trades", Api.JSON.writeValueAsString(request)).ok();
                return new Trade(id, row.path("ticker").asText(), side.toUpperCase(Locale.ROOT));
            }
        }
        throw new AssertionError("no market is left to buy: " + table);
    }

    /** An open trade whose id begins like this, of which the probability is not certain; null while there is none. */
    Trade open(String prefix) throws Exception {
        for (var trade : api.get("/desk/trades?status=open").ok().path("items")) {
            var probability = trade.path("probability");
            if (trade.path("trade_id").asText().startsWith(prefix)
                    && (probability.isNull() || probability.decimalValue().compareTo(NEARLY_CERTAIN) < 0)) {
                return new Trade(
                        trade.path("trade_id").asText(),
                        trade.path("ticker").asText(),
                        trade.path("side").asText());
            }
        }
        return null;
    }

    JsonNode watched(String id) throws Exception {
        for (var trade : api.get("/desk/active-trades").ok().path("items")) {
            if (trade.path("trade_id").asText().equals(id)
                    && trade.path("probability").isNumber()
                    && trade.path("close_price").isNumber()) {
                return trade;
            }
        }
        return null;
    }

    JsonNode ended(String id, String status) throws Exception {
        var trade = api.get("/desk/trades/" + id).ok().path("trade");
        return trade.path("status").asText().equals(status) ? trade : null;
    }
}
