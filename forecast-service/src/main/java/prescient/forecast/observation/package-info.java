/** Temperatures observed at the cities' stations, as the stations report them and as the legacy programs kept them. */
package prescient.forecast.observation;
