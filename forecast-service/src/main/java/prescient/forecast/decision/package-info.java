/** Whether and what to trade on a forecast, and what was decided before. */
package prescient.forecast.decision;
