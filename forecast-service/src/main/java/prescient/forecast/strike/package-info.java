/** Strikes of an hourly market side by side: how probable each is, what it costs, and which side is the likely one. */
package prescient.forecast.strike;
