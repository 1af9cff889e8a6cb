package prescient.signal.strategy;

import java.math.BigDecimal;
import prescient.money.Money;
import prescient.money.Price;
import prescient.signal.market.Candidate;

/**
 * A strategy's word on one market; becomes a signal when it is stored.
 *
 * @param candidate the market as it was seen
 * @param action the side to buy
 * @param targetPrice price of that side, dollars per share
 * @param amount dollars to spend
 * @param confidence target price above one half, 0 to 0.5, at most four decimals
 * @param reason the rule in one sentence, with the legacy system's rounding
 */
public record Advice(
        Candidate candidate, Action action, Price targetPrice, Money amount, BigDecimal confidence, String reason) {}
