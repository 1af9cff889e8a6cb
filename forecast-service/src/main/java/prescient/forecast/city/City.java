package prescient.forecast.city;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A city whose temperature markets are about.
 *
 * @param code short name, lower case
 * @param name for people
 * @param station where temperatures are observed, for instance {@code KNYC}
 * @param timeZone IANA name; the city's days are days of this zone
 * @param latitude degrees north
 * @param longitude degrees east
 * @param settlementVenue whose markets settle on {@code settlementStation}, null when none is known
 * @param settlementStation the station they settle on, which need not be the observed one
 * @param validFrom first day this holds, null since ever
 * @param validTo first day it no longer holds, null until further notice
 */
public record City(
        String code,
        String name,
        String station,
        String timeZone,
        BigDecimal latitude,
        BigDecimal longitude,
        @Nullable String settlementVenue,
        @Nullable String settlementStation,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validTo) {}
