package prescient.legacy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * One object of a legacy file and how its text differs from what the old programs write.
 *
 * @param position from 0, in file order
 * @param start byte in the file at which it begins
 * @param end byte after it
 * @param value what it says
 * @param oddities why writing it again (with the comma and spaces before it) gives other bytes; empty when the same
 */
public record Element(long position, long start, long end, ObjectNode value, Set<Oddity> oddities) {

    public Element {
        oddities = Set.copyOf(oddities);
    }

    /** Whether writing it again gives the bytes it was read from. */
    public boolean isExact() {
        return oddities.isEmpty();
    }
}
