/** Kalshi's markets on temperatures, read only. */
package prescient.forecast.kalshi;
