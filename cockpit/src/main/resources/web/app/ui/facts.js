import { html } from 'lit';
import { NONE } from '../format.js';

/** Names and values below each other, a list of pairs; what is not known is a dash. */
export const facts = (...pairs) => html`<dl class="facts">
  ${pairs.map(([name, value]) => html`<dt>${name}</dt><dd>${value ?? NONE}</dd>`)}
</dl>`;

/** What a decision rests on, as the service gave it: behind a word, since it is long and seldom needed. */
export function evidence(given, name = 'Evidence') {
  const entries = Object.entries(given ?? {});
  return entries.length
    ? html`<details><summary>${name}</summary>${facts(...entries.map(([key, value]) => [key.replaceAll('_', ' '), plain(value)]))}</details>`
    : NONE;
}

/** A value of JSON for people: text as it is, anything that has parts as its source. */
export function plain(value) {
  if (value === null || value === undefined || value === '') {
    return NONE;
  }
  return typeof value === 'object' ? html`<code>${JSON.stringify(value, null, 1)}</code>` : String(value);
}
