package prescient.portfolio;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import prescient.testing.PostgresForTests;
import prescient.testing.StrictLog;

@QuarkusTest
@WithTestResource(PostgresForTests.class)
@WithTestResource(FakeMarket.class)
class PortfolioTest {

    @RegisterExtension
    final StrictLog log = new StrictLog();

    @BeforeEach
    void schemaIsThere() {
        Api.awaitReady();
    }

    @Test
    void theDefaultPortfolioStartsWithTenThousandDollars() {
        // When
        var paper = Api.get("/paper-trading/portfolio");

        // Then
        assertThat(paper.getString("message")).isEqualTo("Current portfolio retrieved");
        assertThat(paper.getInt("portfolio_id")).isEqualTo(1);
        assertThat(Api.number(paper, "portfolio.balance")).isEqualByComparingTo("10000.00");
        assertThat(Api.number(paper, "portfolio.total_invested")).isZero();
        assertThat(paper.getInt("portfolio.trade_count")).isZero();
        assertThat(paper.getList("portfolio.positions")).isEmpty();
        assertThat(paper.getMap("portfolio")).containsKeys("total_profit_loss", "created_at", "last_updated");
        assertThat(paper.getMap("summary"))
                .containsKeys("total_value", "open_positions", "total_invested", "unrealized_pnl", "realized_pnl");
        assertThat(paper.getString("timestamp")).endsWith("Z");
    }

    @Test
    void readingAPortfolioChangesNothing() {
        // Given
        int id = Api.portfolio("100");
        var before = Api.paper(id).getMap("portfolio");

        // When
        Api.get("/paper-trading/portfolio?figures=legacy&portfolio_id=" + id);

        // Then
        assertThat(Api.paper(id).getMap("portfolio")).isEqualTo(before);
    }

    @Test
    void tenTradesLeaveTheCashThatTheyDidNotCost() {
        // Given
        int id = Api.portfolio("10000");

        // When
        for (int i = 0; i < 10; i++) {
            Api.reserve("order-ten%d-%d".formatted(id, i), id, "100");
            Api.fill(Api.open("ten%d-%d".formatted(id, i), id, "100"));
        }

        // Then
        var paper = Api.get("/paper-trading/portfolio?limit=3&portfolio_id=" + id);
        assertThat(Api.number(paper, "portfolio.balance")).isEqualByComparingTo("9000");
        assertThat(Api.number(paper, "portfolio.total_invested")).isEqualByComparingTo("1000");
        assertThat(paper.getInt("summary.open_positions")).isEqualTo(10);
        assertThat(paper.getList("portfolio.positions")).hasSize(3);
        assertThat(Api.get("/portfolios/" + id + "/positions").getList("items")).hasSize(10);
    }

