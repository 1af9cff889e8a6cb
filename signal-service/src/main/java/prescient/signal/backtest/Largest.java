package prescient.signal.backtest;

import java.util.function.IntToDoubleFunction;

/** Finds the largest of some, without objects. One thread. */
final class Largest {

    /** What was found so far, the largest first, with its sizes. */
    private final int[] found;

    private final double[] sizes;

    /** @param most how many are wanted, at least one */
    Largest(int most) {
        this.found = new int[most];
        this.sizes = new double[most];
    }

    /**
     * Moves the largest to the front, the very largest first; of equals the former ones, in their former order.
     *
     * @param items the first {@code count} of it are looked at
     * @return how many there are now: as many as are wanted, or {@code count} if that is less
     */
    int first(int[] items, int count, IntToDoubleFunction size) {
        int known = 0;
        double bound = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            double one = size.applyAsDouble(items[i]);
            boolean full = known == found.length;
            if (!full || one > bound) {
                insert(full ? known - 1 : known, items[i], one);
                known = full ? known : known + 1;
                bound = sizes[known - 1];
            }
        }
        System.arraycopy(found, 0, items, 0, known);
        return known;
    }

    /** Behind all that are as large; what stood at {@code free} is gone. */
    private void insert(int free, int item, double size) {
        int place = free;
        while (place > 0 && sizes[place - 1] < size) {
            sizes[place] = sizes[place - 1];
            found[place] = found[place - 1];
            place--;
        }
        sizes[place] = size;
        found[place] = item;
    }
}
