package prescient.forecast.city;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The four cities the legacy programs traded, in their order. */
public enum LegacyCity {
    NY("New York", "America/New_York", "KXHIGHNY", "KNYC", "OKX", "NYC"),
    IL("Chicago", "America/Chicago", "KXHIGHCHI", "KMDW", "LOT", "MDW"),
    TX("Austin", "America/Chicago", "KXHIGHAUS", "KAUS", "EWX", "AUS"),
    FL("Miami", "America/New_York", "KXHIGHMIA", "KMIA", "MFL", "MIA");

    private final String title;
    private final ZoneId zone;
    private final String series;
    private final String station;
    private final String reportOffice;
    private final String reportStation;

    LegacyCity(String title, String zone, String series, String station, String reportOffice, String reportStation) {
        this.title = title;
        this.zone = ZoneId.of(zone);
        this.series = series;
        this.station = station;
        this.reportOffice = reportOffice;
        this.reportStation = reportStation;
    }

    /** As in files and keys, for instance {@code ny}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For people. */
    public String title() {
        return title;
    }

    /** Whose days the city's days are. */
    public ZoneId zone() {
        return zone;
    }

    /** The venue's series of markets, for instance {@code KXHIGHNY}. */
    public String series() {
        return series;
    }

    /** Where temperatures are observed, for instance {@code KNYC}. */
    public String station() {
        return station;
    }

    /** The office that issues the climate report the markets settle on, for instance {@code OKX}. */
    public String reportOffice() {
        return reportOffice;
    }

    /** The station that report is about, for instance {@code NYC}. */
    public String reportStation() {
        return reportStation;
    }

    /**
     * Where the climate report is read.
     *
     * @param version 1 is the newest
     */
    public String reportUrl(int version) {
        return "https://forecast.weather.gov/product.php?site=" + reportOffice + "&issuedby=" + reportStation
                + "&product=CLI&format=txt&version=" + version + "&glossary=0";
    }

    public static List<String> codes() {
        return Stream.of(values()).map(LegacyCity::code).toList();
    }

    /** Blanks around it and case do not matter; empty for other cities. */
    public static Optional<LegacyCity> of(String code) {
        var plain = code.strip().toLowerCase(Locale.ROOT);
        return Stream.of(values()).filter(city -> city.code().equals(plain)).findFirst();
    }
}
