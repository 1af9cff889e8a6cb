/** The forecast of the hour: all sources asked, weighted by their errors and by how steady they are. */
package prescient.forecast.pulse;
