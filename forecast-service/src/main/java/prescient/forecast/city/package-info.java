/** Cities, the stations their markets settle on, and the temperatures observed there. */
package prescient.forecast.city;
