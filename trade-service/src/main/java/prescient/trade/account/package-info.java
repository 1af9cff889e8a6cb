/**
 * The copy of an account at a venue: balance, positions, fills, orders and settlements, kept in step by cursors up to a
 * stored watermark, and by the venue's messages, which say when to look and are never booked themselves.
 */
@NullMarked
package prescient.trade.account;

import org.jspecify.annotations.NullMarked;
