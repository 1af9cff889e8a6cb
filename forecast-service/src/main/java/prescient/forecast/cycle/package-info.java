/**
 * One forecast cycle: what the sources say, what follows from it, what is decided on it, and how the days before turned
 * out.
 */
package prescient.forecast.cycle;
