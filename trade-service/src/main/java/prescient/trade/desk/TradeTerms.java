package prescient.trade.desk;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import prescient.money.Money;
import prescient.money.Price;
import prescient.money.Quantity;
import prescient.trade.venue.Side;
import prescient.trade.venue.TimeInForce;

/**
 * What a caller asks for. Two requests of one id are the same when their terms are equal. Immutable.
 *
 * @param tradeId the caller's id, 1 to 64 of {@code A-Za-z0-9._:-}
 * @param account of the venue, {@code default} when left out
 * @param venue for people, {@code kalshi} when left out
 * @param ticker the venue's name of the market
 * @param side what is bought and held
 * @param count contracts, above 0, at most 6 decimals
 * @param limitPrice the most a contract may cost, dollars, between 0 and 1
 * @param timeInForce of the opening order; {@code IMMEDIATE_OR_CANCEL} when left out
 * @param marketCloseTime when the market closes, by the market itself
 * @param symbol the underlying, for instance {@code BTC}; null for a market without one
 * @param strategy for people, may be null
 * @param contract short title for people; made from symbol and close time when left out
 * @param strike dollars of the underlying above which YES wins; null when there is none
 * @param probability that the side wins, percent, as the caller saw it; may be null
 * @param momentum weighted score as the caller saw it; may be null
 * @param symbolOpen dollars of the underlying as the caller saw it; may be null
 * @param entryMethod {@code manual} when left out
 */
@RegisterForReflection
public record TradeTerms(
        String tradeId,
        @Nullable String account,
        @Nullable String venue,
        String ticker,
        Side side,
        Quantity count,
        Price limitPrice,
        @Nullable TimeInForce timeInForce,
        Instant marketCloseTime,
        @Nullable String symbol,
        @Nullable String strategy,
        @Nullable String contract,
        @Nullable BigDecimal strike,
        @Nullable BigDecimal probability,
        @Nullable BigDecimal momentum,
        @Nullable BigDecimal symbolOpen,
        @Nullable EntryMethod entryMethod) {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
    private static final Pattern ACCOUNT = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final BigDecimal PERCENT = BigDecimal.valueOf(100);
    private static final int TEXT = 200;

    /** The venue's contracts are named by the hour in New York, in summer and winter alike. */
    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("ha", Locale.US).withZone(ZoneId.of("America/New_York"));

    /** Who decided to enter. */
    public enum EntryMethod {
        @JsonProperty("manual")
        MANUAL,
        @JsonProperty("auto")
        AUTO
    }

    /** @throws IllegalArgumentException with the field's name when a field is missing or wrong */
    public TradeTerms {
        require(tradeId != null && ID.matcher(tradeId).matches(), "trade_id is 1 to 64 of A-Za-z0-9._:-");
        account = Objects.requireNonNullElse(account, "default");
        require(ACCOUNT.matcher(account).matches(), "account is 1 to 64 of A-Za-z0-9._-");
        venue = Objects.requireNonNullElse(venue, "kalshi");
        require(ticker != null && !ticker.isBlank() && ticker.length() <= TEXT, "ticker is missing or too long");
        require(side != null, "side is YES or NO");
        require(
                count != null && count.shares().signum() > 0 && count.shares().scale() <= Money.MAX_SCALE,
                "count is above 0 and has at most 6 decimals");
        require(
                limitPrice != null && !limitPrice.equals(Price.ZERO) && !limitPrice.equals(Price.ONE),
                "limit_price lies between 0 and 1 dollar");
        timeInForce = Objects.requireNonNullElse(timeInForce, TimeInForce.IMMEDIATE_OR_CANCEL);
        require(marketCloseTime != null, "market_close_time is missing");
        require(
                probability == null || (probability.signum() >= 0 && probability.compareTo(PERCENT) <= 0),
                "probability lies between 0 and 100 percent");
        contract = contract != null || symbol == null
                ? contract
                : symbol + " " + HOUR.format(marketCloseTime).toLowerCase(Locale.ROOT);
        for (var text : new @Nullable String[] {venue, symbol, strategy, contract}) {
            require(text == null || (text.length() <= TEXT && text.indexOf('\0') < 0), "a text is too long");
        }
        strike = plain(strike);
        probability = plain(probability);
        momentum = plain(momentum);
        symbolOpen = plain(symbolOpen);
        entryMethod = Objects.requireNonNullElse(entryMethod, EntryMethod.MANUAL);
    }

    /** So that equal numbers are equal terms. */
    private static @Nullable BigDecimal plain(@Nullable BigDecimal value) {
        return value == null ? null : value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
