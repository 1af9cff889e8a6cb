package prescient.trade.notification;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import prescient.testing.TokensForTests;
import prescient.trade.testing.TradeServiceTest;

/** The running service with both channels: from what happens to what arrives. */
@QuarkusTest
@WithTestResource(FakeReceivers.class)
class NotificationResourceTest extends TradeServiceTest {

    private final String id = UUID.randomUUID().toString();

    @BeforeEach
    void nothingHasArrived() {
        FakeReceivers.HOOK.posts.clear();
        FakeReceivers.SMTP.letters.clear();
    }

    private static void awaitBoth(String key, String title) {
        Awaitility.await()
                .untilAsserted(() -> assertThat(FakeReceivers.HOOK.posts)
                        .anySatisfy(post -> assertThat(post.keys()).contains(key)));
        Awaitility.await()
                .untilAsserted(() -> assertThat(FakeReceivers.SMTP.letters)
                        .anySatisfy(letter -> assertThat(letter.text()).contains(title)));
    }

    @Test
    void aFailedCycleIsToldOverBothChannelsOnce() {
        // Given
        log.expect("step ingest of cycle " + id + " failed");
        neighbours.fail("/ingest");

        // When
        cycle(id).body("status", equalTo("failed"));

        // Then
        awaitBoth("cycle/" + id + "/failed", id);
        Awaitility.await()
                .untilAsserted(() -> given().get("/notifications?state=delivered")
                        .then()
                        .body("items.key", contains("cycle/" + id + "/failed"))
                        .body("items[0].deliveries.webhook.state", equalTo("delivered"))
                        .body("items[0].deliveries.mail.state", equalTo("delivered"))
                        .body("items[0].text", containsString("ingest failed"))
                        .body("items[0].link", equalTo("/trading/cycles/" + id)));
        assertThat(FakeReceivers.HOOK.posts).hasSize(1);
        assertThat(FakeReceivers.SMTP.letters).hasSize(1);
        given().get("/notifications?state=waiting").then().body("items", hasSize(0));
    }

    @Test
    void theKillSwitchIsToldWithWhoAndWhy() {
        // When
        given().contentType("application/json")
                .body("{\"id\": \"%s\", \"reason\": \"prices are wrong\", \"actions\": [\"stop_entries\"]}"
                        .formatted(id))
                .post("/kill-switch")
                .then()
                .statusCode(201);
        given().contentType("application/json")
                .body("{\"id\": \"%s-r\", \"reason\": \"all is well\"}".formatted(id))
                .post("/kill-switch/release")
                .then()
                .statusCode(201);

        // Then
        awaitBoth("kill-switch/" + id, "prices are wrong");
        awaitBoth("kill-switch/" + id + "-r", "all is well");
        given().get("/notifications")
                .then()
                .body("items.find { it.key == 'kill-switch/" + id + "' }.severity", equalTo("critical"));
    }

    @Test
    void aTestGoesOverBothAndIsForOperators() {
        for (var role : new String[] {"viewer", "trader", "operator"}) {
            // When
            var token = "Bearer " + TokensForTests.person(role);
            int read = given().header("Authorization", token)
                    .get("/notifications/channels")
                    .statusCode();
            int tested = given().header("Authorization", token)
                    .post("/notifications/test")
                    .statusCode();

            // Then
            assertThat(read).as(role).isEqualTo(200);
            assertThat(tested).as(role).isEqualTo(role.equals("operator") ? 200 : 403);
        }
        given().post("/notifications/test").then().body("outcome", everyItem(equalTo("delivered")));
        assertThat(FakeReceivers.HOOK.posts).hasSize(2);
        assertThat(FakeReceivers.SMTP.letters).hasSize(2);
        given().get("/notifications/channels")
                .then()
                .body("state", everyItem(equalTo("ok")))
                .body("target", hasItem(containsString("127.0.0.1")))
                .body("target", everyItem(not(containsString("token"))));
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        // When
        var state = given().get("/notifications?state=lost").then();
        var limit = given().get("/notifications?limit=0").then();
        var cursor = given().get("/notifications?cursor=x").then();

        // Then
        state.statusCode(400).body("code", equalTo("INVALID_PARAMETER")).body("detail", containsString("waiting"));
        limit.statusCode(400).body("code", equalTo("LIMIT_OUT_OF_RANGE"));
        cursor.statusCode(400).body("code", equalTo("INVALID_PARAMETER"));
    }
}
