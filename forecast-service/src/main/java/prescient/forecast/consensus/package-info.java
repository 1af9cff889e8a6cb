/** One forecast of many: weights from errors, their blend, its spread and how far to trust it. */
package prescient.forecast.consensus;
