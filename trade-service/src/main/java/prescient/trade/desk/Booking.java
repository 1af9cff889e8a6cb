package prescient.trade.desk;

import java.time.Instant;
import prescient.money.Money;

/**
 * One transaction of the desk's books. The four amounts add up to zero, which the database checks.
 *
 * @param transactionId what happened, once
 * @param kind {@code fill}, {@code settlement} or {@code correction}
 */
record Booking(String transactionId, String kind, Instant at, Money cash, Money position, Money fees, Money realized) {}
