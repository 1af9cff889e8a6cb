package prescient.signal.backtest;

import java.util.function.IntToDoubleFunction;

/** Finds the largest of some, without objects. */
final class Largest {

    private Largest() {}

    /**
     * Moves the {@code most} largest to the front, in their former order; of equals the former ones.
     *
     * @param items the first {@code count} of it are looked at
     * @return how many there are now: {@code most}, or {@code count} if that is less
     */
    static int first(int[] items, int count, int most, IntToDoubleFunction size) {
        if (count <= most) {
            return count;
        }
        // The sizes that were found, smallest first; once all were seen, the first one is the bound.
        var sizes = new double[most];
        int found = 0;
        for (int i = 0; i < count; i++) {
            double one = size.applyAsDouble(items[i]);
            if (found < most) {
                found = insert(sizes, found, one);
            } else if (one > sizes[0]) {
                System.arraycopy(sizes, 1, sizes, 0, most - 1);
                insert(sizes, most - 1, one);
            }
        }
        double bound = sizes[0];
        int equal = 0;
        for (double one : sizes) {
            equal += one == bound ? 1 : 0;
        }
        int kept = 0;
        for (int i = 0; i < count; i++) {
            double one = size.applyAsDouble(items[i]);
            if (one > bound || (one == bound && equal-- > 0)) {
                items[kept++] = items[i];
            }
        }
        return kept;
    }

    private static int insert(double[] sizes, int found, double one) {
        int place = found;
        while (place > 0 && sizes[place - 1] > one) {
            sizes[place] = sizes[place - 1];
            place--;
        }
        sizes[place] = one;
        return found + 1;
    }
}
