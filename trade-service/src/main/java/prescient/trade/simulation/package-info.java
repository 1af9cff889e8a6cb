/**
 * The paper exchange of environment {@code simulation}. The life of an order:
 *
 * <ol>
 *   <li>{@link prescient.trade.simulation.SimulatedExchange} stores it with a drawn latency before it answers.
 *   <li>{@link prescient.trade.simulation.EventLoop} wakes when it is due, and hands over what is due together.
 *   <li>{@link prescient.trade.simulation.MatchDesk} reads the state and the books, and lets
 *       {@link prescient.trade.simulation.Matching} decide without any I/O.
 *   <li>One statement writes orders, fills, cash, positions and consumed levels, or nothing if the state has moved.
 *   <li>{@link prescient.trade.simulation.PayoutDesk} pays a market a drawn time after its close.
 * </ol>
 *
 * A crash between any two steps loses nothing: what is queued is in the table, and {@link
 * prescient.trade.simulation.SimulationJob} finds it again.
 */
package prescient.trade.simulation;
