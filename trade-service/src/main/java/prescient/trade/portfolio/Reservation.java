package prescient.trade.portfolio;

import prescient.money.Money;

/**
 * Cash to hold for an order.
 *
 * @param amount dollars including the highest possible fee
 */
public record Reservation(String orderId, int portfolioId, Money amount) {}
