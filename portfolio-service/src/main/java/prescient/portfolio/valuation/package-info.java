/** What the open positions are worth at fresh prices. */
package prescient.portfolio.valuation;
