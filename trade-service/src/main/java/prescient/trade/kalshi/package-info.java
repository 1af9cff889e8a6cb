/**
 * Kalshi as it is read: signed requests, its lists by cursor, its socket's address, and every form its payloads ever
 * had turned into dollars and contracts. Nothing here can change anything at the venue.
 */
@NullMarked
package prescient.trade.kalshi;

import org.jspecify.annotations.NullMarked;
