package prescient.portfolio;

import static io.restassured.RestAssured.given;

import io.restassured.RestAssured;
import io.restassured.config.JsonConfig;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.path.json.config.JsonPathConfig.NumberReturnType;
import io.restassured.response.Response;
import java.math.BigDecimal;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** The service's HTTP API as the tests use it. */
final class Api {

    private static final AtomicInteger NAMES = new AtomicInteger();

    private Api() {}

    /** Returns when the schema is there: the service answers before it has migrated. */
    static void awaitReady() {
        Awaitility.await().until(() -> given().get("/q/health/ready").statusCode() == 200);
    }

    /** A new portfolio with this much cash. */
    static int portfolio(String dollars) {
        awaitReady();
        var answer = post("/portfolios", """
                {"name":"test %d","strategy_type":"most-likely","initial_balance":%s}
                """.formatted(NAMES.incrementAndGet(), dollars));
        answer.then().statusCode(200);
        return answer.jsonPath().getInt("portfolio_id");
    }

    static Response post(String path, String body) {
        return json().body(body).post(path);
    }

    static JsonPath ok(String path, String body) {
        var answer = post(path, body);
        answer.then().statusCode(200);
        return answer.jsonPath();
    }

    static JsonPath get(String path) {
        var answer = json().get(path);
        answer.then().statusCode(200);
        return answer.jsonPath();
    }

    static JsonPath reserve(String orderId, int portfolioId, String amount) {
        return ok("/reservations", "{\"reservations\":[%s]}".formatted(reservation(orderId, portfolioId, amount)));
    }

    static String reservation(String orderId, int portfolioId, String amount) {
        return "{\"order_id\":\"%s\",\"portfolio_id\":%d,\"amount\":%s}".formatted(orderId, portfolioId, amount);
    }

    static JsonPath fill(String... fills) {
        return ok("/fills", "{\"fills\":[%s]}".formatted(String.join(",", fills)));
    }

    /** An open fill of {@code order-<name>} that makes {@code trade-<name>}, of 200 shares a hundred dollars. */
    static String open(String name, int portfolioId, String amount) {
        var shares = new BigDecimal(amount).multiply(BigDecimal.TWO);
        return fillOf(name, name, portfolioId, "open", amount, shares.toPlainString(), "0.5", "0");
    }

    static String close(String fill, String trade, int portfolioId, String shares, String price, String fee) {
        return fillOf(fill, trade, portfolioId, "close", "0", shares, price, fee);
    }

    static String fillOf(
            String fill,
            String trade,
            int portfolio,
            String side,
            String amount,
            String shares,
            String price,
            String fee) {
        return """
                {"fill_id":"fill-%s","order_id":"order-%s","trade_id":"trade-%s","portfolio_id":%d,"market_id":"m-%s",
                 "market_question":"Seán's O’Neill question?","action":"buy_yes","side":"%s","amount":%s,"shares":%s,
                 "price":%s,"fee":%s,"at":"2025-10-15T16:10:00.123456Z"}
                """.formatted(fill, fill, trade, portfolio, trade, side, amount, shares, price, fee);
    }

    static JsonPath settle(String settlement, String trade, String result) {
        return ok("/settlements", """
                {"settlements":[{"settlement_id":"%s","trade_id":"trade-%s","result":"%s","at":"2025-11-01T00:00:00Z"}]}
                """.formatted(settlement, trade, result));
    }

    static BigDecimal number(JsonPath json, String path) {
        return new BigDecimal(json.getString(path));
    }

    static JsonPath paper(int portfolioId) {
        return get("/paper-trading/portfolio?portfolio_id=" + portfolioId);
    }

    private static io.restassured.specification.RequestSpecification json() {
        return given().config(RestAssured.config()
                        .jsonConfig(JsonConfig.jsonConfig().numberReturnType(NumberReturnType.BIG_DECIMAL)))
                .contentType(ContentType.JSON);
    }
}
