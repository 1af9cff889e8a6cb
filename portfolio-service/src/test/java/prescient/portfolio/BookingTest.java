package prescient.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static prescient.portfolio.Api.fill;
import static prescient.portfolio.Api.number;
import static prescient.portfolio.Api.open;
import static prescient.portfolio.Api.paper;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import prescient.testing.PostgresForTests;

/** Bookings in the database. */
@QuarkusTest
@WithTestResource(PostgresForTests.class)
@WithTestResource(FakeMarket.class)
class BookingTest extends BookingContract {

    @Override
    int portfolio(String dollars) {
        return Api.portfolio(dollars);
    }

    @Test
    void aTradeIdStaysWithItsPortfolioMarketAndSide() {
        // Given
        int first = portfolio("100");
        int second = portfolio("100");
        fill(open("own" + first, first, "10"));

        // When
        var answer = fill(Api.fillOf("steal" + first, "own" + first, second, "open", "10", "20", "0.5", "0"));

        // Then
        assertThat(answer.getString("results[0].code")).isEqualTo("TRADE_DIFFERS");
        assertThat(number(paper(second), "portfolio.balance")).isEqualByComparingTo("100");
    }
}
