/**
 * The trade manager of the desk: the life of a trade from the request to the settlement, in numbered steps:
 *
 * <ol>
 *   <li>the request is stored, with its opening order and a message that tells of it, before anything is sent
 *   <li>the order is claimed, sent under an id that follows from the trade's, and its answer stored; no answer is
 *       unknown, and asked about
 *   <li>fills come from the venue's pages only, each once, and are booked with the trade they change
 *   <li>the supervisor is told what there is to watch, and asks for stops; callers ask for closes
 *   <li>a close buys the other side until nothing is held, however often it takes
 *   <li>what is still held when the market closes, by the market's own time, is settled by the market's result
 *   <li>one job under a lease drives on whatever is unfinished; after a crash it is the same code
 * </ol>
 */
package prescient.trade.desk;
