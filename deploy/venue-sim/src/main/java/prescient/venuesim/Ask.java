package prescient.venuesim;

import java.util.Map;

/**
 * A request to one of the sites.
 *
 * @param path decoded
 * @param headers by their names in lower case; of several with one name the first
 * @param body empty when there is none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and copied nowhere
record Ask(String method, String path, Query query, Map<String, String> headers, byte[] body) {}
