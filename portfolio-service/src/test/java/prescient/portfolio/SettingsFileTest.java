package prescient.portfolio;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import prescient.portfolio.books.PortfolioFeature;
import prescient.testing.StrictLog;

/** The one portfolio of the legacy files, with no database, and what becomes of bad files. */
@QuarkusTest
@WithTestResource(FileMode.class)
@WithTestResource(FakeMarket.class)
class SettingsFileTest {

    @RegisterExtension
    final StrictLog log = new StrictLog();

    @SuppressWarnings("NullAway.Init") // injected by the test resource
    FileMode files;

    @Inject
    @SuppressWarnings("NullAway.Init")
    PortfolioFeature feature;

    @BeforeEach
    void aPortfolio() {
        files.portfolio(feature, "10000");
    }

    @Test
    void withoutAFileANewPortfolioStartsWithTenThousandDollars() {
        // Given
        feature.live().close();
        files.clear();

        // When
        var paper = Api.get("/paper-trading/portfolio");
        Api.fill(Api.open("first", 1, "100"));

        // Then
        assertThat(Api.number(paper, "portfolio.balance")).isEqualByComparingTo("10000.00");
        assertThat(paper.getMap("portfolio")).containsEntry("last_price_update", null);
        assertThat(files.portfolio()).content().startsWith("""
                {
                  "balance": 9900.0,
                  "positions": [
                    {
                      "trade_id": "trade-first",
                      "market_id": "m-first",
                      "market_question": "Seán's O’Neill question?",
                      "action": "buy_yes",
                      "amount": 100,
                      "entry_price": 0.5,
                      "entry_timestamp": "2025-10-15T16:10:00.123456",
                      "status": "open",
                      "current_pnl": 0.0
                    }
                  ],
                  "total_invested": 100.0,
                  "total_profit_loss": 0.0,
                  "trade_count": 1,
                  "created_at":""").endsWith("\"\n}");
    }

    @Test
    void settingsOfTheOnePortfolioChangeAndStay() {
        // When
        var paused = Api.ok("/portfolios/1/pause?reason=maintenance", "");
        feature.live().close();
        var again = Api.ok("/portfolios/1/pause", "");
        var changed = patch("{\"description\":\"d\",\"strategy_config\":{\"a\":1}}");
        var resumed = Api.ok("/portfolios/1/resume", "");

        // Then
        assertThat(paused.getString("message")).isEqualTo("Portfolio paused successfully");
        assertThat(again.getString("message")).isEqualTo("Portfolio is already paused");
        assertThat(changed.jsonPath().getString("status")).isEqualTo("paused");
        assertThat(resumed.getString("status")).isEqualTo("active");
        var portfolio = Api.get("/portfolios/1");
        assertThat(portfolio.getMap("strategy_config")).isEqualTo(Map.of("a", 1));
        assertThat(portfolio.getString("name")).isEqualTo("default");
        assertThat(Api.get("/portfolios").getList("items.portfolio_id")).containsExactly(1);
        assertThat(Api.get("/portfolios?status=paused").getList("items")).isEmpty();
    }

    @Test
    void aSecondPortfolioIsRefusedAndTheFirstAgainIsThere() {
        // Given
        var other = "{\"name\":\"other\",\"strategy_type\":\"momentum\",\"initial_balance\":5}";
        var first = """
                {"name":"default","description":"The portfolio that is meant when none is named.",
                 "strategy_type":"most-likely","initial_balance":10000}
                """;

        // When
        var refused = Api.post("/portfolios", other);
        var again = Api.ok("/portfolios", first);

        // Then
        refused(refused, 409, "FILE_MODE_HAS_ONE_PORTFOLIO");
        assertThat(again.getInt("portfolio_id")).isEqualTo(1);
        refused(Api.post("/portfolios", first.replace("10000", "5")), 409, "NAME_TAKEN");
        refused(given().get("/portfolios/2"), 404, "PORTFOLIO_NOT_FOUND");
        refused(given().get("/paper-trading/portfolio?portfolio_id=2"), 404, "PORTFOLIO_NOT_FOUND");
    }

    @Test
    void aFileThatCannotBeReadIsKeptAndEverythingIsRefused() throws IOException {
        // Given
        var torn = Files.readString(files.portfolio()).substring(0, 60);
        feature.live().close();
        FileMode.write(files.portfolio(), torn);

        // When, then
        var reserve = "{\"reservations\":[%s]}".formatted(Api.reservation("torn", 1, "1"));
        refused(Api.post("/reservations", reserve), 503, "LEGACY_FILE_UNREADABLE");
        refused(
                Api.post("/fills", "{\"fills\":[%s]}".formatted(Api.open("torn", 1, "1"))),
                503,
                "LEGACY_FILE_UNREADABLE");
        refused(given().get("/paper-trading/portfolio"), 503, "LEGACY_FILE_UNREADABLE");
        assertThat(files.portfolio()).hasContent(torn);
    }

    @Test
    void aFileThatAnotherProgramChangedIsNotOverwritten() throws IOException {
        // Given
        Api.fill(Api.open("mine", 1, "100"));
        var old = Files.readString(files.portfolio());
        FileMode.write(files.portfolio(), old.replace("9900.0", "9800.0"));

        // When
        var body = "{\"fills\":[%s]}".formatted(Api.open("next", 1, "100"));
        var refused = Api.post("/fills", body);
        var kept = Files.readString(files.portfolio());
        var repeated = Api.post("/fills", body);

        // Then
        refused(refused, 503, "LEGACY_FILE_HAS_OTHER_WRITER");
        assertThat(kept).contains("9800.0");
        repeated.then().statusCode(200);
        assertThat(Files.readString(files.portfolio())).contains("\"balance\": 9700.0");
        assertThat(Api.get("/ledger/check").getBoolean("balanced")).isTrue();
    }

    @Test
    void whatWasBookedHereMustNotVanishFromTheFile() throws IOException {
        // Given
        var before = Files.readString(files.portfolio());
        Api.fill(Api.open("gone1", 1, "100"));
        Api.fill(Api.open("gone2", 1, "100"));
        feature.live().close();
        FileMode.write(files.portfolio(), before.replace("10000.0", "9999.0"));

        // When
        var answer = given().get("/paper-trading/portfolio");

        // Then
        refused(answer, 503, "LEGACY_FILE_HAS_OTHER_WRITER");
        assertThat(files.portfolio()).content().contains("9999.0");
    }

    private static Response patch(String body) {
        return given().contentType(ContentType.JSON).body(body).patch("/portfolios/1");
    }

    private static void refused(Response answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.jsonPath().getString("code")).isEqualTo(code);
        assertThat(answer.jsonPath().getString("hint")).isNotBlank();
    }
}
