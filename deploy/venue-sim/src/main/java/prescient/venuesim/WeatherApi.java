package prescient.venuesim;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import prescient.venuesim.DailyForecasts.Asked;

/** The weather services, each under its name: {@code /weather/open-meteo/v1/forecast} and so on. */
final class WeatherApi implements Site {

    static final String ROOT = "/weather/";

    private static final Map<String, String> HTML = Map.of("Content-Type", "text/html; charset=utf-8");
    private static final int DEFAULT_OBSERVATIONS = 100;
    private static final int VERSIONS = 50;

    private final DailyForecasts daily;
    private final HourlyForecasts hourly;
    private final StationReports stations;
    private final SimClock clock;
    private final Json json;

    WeatherApi(Climate climate, Noise noise, SimClock clock, Json json) {
        var forecasts = new WeatherForecasts(climate, noise.fork(1));
        this.daily = new DailyForecasts(forecasts);
        this.hourly = new HourlyForecasts(forecasts);
        this.stations = new StationReports(climate, noise.fork(2));
        this.clock = clock;
        this.json = json;
    }

    @Override
    public String route(String path) {
        int end = path.indexOf('/', ROOT.length());
        return end < 0 ? path : path.substring(0, end);
    }

    @Override
    public Answer answer(Ask ask, @Nullable FaultKind twist) {
        var path = ask.path();
        var query = ask.query();
        var now = clock.instant();
        int end = path.indexOf('/', ROOT.length());
        var service = path.substring(ROOT.length(), Math.max(end, ROOT.length()));
        var rest = end < 0 ? "" : path.substring(end);
        return switch (service) {
            case "open-meteo" -> {
                at("/v1/forecast", rest);
                var city = city(query, "latitude", "longitude");
                yield write(daily.openMeteo(asked(WeatherSource.OPEN_METEO, city, now, twist), query));
            }
            case "visual-crossing" -> visualCrossing(rest, query, now, twist);
            case "tomorrow" -> {
                at("/v4/weather/forecast", rest);
                key(query, "apikey");
                yield write(daily.tomorrow(asked(WeatherSource.TOMORROW, city(first(query, "location")), now, twist)));
            }
            case "weatherapi" -> {
                at("/v1/forecast.json", rest);
                key(query, "key");
                var city = city(first(query, "q"));
                yield write(daily.weatherapi(asked(WeatherSource.WEATHERAPI, city, now, twist), query));
            }
            case "google-weather" -> {
                at("/v1/forecast/hours:lookup", rest);
                key(query, "key");
                var city = city(query, "location.latitude", "location.longitude");
                yield write(hourly.google(asked(WeatherSource.GOOGLE_WEATHER, city, now, twist), query));
            }
            case "openweathermap" -> {
                at("/data/2.5/forecast", rest);
                key(query, "appid");
                var city = city(query, "lat", "lon");
                yield write(hourly.openweathermap(asked(WeatherSource.OPENWEATHERMAP, city, now, twist)));
            }
            case "pirateweather" -> pirateweather(rest, now, twist);
            case "weather.gov" -> weatherGov(rest, query, now, twist);
            case "forecast.weather.gov" -> climateReport(rest, query, now);
            default -> throw new Refusal(404, "no such route: " + path);
        };
    }

    /** {@code .../timeline/{lat},{lon}/{from}/{to}}. */
    private Answer visualCrossing(String rest, Query query, Instant now, @Nullable FaultKind twist) {
        key(query, "key");
        var parts = List.of(rest.split("/", -1));
        var begin = List.of("", "VisualCrossingWebServices", "rest", "services", "timeline");
        if (parts.size() != begin.size() + 3 || !parts.subList(0, begin.size()).equals(begin)) {
            throw new Refusal(404, "no such route: " + rest);
        }
        var asked = asked(WeatherSource.VISUAL_CROSSING, city(parts.get(5)), now, twist);
        return write(daily.visualCrossing(asked, parts.get(6), parts.get(7)));
    }

    /** {@code /forecast/{key}/{lat},{lon}}. */
    private Answer pirateweather(String rest, Instant now, @Nullable FaultKind twist) {
        var parts = List.of(rest.split("/", -1));
        if (parts.size() != 4 || !parts.get(1).equals("forecast")) {
            throw new Refusal(404, "no such route: " + rest);
        }
        return write(daily.pirateweather(asked(WeatherSource.PIRATEWEATHER, city(parts.get(3)), now, twist)));
    }

    private Answer weatherGov(String rest, Query query, Instant now, @Nullable FaultKind twist) {
        var parts = List.of(rest.split("/", -1));
        if (parts.size() == 3 && parts.get(1).equals("points")) {
            return write(daily.points(city(parts.get(2))));
        }
        if (parts.size() == 5
                && parts.get(1).equals("gridpoints")
                && parts.get(4).equals("forecast")) {
            var city = WeatherCity.ofGrid(parts.get(2) + "/" + parts.get(3))
                    .orElseThrow(() -> new Refusal(404, "no such grid: " + rest));
            return write(daily.periods(asked(WeatherSource.WEATHER_GOV, city, now, twist)));
        }
        if (parts.size() == 4 && parts.get(1).equals("stations") && parts.get(3).equals("observations")) {
            var city = WeatherCity.ofStation(parts.get(2))
                    .orElseThrow(() -> new Refusal(404, "no such station: " + parts.get(2)));
            int limit = query.wholeNumber("limit", DEFAULT_OBSERVATIONS);
            return write(stations.observations(city, limit, now, twist));
        }
        throw new Refusal(404, "no such route: " + rest);
    }

    private Answer climateReport(String rest, Query query, Instant now) {
        at("/product.php", rest);
        var city = WeatherCity.ofReport(first(query, "issuedby"));
        int version = Math.min(query.wholeNumber("version", 1), VERSIONS + 1);
        if (city.isEmpty() || !first(query, "product").equals("CLI")) {
            return new Answer(200, "<html><body><pre>None issued by this office recently.</pre></body></html>", HTML);
        }
        return new Answer(200, stations.page(city.get(), version, now), HTML);
    }

    private Answer write(Object answer) {
        return Answer.json(200, json.write(answer));
    }

    private static Asked asked(WeatherSource source, WeatherCity city, Instant now, @Nullable FaultKind twist) {
        return new Asked(source, city, now, twist);
    }

    private static void at(String wanted, String rest) {
        if (!rest.equals(wanted)) {
            throw new Refusal(404, "no such route: " + rest);
        }
    }

    /** Any key will do, but there must be one. */
    private static void key(Query query, String name) {
        if (first(query, name).isEmpty()) {
            throw new Refusal(401, "a key is needed");
        }
    }

    private static WeatherCity city(Query query, String latitude, String longitude) {
        return city(first(query, latitude) + "," + first(query, longitude));
    }

    private static WeatherCity city(String coordinates) {
        var parts = coordinates.split(",", -1);
        try {
            if (parts.length == 2) {
                return WeatherCity.at(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]));
            }
        } catch (NumberFormatException e) {
            throw new Refusal(400, "no coordinates: '" + coordinates + "'");
        }
        throw new Refusal(400, "no coordinates: '" + coordinates + "'");
    }

    /** Empty when absent. */
    private static String first(Query query, String name) {
        var text = query.first(name);
        return text == null ? "" : text;
    }
}
