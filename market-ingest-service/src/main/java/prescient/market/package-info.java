/**
 * The markets as the venues show them.
 *
 * <ol>
 *   <li>A run reads a venue's catalogue page by page ({@code venue}) and writes it in batches ({@code feed}).
 *   <li>A snapshot is kept of each market whose figures changed.
 *   <li>The filters choose what may be traded ({@code event}, {@code market}).
 *   <li>Prices are read from the database and refreshed from the venue on request ({@code price}).
 * </ol>
 */
@NullMarked
package prescient.market;

import org.jspecify.annotations.NullMarked;
