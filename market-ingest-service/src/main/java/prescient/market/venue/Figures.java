package prescient.market.venue;

/**
 * The three figures the filters look at, in dollars.
 *
 * @param liquidity money resting in the books
 * @param volume money traded so far
 * @param volume24hr money traded in the last 24 hours
 */
public record Figures(Figure liquidity, Figure volume, Figure volume24hr) {

    /** The letters of the {@code figures} column. */
    public String letters() {
        return new String(new char[] {liquidity.letter(), volume.letter(), volume24hr.letter()});
    }
}
