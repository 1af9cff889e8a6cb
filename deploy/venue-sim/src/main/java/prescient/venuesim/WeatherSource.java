package prescient.venuesim;

/**
 * Who forecasts. Each has a bias of its own, in degrees Fahrenheit, and an error that grows with the time ahead; where
 * observations are mixed in, it shrinks once the day is under way.
 */
enum WeatherSource {
    OPEN_METEO(-1.2, 1.1, false),
    VISUAL_CROSSING(0.3, 0.7, true),
    TOMORROW(0.9, 1.2, false),
    WEATHERAPI(-0.8, 1.0, false),
    GOOGLE_WEATHER(0.2, 0.8, false),
    OPENWEATHERMAP(-1.6, 0.9, false),
    PIRATEWEATHER(0.6, 1.0, false),
    WEATHER_GOV(0.1, 0.6, false);

    private final double biasF;
    private final double skill;
    private final boolean observing;

    WeatherSource(double biasF, double skill, boolean observing) {
        this.biasF = biasF;
        this.skill = skill;
        this.observing = observing;
    }

    /** Its place in the noise. */
    long row() {
        return name().hashCode();
    }

    double biasF() {
        return biasF;
    }

    /** Factor on everybody's error. */
    double skill() {
        return skill;
    }

    boolean isObserving() {
        return observing;
    }
}
