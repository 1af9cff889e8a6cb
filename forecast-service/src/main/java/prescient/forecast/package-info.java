/** Weather forecasts for the markets that settle on a city's temperature. */
package prescient.forecast;
