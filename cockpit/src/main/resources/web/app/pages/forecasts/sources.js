/** The columns of the sources in a snapshot; their names are as weights have them. */
const SOURCES = ['open-meteo', 'visual-crossing', 'tomorrow', 'weatherapi', 'google-weather', 'openweathermap',
  'pirateweather', 'weather.gov'];

/** What each source said in a snapshot, how far that is from the blend, and what it weighed there. */
export function sources(snapshot) {
  if (!snapshot) {
    return [];
  }
  const weights = weightsOf(snapshot.weights_used);
  return SOURCES.map(source => {
    const forecast = snapshot[`tmax_${source.replace(/[-.]/g, '_')}`];
    return {
      source,
      forecast,
      off: forecast === null || snapshot.mean_forecast === null ? null : forecast - snapshot.mean_forecast,
      weight: weights[source] ?? null,
    };
  });
}

/** `a:0.5000,b:0.5000` as numbers by name. */
function weightsOf(text) {
  const pairs = text.split(',').filter(Boolean).map(pair => pair.split(':'));
  return Object.fromEntries(pairs.map(([name, weight]) => [name.trim(), Number(weight)]));
}
