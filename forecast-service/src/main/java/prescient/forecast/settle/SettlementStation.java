package prescient.forecast.settle;

import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Where a venue's markets on a city settle, and how.
 *
 * @param city its code
 * @param series the venue's series of markets, for instance {@code KXHIGHNY}
 * @param station for instance {@code KNYC}
 * @param source who reports, for instance {@code nws-cli}
 * @param reportOffice that issues the report, for instance {@code OKX}; empty when there is none
 * @param reportStation that the report is about, for instance {@code NYC}; empty when there is none
 * @param zone of the station
 * @param climateDay {@code standard-time}: midnight to midnight without daylight saving, or {@code local-time}
 * @param rounding to whole degrees Fahrenheit: {@code as-reported}, {@code half-up} or {@code half-even}
 * @param validFrom first day, null since ever
 * @param validTo first day no longer, null until further notice
 */
public record SettlementStation(
        String city,
        String venue,
        String series,
        String station,
        String source,
        String reportOffice,
        String reportStation,
        ZoneId zone,
        String climateDay,
        String rounding,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validTo) {}
