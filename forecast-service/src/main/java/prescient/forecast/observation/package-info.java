/** Temperatures observed at the cities' stations, as the legacy programs kept them. */
package prescient.forecast.observation;
