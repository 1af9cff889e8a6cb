/** How much of the money each city may be given. */
package prescient.forecast.allocation;
