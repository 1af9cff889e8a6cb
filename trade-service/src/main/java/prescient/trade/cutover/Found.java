package prescient.trade.cutover;

/**
 * A trade of the file.
 *
 * @param position place in the file, from 0
 * @param notes what is known beyond the file
 */
public record Found(LegacyTrade trade, long position, Notes notes) {}