    @Test
    void theSamePortfolioAgainIsTheSameAndOtherContentUnderItsNameIsRefused() {
        // Given
        var body = """
                {"name":"%s","description":"d","strategy_type":"momentum","initial_balance":500,
                 "strategy_config":{"trade_amount":50,"market_types":["politics"]}}
                """.formatted(UUID.randomUUID());
        var first = Api.ok("/portfolios", body);

        // When
        var again = Api.ok("/portfolios", body);
        var other = Api.post("/portfolios", body.replace(":500,", ":501,"));

        // Then
        assertThat(again.getMap("")).isEqualTo(first.getMap(""));
        assertThat(first.getString("strategy_config.market_types[0]")).isEqualTo("politics");
        assertThat(Api.number(first, "balance")).isEqualByComparingTo("500.00");
        refused(other, 409, "NAME_TAKEN");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"name\":\"n1\",\"strategy_type\":\"zzz\",\"initial_balance\":1}|UNKNOWN_STRATEGY",
                "{\"name\":\"n1\",\"strategy_type\":\"momentum\",\"initial_balance\":-1}|INVALID_FIELD",
                "{\"name\":\"n1\",\"initial_balance\":1}|INVALID_FIELD",
                "{\"name\":\" \",\"strategy_type\":\"momentum\",\"initial_balance\":1}|INVALID_FIELD",
                "{\"name\":\"n1\",\"strategy_type\":\"momentum\",\"initial_balance\":1,\"cash\":2}|INVALID_FIELD",
                "{\"name\":\"n1\",\"strategy_type\":\"momentum\",\"initial_balance\":NaN}|MALFORMED_JSON",
                "{\"name\":\"n\",\"strategy_type\":\"momentum\",\"initial_balance\":1,\"strategy_config\":[]}"
                        + "|INVALID_FIELD"
            })
    void aWrongPortfolioIsNotCreated(String body, String code) {
        refused(Api.post("/portfolios", body), 400, code);
    }

    @Test
    void settingsChangeAndMoneyDoesNot() {
        // Given
        int id = Api.portfolio("100");

        // When
        var changed = patch(id, """
                {"description":"new; DROP TABLE portfolios","strategy_config":{"a":1},"status":"paused"}
                """);

        // Then
        changed.then().statusCode(200);
        assertThat(changed.jsonPath().getString("status")).isEqualTo("paused");
        assertThat(changed.jsonPath().getString("description")).isEqualTo("new; DROP TABLE portfolios");
        refused(patch(id, "{\"initial_balance\":1}"), 400, "RESTRICTED_FIELD");
        refused(patch(id, "{\"balance\":1}"), 400, "RESTRICTED_FIELD");
        refused(patch(id, "{\"nonsense\":1}"), 400, "INVALID_FIELD");
        refused(patch(id, "{\"status\":\"asleep\"}"), 400, "INVALID_FIELD");
        refused(patch(id, "{\"strategy_type\":\"zzz\"}"), 400, "UNKNOWN_STRATEGY");
        refused(patch(id, "{\"name\":\"default\"}"), 409, "NAME_TAKEN");
        refused(patch(999_999, "{\"description\":\"x\"}"), 404, "PORTFOLIO_NOT_FOUND");
    }

    @Test
    void pauseAndResumeAreRepeatable() {
        // Given
        int id = Api.portfolio("100");

        // When
        var paused = Api.ok("/portfolios/" + id + "/pause?reason=maintenance", "");
        var again = Api.ok("/portfolios/" + id + "/pause", "");
        var resumed = Api.ok("/portfolios/" + id + "/resume", "");

        // Then
        assertThat(paused.getString("message")).isEqualTo("Portfolio paused successfully");
        assertThat(paused.getString("reason")).isEqualTo("maintenance");
        assertThat(again.getString("message")).isEqualTo("Portfolio is already paused");
        assertThat(resumed.getString("status")).isEqualTo("active");
        patch(id, "{\"status\":\"archived\"}");
        refused(Api.post("/portfolios/" + id + "/resume", ""), 409, "PORTFOLIO_ARCHIVED");
        refused(Api.post("/portfolios/999999/pause", ""), 404, "PORTFOLIO_NOT_FOUND");
    }

    @Test
    void anActionThatTakesNoFieldsRefusesThemAndChangesNothing() {
        // Given
        int id = Api.portfolio("100");

        // When, Then
        refused(Api.post("/portfolios/" + id + "/pause", "{\"reason\":\"x\"}"), 400, "INVALID_FIELD");
        refused(Api.post("/portfolios/" + id + "/pause", "{"), 400, "MALFORMED_JSON");
        refused(Api.post("/portfolios/" + id + "/valuation", "{\"at\":1}"), 400, "INVALID_FIELD");
        var bare = given().noContentType().post("/portfolios/" + id + "/resume");
        assertThat(bare.statusCode()).as(bare.asString()).isEqualTo(200);
        assertThat(bare.jsonPath().getString("message")).isEqualTo("Portfolio is already active");
    }

    @Test
    void portfoliosAreListedPageByPage() {
        // Given
        Api.portfolio("1");
        Api.portfolio("2");

        // When
        var page = Api.get("/portfolios?limit=2");
        var next = Api.get("/portfolios?limit=1000&cursor=" + page.getString("next_cursor"));

        // Then
        assertThat(page.getList("items.portfolio_id")).hasSize(2).startsWith(1);
        assertThat(next.getList("items.portfolio_id")).isNotEmpty().doesNotContain(1);
        assertThat(Api.get("/portfolios/1").getString("name")).isEqualTo("default");
    }

    @ParameterizedTest
    @CsvSource({
        "/paper-trading/portfolio?portfolio_id=999999, 404, PORTFOLIO_NOT_FOUND",
        "/paper-trading/portfolio?portfolio_id=x, 400, INVALID_PARAMETER",
        "/paper-trading/portfolio?limit=0, 400, LIMIT_OUT_OF_RANGE",
        "/paper-trading/portfolio?limit=-1, 400, LIMIT_OUT_OF_RANGE",
        "/paper-trading/portfolio?figures=odd, 400, INVALID_PARAMETER",
        "/portfolios/999999, 404, PORTFOLIO_NOT_FOUND",
        "/portfolios/zero, 400, INVALID_PARAMETER",
        "/portfolios?status=odd, 400, INVALID_FIELD",
        "/portfolios/1/positions?status=odd, 400, INVALID_PARAMETER",
        "/trading/portfolio-history?limit=1001, 400, LIMIT_OUT_OF_RANGE",
        "/ledger/entries?cursor=x, 400, INVALID_PARAMETER"
    })
    void aWrongParameterIsAProblem(String path, int status, String code) {
        refused(given().get(path), status, code);
    }

    private static Response patch(int id, String body) {
        return given().contentType(ContentType.JSON).body(body).patch("/portfolios/" + id);
    }

    private static void refused(Response answer, int status, String code) {
        answer.then().statusCode(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.jsonPath().getString("code")).isEqualTo(code);
        assertThat(answer.jsonPath().getString("hint")).isNotBlank();
    }
}
