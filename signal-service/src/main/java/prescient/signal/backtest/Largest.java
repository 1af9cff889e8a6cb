package prescient.signal.backtest;

/** Finds the markets of the largest figures, without objects. One thread. */
final class Largest {

    /** What was found so far, the largest first, with its figures. */
    private final int[] found;

    private final double[] figures;

    /** @param most how many are wanted, at least one */
    Largest(int most) {
        this.found = new int[most];
        this.figures = new double[most];
    }

    /**
     * Moves the largest to the front, the very largest first; of equals the former ones, in their former order.
     *
     * @param markets the first {@code count} of it are looked at
     * @param rows of each market, its row
     * @param column of each row, its figure; what is not a number counts as 0
     * @return how many there are now: as many as are wanted, or {@code count} if that is less
     */
    int first(int[] markets, int count, int[] rows, double[] column) {
        int known = 0;
        double bound = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            double figure = column[rows[markets[i]]];
            double one = Double.isNaN(figure) ? 0 : figure;
            boolean full = known == found.length;
            if (!full || one > bound) {
                insert(full ? known - 1 : known, markets[i], one);
                known = full ? known : known + 1;
                bound = figures[known - 1];
            }
        }
        System.arraycopy(found, 0, markets, 0, known);
        return known;
    }

    /** Behind all that are as large; what stood at {@code free} is gone. */
    private void insert(int free, int market, double figure) {
        int place = free;
        while (place > 0 && figures[place - 1] < figure) {
            figures[place] = figures[place - 1];
            found[place] = found[place - 1];
            place--;
        }
        figures[place] = figure;
        found[place] = market;
    }
}
