/** What a day's forecasts and trades were worth. */
package prescient.forecast.metric;
