package prescient.venuesim;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A place with weather. Degrees Fahrenheit: the mean of its daily maxima over a year, how far the seasons carry them
 * off it, and how far the weather does.
 */
enum WeatherCity {
    NY("CENTRAL PARK NY", "America/New_York", 40.79736, -73.97785, "KNYC", "OKX", "KXHIGHNY", 132, 62, 23, 6.5),
    IL("CHICAGO-MIDWAY", "America/Chicago", 41.78701, -87.77166, "KMDW", "LOT", "KXHIGHCHI", 95, 59, 26, 7.5),
    TX("AUSTIN BERGSTROM", "America/Chicago", 30.1444, -97.66876, "KAUS", "EWX", "KXHIGHAUS", 318, 80, 17, 6.5),
    FL("MIAMI", "America/New_York", 25.7738, -80.1936, "KMIA", "MFL", "KXHIGHMIA", 273, 84, 6.5, 3);

    /** Within this many degrees a coordinate is the city's. */
    private static final double NEAR = 0.5;

    private final String title;
    private final ZoneId zone;
    private final double latitude;
    private final double longitude;
    private final String station;
    private final String office;
    private final String series;
    private final int reportMinute;
    private final double meanF;
    private final double seasonF;
    private final double weatherF;

    WeatherCity(
            String title,
            String zone,
            double latitude,
            double longitude,
            String station,
            String office,
            String series,
            int reportMinute,
            double meanF,
            double seasonF,
            double weatherF) {
        this.title = title;
        this.zone = ZoneId.of(zone);
        this.latitude = latitude;
        this.longitude = longitude;
        this.station = station;
        this.office = office;
        this.series = series;
        this.reportMinute = reportMinute;
        this.meanF = meanF;
        this.seasonF = seasonF;
        this.weatherF = weatherF;
    }

    /** Its place in the noise. */
    long row() {
        return name().hashCode();
    }

    String title() {
        return title;
    }

    ZoneId zone() {
        return zone;
    }

    double latitude() {
        return latitude;
    }

    double longitude() {
        return longitude;
    }

    String station() {
        return station;
    }

    /** The station's three letters in reports. */
    String reportStation() {
        return station.substring(1);
    }

    /** That issues the climate report. */
    String office() {
        return office;
    }

    /** The venue's markets on its maximum. */
    String series() {
        return series;
    }

    /** Of the local day after, when a day's final climate report comes out. */
    int reportMinute() {
        return reportMinute;
    }

    double meanF() {
        return meanF;
    }

    double seasonF() {
        return seasonF;
    }

    double weatherF() {
        return weatherF;
    }

    /** Its forecast grid at the National Weather Service. */
    String grid() {
        return office + "/33,37";
    }

    static WeatherCity at(double latitude, double longitude) {
        return find(city -> Math.abs(city.latitude - latitude) < NEAR && Math.abs(city.longitude - longitude) < NEAR)
                .orElseThrow(() -> new Refusal(
                        404, String.format(Locale.ROOT, "there is no weather at %s,%s", latitude, longitude)));
    }

    static Optional<WeatherCity> ofStation(String station) {
        return find(city -> city.station.equals(station));
    }

    static Optional<WeatherCity> ofReport(String station) {
        return find(city -> city.reportStation().equals(station));
    }

    static Optional<WeatherCity> ofSeries(String series) {
        return find(city -> city.series.equals(series));
    }

    static Optional<WeatherCity> ofGrid(String grid) {
        return find(city -> city.grid().equals(grid));
    }

    private static Optional<WeatherCity> find(Predicate<WeatherCity> wanted) {
        return Stream.of(values()).filter(wanted).findFirst();
    }
}
