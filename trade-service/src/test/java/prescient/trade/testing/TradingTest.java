package prescient.trade.testing;

import static io.restassured.RestAssured.given;

import io.quarkus.test.common.WithTestResource;
import io.restassured.response.ValidatableResponse;
import java.math.BigDecimal;
import org.hamcrest.CustomTypeSafeMatcher;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.extension.RegisterExtension;
import prescient.testing.StrictLog;

/** What the tests of the running service share whatever store it trusts: modelled neighbours and a strict log. */
@WithTestResource(FakeSuite.class)
public abstract class TradingTest {

    @RegisterExtension
    public final StrictLog log = new StrictLog();

    protected final FakeNeighbours neighbours = FakeNeighbours.INSTANCE;

    protected static String order(String id, String market, String amount, String price) {
        return """
               {"order": {"order_id": "%s", "market_id": "%s", "market_question": "Rain?", "action": "buy_yes",
                 "amount": %s, "price": %s, "confidence": 0.75, "reason": "Test trade"}}
               """.formatted(id, market, amount, price);
    }

    protected static ValidatableResponse execute(String body) {
        return given().contentType("application/json")
                .body(body)
                .post("/paper-trading/execute")
                .then();
    }

    protected static ValidatableResponse cycle(String cycleId) {
        return given().contentType("application/json")
                .body("{\"cycle_id\": \"" + cycleId + "\"}")
                .post("/trading/cycles")
                .then();
    }

    protected static ValidatableResponse close(String tradeId, String orderId) {
        return given().contentType("application/json")
                .body("{\"order_id\": \"" + orderId + "\"}")
                .post("/trades/" + tradeId + "/close")
                .then();
    }

    /** A number of this value, however it is written; as close as the JSON reader's floats allow. */
    protected static Matcher<Object> number(String value) {
        return new CustomTypeSafeMatcher<>("the number " + value) {
            @Override
            protected boolean matchesSafely(Object actual) {
                var difference = new BigDecimal(actual.toString()).subtract(new BigDecimal(value));
                return difference.abs().compareTo(new BigDecimal("0.0001")) < 0;
            }
        };
    }
}
