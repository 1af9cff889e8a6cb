package prescient.portfolio;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import prescient.testing.PostgresForTests;
import prescient.testing.StrictLog;

/** Whatever is sent, the answer is a problem, nothing is written and nothing alarming is logged. */
@QuarkusTest
@WithTestResource(PostgresForTests.class)
@WithTestResource(FakeMarket.class)
class BadInputTest {

    @RegisterExtension
    final StrictLog log = new StrictLog();

    private String before = "";

    @BeforeEach
    void rememberTheBooks() {
        before = Api.get("/ledger/check").prettify();
    }

    @AfterEach
    void nothingWasWritten() {
        assertThat(Api.get("/ledger/check").prettify()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{\"reservations\":null}",
                "{\"reservations\":[null]}",
                "{\"reservations\":[{}]}",
                "{\"reservations\":[{\"order_id\":\"a\",\"portfolio_id\":1,\"amount\":-5}]}",
                "{\"reservations\":[{\"order_id\":\"a\",\"portfolio_id\":1,\"amount\":0}]}",
                "{\"reservations\":[{\"order_id\":\"a\",\"portfolio_id\":1,\"amount\":NaN}]}",
                "{\"reservations\":[{\"order_id\":\"a\",\"portfolio_id\":1,\"amount\":1e400}]}",
                "{\"reservations\":[{\"order_id\":\"a\",\"portfolio_id\":1,\"amount\":\"5\"}]}",
                "{\"reservations\":[{\"order_id\":\"a\",\"portfolio_id\":1,\"amount\":0.0000001}]}",
                "{\"reservations\":[{\"order_id\":\"a\",\"amount\":5}]}",
                "{\"reservations\":[{\"order_id\":\"a\",\"portfolio_id\":0,\"amount\":5}]}",
                "{\"reservations\":[{\"order_id\":\"a\",\"portfolio_id\":1.5,\"amount\":5}]}",
                "{\"reservations\":[{\"order_id\":\"a b\",\"portfolio_id\":1,\"amount\":5}]}",
                "{\"reservations\":[{\"order_id\":\"';DROP TABLE reservations;--\",\"portfolio_id\":1,\"amount\":5}]}",
                "{\"reservations\":[{\"order_id\":\"a\",\"portfolio_id\":1,\"amount\":5,\"more\":1}]}"
            })
    void aReservationThatMakesNoSenseIsRefused(String body) {
        refused("/reservations", body);
    }

    @ParameterizedTest
    @CsvSource({
        "buy_yes, buy_maybe",
        "buy_yes, BUY_YES",
        "\"buy_yes\", 0",
        "\"open\", \"sell\"",
        "0.5, 1.2",
        "0.5, -0.5",
        "\"fee\":0, \"fee\":-1",
        "\"amount\":100, \"amount\":-100",
        "\"amount\":100, \"amount\":1000",
        "\"shares\":200, \"shares\":0",
        "\"shares\":200, \"shares\":-200",
        "2025-10-15T16:10:00.123456Z, yesterday",
        "question?, question\\u0000"
    })
    void aFillThatMakesNoSenseIsRefused(String right, String wrong) {
        // Given
        var body = "{\"fills\":[%s]}".formatted(Api.open("bad", 1, "100").replace("0.5,\n", "0.5,"));

        // When, then
        assertThat(body).contains(right);
        refused("/fills", body.replace(right, wrong));
    }

    @Test
    void moreThanAThousandItemsAreRefused() {
        var items = IntStream.range(0, 1001)
                .mapToObj(i -> Api.reservation("many-" + i, 1, "1"))
                .collect(Collectors.joining(","));
        refused("/reservations", "{\"reservations\":[" + items + "]}");
    }

    @Test
    void aHugeBodyIsRefusedUnread() {
        var answer = given().contentType(ContentType.JSON)
                .body("{\"fills\":\"" + "x".repeat(10_000_000) + "\"}")
                .post("/fills");
        answer.then().statusCode(413);
    }

    @Test
    void anEmptyBatchIsFine() {
        assertThat(Api.ok("/fills", "{\"fills\":[]}").getList("results")).isEmpty();
        assertThat(Api.ok("/reservations/release", "{\"order_ids\":[]}").getInt("released"))
                .isZero();
    }

    private static void refused(String path, String body) {
        var answer = given().contentType(ContentType.JSON).body(body).post(path);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(400);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.jsonPath().getString("code")).isIn("MALFORMED_JSON", "INVALID_FIELD");
    }
}
