package prescient.signal.backtest;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import prescient.money.Money;

/**
 * What a portfolio was worth after a cycle.
 *
 * @param cash dollars
 * @param positions dollars the open positions were worth at their last prices
 * @param total dollars, both together
 */
@RegisterForReflection
public record EquityPoint(Instant at, Money cash, Money positions, Money total, int openPositions) {}
