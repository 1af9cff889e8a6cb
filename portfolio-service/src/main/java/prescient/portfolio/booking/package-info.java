/** Cash is reserved, spent and paid back: the hot path, where a batch is one statement. */
package prescient.portfolio.booking;
