/** Asking services outside the suite: limits they have in common, their addresses, and what it costs. */
package prescient.forecast.outside;
