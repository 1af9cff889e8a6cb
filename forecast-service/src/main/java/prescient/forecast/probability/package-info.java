/**
 * How probable a price is beyond a strike when an hourly market closes: tables of how often the price moved that far in
 * that time ("fingerprints"), one for each bucket of momentum, and what follows from them.
 */
package prescient.forecast.probability;
