/**
 * What a venue is and by which rules it keeps accounts: orders, fees, cash, positions and settlement. Pure values; the
 * paper exchange and the adapters of real venues speak these words.
 */
package prescient.trade.venue;
