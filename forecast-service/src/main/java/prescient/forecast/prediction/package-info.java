/** What is forecast for a city's day, by all sources and blended. */
package prescient.forecast.prediction;
