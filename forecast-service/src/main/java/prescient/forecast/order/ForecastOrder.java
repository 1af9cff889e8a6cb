package prescient.forecast.order;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order to buy yes.
 *
 * @param orderId the same whenever the same environment, day, city and market is tried again
 * @param runAt the time of the decision, and of all its records
 * @param question the market, for people
 * @param contracts shares at the limit; a better price buys more for the same money
 * @param limitCents the most a contract may cost, 1 to 99
 * @param fairPrice the model's probability, dollars a contract; null when it was not told
 * @param midPrice the middle of bid and ask then, dollars a contract; null without both
 * @param evaluationReason what the evaluation will say once it is filled
 * @param decisionReason what the decision will say then
 * @param portfolioId null until it is first sent
 * @param status whether somebody has answered, and what
 * @param code why it was refused, null otherwise
 * @param detail the same in words, null when there are none
 */
public record ForecastOrder(
        String orderId,
        String cycleId,
        Instant runAt,
        String env,
        boolean live,
        LocalDate tradeDate,
        String city,
        String eventTicker,
        String marketTicker,
        String question,
        int contracts,
        int limitCents,
        @Nullable BigDecimal fairPrice,
        @Nullable BigDecimal midPrice,
        String evaluationReason,
        String decisionReason,
        @Nullable Integer portfolioId,
        Status status,
        @Nullable String code,
        @Nullable String detail) {

    private static final int CENTS = 2;

    /** Whether an order has been answered. */
    public enum Status {
        PENDING,
        FILLED,
        REFUSED;

        String wire() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        static Status of(String wire) {
            return valueOf(wire.toUpperCase(java.util.Locale.ROOT));
        }
    }

    /** The most it may cost together, dollars. */
    public BigDecimal dollars() {
        return BigDecimal.valueOf((long) contracts * limitCents, CENTS);
    }

    /** The most a contract may cost, dollars. */
    BigDecimal limit() {
        return BigDecimal.valueOf(limitCents, CENTS);
    }

    /** What such orders may cost together, dollars. */
    public static BigDecimal dollars(List<ForecastOrder> orders) {
        return orders.stream().map(ForecastOrder::dollars).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
