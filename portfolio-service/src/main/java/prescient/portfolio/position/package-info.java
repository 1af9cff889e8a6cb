/** The positions of a portfolio, open and ended. */
package prescient.portfolio.position;
