package prescient.signal.entry;

/**
 * Settings as they are in force.
 *
 * @param version 0 for the default ones, which nobody stored; grows with each change
 */
public record StoredSettings(String symbol, int version, EntrySettings settings) {}
