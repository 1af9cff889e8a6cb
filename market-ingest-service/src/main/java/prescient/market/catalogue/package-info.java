/**
 * The catalogue in its legacy files: what the venue sent last, what the filters chose of it, and beside the files what
 * the suite knows besides (when each event was seen, prices that were asked for one by one).
 */
@org.jspecify.annotations.NullMarked
package prescient.market.catalogue;
