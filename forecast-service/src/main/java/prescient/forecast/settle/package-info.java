/** How hot it was, and what that made of the markets that were chosen. */
package prescient.forecast.settle;
