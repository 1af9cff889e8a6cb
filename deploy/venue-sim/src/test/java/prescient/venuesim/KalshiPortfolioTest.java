package prescient.venuesim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The account at the simulated Kalshi, over REST and over the socket. */
class KalshiPortfolioTest {

    private static final String API = "/kalshi/trade-api/v2/";

    private final TestClock clock = new TestClock();
    private final VenueSim venue = VenueSim.start(clock.small(5, 5).withSeed(3));
    private final SimUser user = new SimUser(venue);
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        http.close();
        user.close();
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(venue.url() + API + path))
                        .header("KALSHI-ACCESS-KEY", "k")
                        .header("KALSHI-ACCESS-TIMESTAMP", "1")
                        .header("KALSHI-ACCESS-SIGNATURE", "s")
                        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        var answer = send("GET", path, "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return user.parse(answer.body());
    }

    private List<JsonNode> all(String path, String field) throws IOException, InterruptedException {
        var rows = new ArrayList<JsonNode>();
        var cursor = "";
        do {
            var page = get(path + (path.contains("?") ? "&" : "?") + "limit=7&cursor=" + cursor);
            assertThat(page.path(field).size()).isLessThanOrEqualTo(7);
            page.path(field).forEach(rows::add);
            cursor = page.path("cursor").asText();
        } while (!cursor.isEmpty());
        return rows;
    }

    private static BigDecimal sum(List<JsonNode> rows, String field) {
        return rows.stream()
                .map(row -> new BigDecimal(row.path(field).asText()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private BigDecimal cash() throws IOException, InterruptedException {
        return new BigDecimal(get("portfolio/balance").path("balance_dollars").asText());
    }

    /** An open market with somebody on both sides. */
    private JsonNode market() throws IOException, InterruptedException {
        for (var market :
                user.json("/kalshi/trade-api/v2/events/KXBTCD-25OCT1513").path("markets")) {
            var ask = market.path("yes_ask_dollars").asDouble();
            if (ask > 0.3 && ask < 0.7) {
                return market;
            }
        }
        throw new AssertionError("no market near even chances");
    }

    private static String order(String id, String ticker, String side, String count, String price, String timeInForce) {
        return """
               {"ticker":"%s","client_order_id":"%s","side":"%s","count":"%s","price":"%s","time_in_force":"%s",
                "self_trade_prevention_type":"taker_at_cross"}
               """.formatted(ticker, id, side, count, price, timeInForce);
    }

    @Test
    void theListsTellOneStoryInWhateverPages() throws Exception {
        // When
        var fills = all("portfolio/fills", "fills");
        fills.addAll(all("historical/fills", "fills"));
        var orders = all("portfolio/orders", "orders");
        orders.addAll(all("historical/orders", "orders"));
        var settlements = all("portfolio/settlements", "settlements");

        // Then
        assertThat(fills).hasSizeGreaterThan(200);
        assertThat(new HashSet<>(fills)).hasSameSizeAs(fills);
        assertThat(fills)
                .extracting(fill -> fill.path("order_id").asText())
                .isSubsetOf(orders.stream()
                        .map(order -> order.path("order_id").asText())
                        .toList());
        var cost = sum(orders, "taker_fill_cost_dollars");
        var fees = sum(fills, "fee_cost");
        assertThat(sum(orders, "taker_fees_dollars")).isEqualByComparingTo(fees);
        // What is held pays when it is decided; pairs paid when they were made.
        var pairs = BigDecimal.ZERO;
        for (var settled : settlements) {
            pairs = pairs.add(new BigDecimal(settled.path("yes_count_fp").asText())
                    .min(new BigDecimal(settled.path("no_count_fp").asText())));
        }
        var revenue = sum(settlements, "revenue").movePointLeft(2);
        assertThat(all("portfolio/positions", "market_positions")).isEmpty();
        assertThat(cash())
                .isEqualByComparingTo(new BigDecimal("10000")
                        .subtract(cost)
                        .subtract(fees)
                        .add(pairs)
                        .add(revenue));
        assertThat(all("portfolio/fills?min_ts=1760500000", "fills"))
                .allSatisfy(
                        fill -> assertThat(fill.path("created_time").asText()).isGreaterThan("2025-10-15T03:"));
    }

    @Test
    void anOrderFillsFromTheBookAndIsPaidWhenItsMarketIsDecided() throws Exception {
        // Given
        var market = market();
        var ticker = market.path("ticker").asText();
        var before = cash();

        // When
        var placed = send(
                "POST",
                "portfolio/events/orders",
                order(
                        "c1",
                        ticker,
                        "bid",
                        "5.00",
                        market.path("yes_ask_dollars").asText(),
                        "immediate_or_cancel"));

        // Then
        assertThat(placed.statusCode()).as(placed.body()).isEqualTo(201);
        assertThat(user.parse(placed.body()).path("fill_count").asText()).isEqualTo("5.00");
        var fill = get("portfolio/fills?limit=1").path("fills").get(0);
        assertThat(fill.path("yes_price_dollars").asText())
                .isEqualTo(market.path("yes_ask_dollars").asText());
        var position = get("portfolio/positions").path("market_positions").get(0);
        assertThat(position.path("position_fp").asText()).isEqualTo("5.00");
        var paid = new BigDecimal(position.path("market_exposure_dollars").asText())
                .add(new BigDecimal(fill.path("fee_cost").asText()));
        assertThat(cash()).isEqualByComparingTo(before.subtract(paid));
        clock.advance(Duration.ofHours(2));
        assertThat(get("portfolio/positions").path("market_positions")).isEmpty();
        var settled = get("portfolio/settlements?limit=1").path("settlements").get(0);
        assertThat(settled.path("ticker").asText()).isEqualTo(ticker);
        assertThat(cash())
                .isEqualByComparingTo(before.subtract(paid)
                        .add(
                                settled.path("market_result").asText().equals("yes")
                                        ? new BigDecimal("5")
                                        : BigDecimal.ZERO));
    }

    @Test
    void ordersAreRefusedAsTheVenueDoes() throws Exception {
        // Given
        var ticker = market().path("ticker").asText();
        var rests = order("r", ticker, "bid", "1", "0.0100", "good_till_canceled");

        // When
        var resting = send("POST", "portfolio/events/orders", rests);

        // Then
        var id = user.parse(resting.body()).path("order_id").asText();
        assertThat(get("portfolio/orders?status=resting").path("orders")).hasSize(1);
        assertThat(send("POST", "portfolio/events/orders", rests).body()).contains("order_already_exists");
        assertThat(send("DELETE", "portfolio/events/orders/" + id, "").body()).contains("\"reduced_by\":\"1.00\"");
        assertThat(get("portfolio/orders/" + id).path("order").path("status").asText())
                .isEqualTo("canceled");
        assertThat(send("POST", "portfolio/orders", rests).statusCode()).isEqualTo(410);
        assertThat(send("POST", "portfolio/events/orders", order("k", ticker, "bid", "900000", "0.99", "fill_or_kill"))
                        .statusCode())
                .isEqualTo(409);
        assertThat(send("POST", "portfolio/events/orders", rests.replace("0.0100", "0.00001"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(user.get(API + "portfolio/fills").statusCode()).isEqualTo(401);
        assertThat(user.status().path("requests_by_route").toString())
                .contains("\"POST /kalshi/portfolio/events/orders\":4", "\"DELETE /kalshi/portfolio/events/orders\":1");
    }

    @Test
    void theSocketNumbersWhatHappensToTheAccount() throws Exception {
        try (var socket = new SocketUser(venue, "/kalshi/trade-api/ws/v2")) {
            // Given
            socket.say("{\"id\":1,\"cmd\":\"subscribe\",\"params\":{\"channels\":[\"fill\",\"user_orders\","
                    + "\"market_positions\"]}}");
            socket.hear("subscribed");
            var market = market();
            var bid = order(
                    "c1",
                    market.path("ticker").asText(),
                    "bid",
                    "1.00",
                    market.path("yes_ask_dollars").asText(),
                    "immediate_or_cancel");

            // When
            send("POST", "portfolio/events/orders", bid);
            send("POST", "portfolio/events/orders", bid.replace("\"c1\"", "\"c2\""));
            socket.say("{\"id\":2,\"cmd\":\"list_subscriptions\"}");

            // Then
            var heard =
                    socket.hearUntil(message -> message.path("type").asText().equals("ok"));
            assertThat(heard)
                    .extracting(message -> message.path("type").asText())
                    .contains("user_order", "market_position");
            assertThat(heard)
                    .filteredOn(message -> message.path("type").asText().equals("fill"))
                    .extracting(message -> message.path("seq").asInt())
                    .containsExactly(1, 2);
        }
    }
}
