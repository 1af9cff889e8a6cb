/** What a person has chosen and keeps: theme, zone, portfolio. Kept by the browser. */
const KEY = 'prescient.settings';
const DEFAULTS = { theme: 'auto', utc: false, portfolio: 1 };

export const settings = { ...DEFAULTS, ...JSON.parse(localStorage.getItem(KEY) ?? '{}') };

export function choose(changes) {
  Object.assign(settings, changes);
  localStorage.setItem(KEY, JSON.stringify(settings));
  applyTheme();
  dispatchEvent(new Event('settings'));
}

export function applyTheme() {
  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  document.documentElement.dataset.theme = settings.theme === 'auto' ? (dark ? 'dark' : 'light') : settings.theme;
}

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
  applyTheme();
  dispatchEvent(new Event('settings'));
});
