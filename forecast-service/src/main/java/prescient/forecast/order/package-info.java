/**
 * Paper orders of forecast cycles: from the decision, through trade-service, until they are answered, and the
 * settlement of what they bought.
 */
@org.jspecify.annotations.NullMarked
package prescient.forecast.order;
