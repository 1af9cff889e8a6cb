package prescient.trade.live;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import prescient.json.JsonSettings;
import prescient.money.Price;
import prescient.money.Quantity;
import prescient.testing.TokensForTests;
import prescient.trade.testing.SimulatedVenue;
import prescient.trade.testing.TradeServiceTest;
import prescient.trade.venue.Answer;
import prescient.trade.venue.Side;
import prescient.trade.venue.TimeInForce;
import prescient.trade.venue.Venue;
import prescient.trade.venue.VenueOrder;

/** The running service with keys for every account: it reads them all, and whatever is asked of it, sends no order. */
@QuarkusTest
@WithTestResource(SimulatedVenue.class)
class LiveRunTest extends TradeServiceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    @Any
    Instance<Venue> venues;

    private static VenueOrder order() {
        return new VenueOrder(
                "live-1",
                "KXBTCD-25OCT1513-T110000.99",
                Side.YES,
                new Quantity(java.math.BigDecimal.TEN),
                Price.of("0.99"),
                TimeInForce.GOOD_TILL_CANCELED);
    }

    /** Everything the venue was asked, by method and route. */
    private Map<String, Integer> asked() throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var venueUrl = ConfigProvider.getConfig().getValue("test.venue.url", String.class);
            var status = http.send(
                    HttpRequest.newBuilder(URI.create(venueUrl + "/sim/status")).build(), BodyHandlers.ofString());
            return JsonSettings.mapper()
                    .convertValue(
                            JsonSettings.mapper().readTree(status.body()).path("requests_by_route"),
                            new com.fasterxml.jackson.core.type.TypeReference<Map<String, Integer>>() {});
        }
    }

    private void accountsAreCopied() {
        for (var environment : List.of("demo", "prod", "simulation")) {
            Awaitility.await()
                    .until(() -> count("SELECT count(*) FROM trade.account_sync WHERE list = 'settlements'"
                                    + " AND synced_at IS NOT NULL AND environment = '" + environment + "'")
                            == 1);
        }
    }

    @Test
    void whateverIsAskedNoOrderIsSent() throws Exception {
        // Given
        accountsAreCopied();
        neighbours.quote("m1", "0.55", "0.45");

        // When
        execute(order("o1", "m1", "100", "0.55")).statusCode(200);
        close("trade-o1", "x1").statusCode(200);
        cycle("c1").statusCode(200);
        for (var venue : venues) {
            if (!List.of("demo", "prod").contains(venue.environment())) {
                continue;
            }
            assertThat(venue.submit(order()).await().atMost(PATIENCE))
                    .isEqualTo(
                            new Answer.Rejected("LIVE_ORDERS_OFF", "orders for " + venue.environment() + " are off"));
            assertThat(venue.find("live-1").await().atMost(PATIENCE)).isEqualTo(new Answer.NotFound());
            assertThat(venue.cancel("live-1").await().atMost(PATIENCE)).isEqualTo(new Answer.NotFound());
            assertThat(venue.settlements(null, 5).await().atMost(PATIENCE).items())
                    .hasSize(5);
            given().contentType("application/json")
                    .body("{\"environment\": \"%s\", \"ticker\": \"KXBTCD-25OCT1513-T110000.99\", \"side\": \"YES\","
                                    .formatted(venue.environment())
                            + " \"count\": 10, \"limit\": 0.99, \"time_in_force\": \"GOOD_TILL_CANCELED\"}")
                    .post("/desk/live-orders/live-1/confirm")
                    .then()
                    .statusCode(409)
                    .body("code", equalTo("LIVE_ORDERS_OFF"));
        }
        given().post("/account/demo/sync");

        // Then
        assertThat(venues.stream().map(Venue::environment)).contains("demo", "prod");
        assertThat(asked())
                .containsKeys("/kalshi/portfolio/fills", "/kalshi/portfolio/orders", "/kalshi/portfolio/balance")
                .allSatisfy((route, times) -> assertThat(route).startsWith("/"));
        given().get("/desk/live-orders").then().statusCode(200).body("items", hasSize(0));
    }

    @Test
    void theCopyIsShownInPages() {
        // Given
        accountsAreCopied();

        // When
        var first = given().get("/account/simulation/fills?limit=5");

        // Then
        first.then().statusCode(200).body("items", hasSize(5)).body("next_cursor", notNullValue());
        String cursor = first.path("next_cursor");
        List<String> ids = first.path("items.fill_id");
        List<String> next = given().get("/account/simulation/fills?limit=5&cursor=" + cursor)
                .path("items.fill_id");
        assertThat(next).hasSize(5).doesNotContainAnyElementsOf(ids);
        given().get("/account/demo/settlements?limit=1000")
                .then()
                .body("items.size()", greaterThan(100))
                .body("next_cursor", nullValue())
                .body("items.market_result", hasItem("YES"));
        given().get("/account/prod/orders?limit=2").then().body("items", hasSize(2));
        given().get("/account/prod/balance").then().body("items", hasSize(1));
        given().get("/account/prod/positions").then().statusCode(200);
    }

    @Test
    void wrongQuestionsAreAnsweredClearly() {
        given().get("/account/paper/fills").then().statusCode(404).body("code", equalTo("UNKNOWN_ENVIRONMENT"));
        given().get("/account/demo/fills?cursor=nonsense").then().statusCode(400);
        given().get("/account/demo/fills?limit=0").then().statusCode(400);
        given().post("/account/nowhere/sync").then().statusCode(404);
        given().contentType("application/json")
                .post("/desk/live-orders/x/confirm")
                .then()
                .statusCode(400);
        given().header("Authorization", "Bearer " + TokensForTests.person("trader"))
                .contentType("application/json")
                .body("{}")
                .post("/desk/live-orders/x/confirm")
                .then()
                .statusCode(403);
    }

    @Test
    void theArchiveIsReadWhenAskedFor() {
        // Given
        accountsAreCopied();
        var live = count("SELECT count(*) FROM trade.account_fills WHERE environment = 'demo'");

        // When
        given().post("/account/demo/history").then().statusCode(202);

        // Then
        Awaitility.await()
                .until(() -> count("SELECT count(*) FROM trade.account_history WHERE finished_at IS NOT NULL") == 2);
        assertThat(count("SELECT count(*) FROM trade.account_fills WHERE environment = 'demo'"))
                .isGreaterThan(live);
    }
}
