/** Who forecasts: the eight providers, the model's own prediction, and what is made of them. */
package prescient.forecast.source;
