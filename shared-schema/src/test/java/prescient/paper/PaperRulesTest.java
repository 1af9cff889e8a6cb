package prescient.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import prescient.money.Money;
import prescient.money.Price;
import prescient.money.Quantity;

class PaperRulesTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration AGE = Duration.ofMinutes(15);

    @Test
    void anOpeningOrderSpendsItsAmountAtTheQuotedPrice() {
        // When
        var match = PaperMatch.opening(Money.of("100"), Price.of("0.7"));
        // Then
        assertThat(match.shares()).hasToString("142.857142857143");
        assertThat(match.amount()).isEqualTo(Money.of("100"));
        assertThat(match.fee()).isEqualTo(Money.ZERO);
    }

    @Test
    void aClosingOrderBringsWhatItsSharesAreWorth() {
        // When
        var match = PaperMatch.closing(new Quantity(new java.math.BigDecimal("142.857142857143")), Price.of("0.3"));
        // Then
        assertThat(match.amount()).isEqualTo(Money.of("42.857143"));
    }

    @ParameterizedTest
    @CsvSource({
        "true, 0.6, 2026-03-01T12:00:00Z, true, 0.6, MARKET_CLOSED",
        "false, , 2026-03-01T12:00:00Z, true, 0.6, NO_PRICE",
        "false, 0, 2026-03-01T12:00:00Z, true, 0.6, NO_PRICE",
        "false, 0.6, 2026-03-01T11:44:59Z, true, 0.6, STALE_PRICE",
        "false, 0.6, 2026-03-01T11:45:00Z, true, 0.6, ",
        "false, 0.61, 2026-03-01T12:00:00Z, true, 0.6, PRICE_MOVED",
        "false, 0.59, 2026-03-01T12:00:00Z, true, 0.6, ",
        "false, 0.59, 2026-03-01T12:00:00Z, false, 0.6, PRICE_MOVED",
        "false, 0.61, 2026-03-01T12:00:00Z, false, 0.6, "
    })
    void anOrderIsRefusedByTheFirstRuleItBreaks(
            boolean closed,
            @Nullable String price,
            Instant seen,
            boolean opens,
            String limit,
            @Nullable QuoteRefusal expected) {
        // Given
        var offer = new QuoteRefusal.Offer(closed, price == null ? null : Price.of(price), seen);
        // When
        var refusal = QuoteRefusal.of(offer, opens, Price.of(limit), NOW, AGE);
        // Then
        assertThat(refusal).isEqualTo(Optional.ofNullable(expected));
    }

    @ParameterizedTest
    @CsvSource({"true,yes,WON", "true,no,LOST", "false,yes,LOST", "false,no,WON", "true,void,VOID", "false,void,VOID"})
    void aSideIsPaidAsItsMarketWasDecided(boolean yes, String resolution, Payout expected) {
        // When, Then
        assertThat(Payout.of(yes, resolution)).isEqualTo(expected);
    }

    @Test
    void cashThatIsReservedPaysForNothingElse() {
        // Given
        var cash = new FreeCash(Money.of("100"), Money.of("40"));
        // When, Then
        assertThat(cash.covers(Money.of("60"))).isTrue();
        assertThat(cash.covers(Money.of("60.01"))).isFalse();
    }
}
