package prescient.transfer;

import prescient.cutover.Mode;
import prescient.cutover.Repair;

/** What a transfer has to know about the modes. */
interface Switch {

    Mode mode(String feature);

    /** As {@code Cutover.unrepaired}. */
    boolean unrepaired(String feature);

    /** As {@code Cutover.settle}. */
    long settle(String feature);

    /** As {@code Cutover.standing}. */
    long standing(String feature);

    /** As {@code Cutover.repair}. */
    long repair(String feature, Repair.Work work);

    /** As {@code Cutover.imported}. */
    void imported(String feature);
}
