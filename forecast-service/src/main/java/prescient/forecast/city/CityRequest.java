package prescient.forecast.city;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a city shall be; the code is in the path. See {@link City} for units.
 *
 * @param name 1 to 100 characters
 * @param station 3 to 11 capital letters and digits
 * @param timeZone an IANA name
 * @param latitude -90 to 90
 * @param longitude -180 to 180
 * @param settlementVenue null only together with {@code settlementStation}
 * @param settlementStation null only together with {@code settlementVenue}
 * @param validFrom may be null
 * @param validTo after {@code validFrom}, may be null
 */
record CityRequest(
        String name,
        String station,
        String timeZone,
        BigDecimal latitude,
        BigDecimal longitude,
        @Nullable String settlementVenue,
        @Nullable String settlementStation,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validTo) {

    private static final int MAX_DECIMALS = 12;
    private static final LocalDate FIRST_DAY = LocalDate.of(1900, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

    CityRequest {
        Objects.requireNonNull(name, "name is missing");
        require(!name.isBlank() && name.length() <= 100, "name has 1 to 100 characters");
        station(Objects.requireNonNull(station, "station is missing"), "station");
        Objects.requireNonNull(timeZone, "time_zone is missing");
        require(ZoneId.getAvailableZoneIds().contains(timeZone), "time_zone is not an IANA time zone name");
        latitude = degrees(Objects.requireNonNull(latitude, "latitude is missing"), "latitude", 90);
        longitude = degrees(Objects.requireNonNull(longitude, "longitude is missing"), "longitude", 180);
        require(
                (settlementVenue == null) == (settlementStation == null),
                "settlement_venue and settlement_station are given together or not at all");
        if (settlementVenue != null && settlementStation != null) {
            require(settlementVenue.matches("[a-z][a-z0-9_-]{1,29}"), "settlement_venue is a lower-case word");
            station(settlementStation, "settlement_station");
        }
        day(validFrom, "valid_from");
        day(validTo, "valid_to");
        require(validFrom == null || validTo == null || validTo.isAfter(validFrom), "valid_to lies after valid_from");
    }

    City named(String code) {
        return new City(
                code,
                name,
                station,
                timeZone,
                latitude,
                longitude,
                settlementVenue,
                settlementStation,
                validFrom,
                validTo);
    }

    private static void station(String text, String field) {
        require(text.matches("[A-Z0-9]{3,11}"), field + " has 3 to 11 capital letters and digits");
    }

    private static BigDecimal degrees(BigDecimal value, String field, int limit) {
        var most = new BigDecimal(limit);
        require(
                value.compareTo(most) <= 0 && value.compareTo(most.negate()) >= 0,
                field + " lies in [-" + limit + ", " + limit + "]");
        var stripped = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        require(stripped.scale() <= MAX_DECIMALS, field + " has at most " + MAX_DECIMALS + " decimals");
        return stripped;
    }

    private static void day(@Nullable LocalDate day, String field) {
        require(
                day == null || (!day.isBefore(FIRST_DAY) && !day.isAfter(LAST_DAY)),
                field + " lies in the years 1900 to 9999");
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
