package prescient.trade.order;

import java.time.Instant;
import prescient.money.Money;
import prescient.money.Price;
import prescient.money.Quantity;

/**
 * What we got for an order.
 *
 * @param fillId the exchange's id of this fill
 * @param price dollars per share
 * @param shares shares bought or sold
 * @param amount dollars paid for them or received, before the fee
 * @param fee dollars, zero or more
 * @param filledAt when
 */
public record Fill(String fillId, Price price, Quantity shares, Money amount, Money fee, Instant filledAt) {}
