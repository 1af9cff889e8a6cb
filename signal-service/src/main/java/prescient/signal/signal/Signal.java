package prescient.signal.signal;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import prescient.money.Money;
import prescient.money.Price;
import prescient.signal.strategy.Action;
import prescient.signal.strategy.Advice;

/**
 * Advice that was stored: what to buy, why, and what the market looked like.
 *
 * @param signalId {@code <run_id>.<portfolio_id>.<market_id>}
 * @param runId the generation
 * @param portfolioId whom it is for
 * @param strategy who advised
 * @param marketId the venue's id
 * @param marketQuestion what is asked
 * @param action the side to buy
 * @param targetPrice its price, dollars per share
 * @param amount dollars to spend
 * @param confidence target price above one half
 * @param reason the rule in one sentence, null in imported rows only
 * @param yesPrice dollars per YES share
 * @param noPrice dollars per NO share
 * @param marketLiquidity dollars, null when unknown
 * @param marketVolume dollars, null when unknown
 * @param eventId null when unknown
 * @param eventTitle null when unknown
 * @param eventEndDate null when open
 * @param marketEndDate null when open
 * @param snapshotAt when the prices were seen, null when unknown
 * @param generatedAt when the strategy advised
 * @param status where it is in its life
 */
record Signal(
        String signalId,
        String runId,
        int portfolioId,
        String strategy,
        String marketId,
        String marketQuestion,
        Action action,
        Price targetPrice,
        Money amount,
        BigDecimal confidence,
        @Nullable String reason,
        Price yesPrice,
        Price noPrice,
        @Nullable BigDecimal marketLiquidity,
        @Nullable BigDecimal marketVolume,
        @Nullable String eventId,
        @Nullable String eventTitle,
        @Nullable Instant eventEndDate,
        @Nullable Instant marketEndDate,
        @Nullable Instant snapshotAt,
        Instant generatedAt,
        SignalStatus status) {

    /**
     * A new signal.
     *
     * @throws IllegalArgumentException if the market has no two prices, which no strategy advises on
     */
    static Signal of(GenerateRequest run, Advice advice, Instant now) {
        var market = advice.candidate();
        var yes = market.yesPrice();
        var no = market.noPrice();
        if (yes == null || no == null) {
            throw new IllegalArgumentException("advice on market " + market.marketId() + ", which has no price");
        }
        return new Signal(
                run.runId() + "." + run.portfolioId() + "." + market.marketId(),
                run.runId(),
                run.portfolioId(),
                run.strategy(),
                market.marketId(),
                String.valueOf(market.question()),
                advice.action(),
                advice.targetPrice(),
                advice.amount(),
                advice.confidence(),
                advice.reason(),
                yes,
                no,
                market.liquidity(),
                market.volume(),
                market.eventId(),
                market.eventTitle(),
                market.eventEndDate(),
                market.endDate(),
                market.snapshotAt(),
                now,
                SignalStatus.GENERATED);
    }

    /** The same signal further on in its life. */
    Signal with(SignalStatus next) {
        return new Signal(
                signalId,
                runId,
                portfolioId,
                strategy,
                marketId,
                marketQuestion,
                action,
                targetPrice,
                amount,
                confidence,
                reason,
                yesPrice,
                noPrice,
                marketLiquidity,
                marketVolume,
                eventId,
                eventTitle,
                eventEndDate,
                marketEndDate,
                snapshotAt,
                generatedAt,
                next);
    }
}
