import { html, nothing } from 'lit';
import { settings } from './settings.js';

/** How figures are written: unit and sign always, a dash for what is not known. Amounts are dollars. */
export const NONE = '–';

const MINUS = '−';
const isKnown = value => value !== null && value !== undefined && value !== '';

function number(value, digits, most = digits) {
  return new Intl.NumberFormat('en-US', { minimumFractionDigits: digits, maximumFractionDigits: most })
    .format(Math.abs(value));
}

const sign = (value, always) => (value < 0 ? MINUS : always && value > 0 ? '+' : '');

/** 1234.5 as $1,234.50. */
export const money = value => (isKnown(value) ? `${sign(value)}$${number(value, 2)}` : NONE);

/** A gain or a loss, with its sign and a class for its colour. */
export function gain(value) {
  if (!isKnown(value)) {
    return NONE;
  }
  const kind = value > 0 ? 'gain' : value < 0 ? 'loss' : '';
  return html`<span class=${kind || nothing}>${sign(value, true)}$${number(value, 2)}</span>`;
}

/** A price of a share in dollars, as many digits as it has, four at least and six at most. */
export const price = value => (isKnown(value) ? `$${number(value, 4, 6)}` : NONE);

/** 0.1234 as 12.3 %. */
export const percent = (value, digits = 1) => (isKnown(value) ? `${sign(value)}${number(value * 100, digits)} %` : NONE);

/** A plain number; `digits` after the point at most. */
export const count = (value, digits = 0) => (isKnown(value) ? sign(value) + number(value, 0, digits) : NONE);

/** Milliseconds, a digit after the point where they are few. */
export const millis = value => (isKnown(value) ? `${count(value, value < 100 ? 1 : 0)} ms` : NONE);
/** A temperature; `always` with its sign, as differences have it. */
export const degrees = (value, always = false) =>
  isKnown(value) ? `${sign(value, always)}${number(value, 2)} °F` : NONE;

/** A figure that the API gives with the reason when there is none: `{value, reason}`. */
export const ratio = (figure, write = value => count(value, 2)) =>
  isKnown(figure?.value) ? write(figure.value) : html`<span title=${reason(figure?.reason)}>${NONE}</span>`;

export const reason = code => (code ? code.toLowerCase().replaceAll('_', ' ') : '');

/** 75 as 1 min 15 s. */
export function duration(seconds) {
  if (!isKnown(seconds)) {
    return NONE;
  }
  const units = [['d', 86_400], ['h', 3_600], ['min', 60], ['s', 1]];
  const parts = [];
  let rest = Math.round(seconds);
  for (const [unit, size] of units) {
    if (rest >= size && parts.length < 2) {
      parts.push(`${Math.floor(rest / size)} ${unit}`);
      rest %= size;
    }
  }
  return parts.join(' ') || '0 s';
}

/** The name of the time zone that times are shown in. */
export const zone = () => (settings.utc ? 'UTC' : Intl.DateTimeFormat().resolvedOptions().timeZone);

/** An instant of the API (ISO 8601) in the zone that is shown in the header, the exact instant as its title. */
export function time(instant) {
  if (!isKnown(instant)) {
    return NONE;
  }
  const text = new Intl.DateTimeFormat('en-GB', {
    dateStyle: 'medium', timeStyle: 'medium', timeZone: zone(),
  }).format(new Date(instant));
  return html`<time datetime=${instant} title=${instant}>${text}</time>`;
}

/** A day as the API gives it, which has no zone. */
export const day = date => (isKnown(date) ? date : NONE);
