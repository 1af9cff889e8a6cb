/** What portfolios there are, and how one stands. */
package prescient.portfolio.portfolio;
