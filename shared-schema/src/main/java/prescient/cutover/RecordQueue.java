package prescient.cutover;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Queue;

/** Records in the order in which they were written, bounded by number and by bytes. Not safe for several threads. */
final class RecordQueue {

    private final Limits limits;
    private final Queue<Entry> entries = new ArrayDeque<>();
    private long bytes;

    /**
     * How much may wait, and how much goes at a time.
     *
     * @param records in the queue at most
     * @param bytes in the queue at most, roughly
     * @param batch records of one batch at most
     */
    record Limits(int records, long bytes, int batch) {}

    private record Entry(LegacyRecord item, long size, long since) {}

    RecordQueue(Limits limits) {
        this.limits = limits;
    }

    /** False when there is no place. One record always fits, however large, so that none is left out for ever. */
    boolean offer(LegacyRecord item, long nanos) {
        long size = sizeOf(item.value());
        if (entries.size() >= limits.records() || (!entries.isEmpty() && bytes + size > limits.bytes())) {
            return false;
        }
        entries.add(new Entry(item, size, nanos));
        bytes += size;
        return true;
    }

    /** The oldest records, each only in its latest form and in the order of those; empty when nothing waits. */
    List<LegacyRecord> takeBatch() {
        var batch = new LinkedHashMap<String, LegacyRecord>();
        long size = 0;
        while (batch.size() < limits.batch() && (batch.isEmpty() || size < limits.bytes() / 8)) {
            var entry = entries.poll();
            if (entry == null) {
                break;
            }
            batch.putLast(entry.item().collection() + '/' + entry.item().key(), entry.item());
            size += entry.size();
        }
        bytes -= size;
        return List.copyOf(batch.values());
    }

    void clear() {
        entries.clear();
        bytes = 0;
    }

    /** There is enough for a whole batch. */
    boolean hasBatch() {
        return entries.size() >= limits.batch() || bytes >= limits.bytes() / 8;
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    int records() {
        return entries.size();
    }

    long bytes() {
        return bytes;
    }

    /** How long the oldest has waited, 0 when none does. */
    long oldestNanos(long now) {
        var oldest = entries.peek();
        return oldest == null ? 0 : now - oldest.since();
    }

    /** About as many bytes as the record takes in memory: objects with their headers, texts, entries of maps. */
    private static long sizeOf(JsonNode node) {
        long size = 56;
        if (node.isTextual()) {
            size += node.textValue().length();
        } else if (node.isContainerNode()) {
            for (var child : node) {
                size += sizeOf(child) + 48;
            }
        }
        return size;
    }
}
