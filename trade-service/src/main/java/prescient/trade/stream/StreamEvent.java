package prescient.trade.stream;

import org.jspecify.annotations.Nullable;

/**
 * A word to a listener.
 *
 * @param kind what it is about, the name of the event
 * @param cursor what to send back to go on from here; null for an event that does not move the listener on
 * @param data a JSON object
 * @param last nothing comes after it
 */
record StreamEvent(String kind, @Nullable String cursor, String data, boolean last) {}
