/** Exact money, price and quantity. Rounding happens only where a method says so. */
package prescient.money;
