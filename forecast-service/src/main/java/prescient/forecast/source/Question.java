package prescient.forecast.source;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import prescient.forecast.city.City;
import prescient.forecast.outside.SiteClient;

/**
 * What is asked of a source.
 *
 * @param days of the city's zone, one after the other; at least one
 * @param key empty where none is needed
 */
record Question(City city, List<LocalDate> days, String key) {

    ZoneId zone() {
        return ZoneId.of(city.timeZone());
    }

    String latitude() {
        return city.latitude().toPlainString();
    }

    String longitude() {
        return city.longitude().toPlainString();
    }

    String encodedKey() {
        return SiteClient.encoded(key);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return city.code() + " " + days;
    }
}
