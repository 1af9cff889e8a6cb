package prescient.trade.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * One thing another service still has to be told.
 *
 * @param id row id, rising in the order of writing
 * @param messageId id of the fill, settlement, signal or order it tells of
 * @param payload as the receiver takes it
 * @param lastError why it was put off the last time, null before that
 */
public record OutboxMessage(
        long id,
        Topic topic,
        String messageId,
        JsonNode payload,
        @Nullable String lastError) {

    /** What a message is about, in the order in which topics are delivered: a trade is booked before it is settled. */
    public enum Topic {
        FILL("fill"),
        SETTLEMENT("settlement"),
        RELEASE("release"),
        SIGNAL_OUTCOME("signal-outcome");

        private final String wire;

        Topic(String wire) {
            this.wire = wire;
        }

        /** The name in the database. */
        public String wire() {
            return wire;
        }

        static Topic of(String wire) {
            for (var topic : values()) {
                if (topic.wire.equals(wire)) {
                    return topic;
                }
            }
            throw new IllegalArgumentException("no topic " + wire);
        }
    }
}
