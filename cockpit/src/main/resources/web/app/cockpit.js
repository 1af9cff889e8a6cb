import { html, nothing } from 'lit';
import { Element } from './element.js';
import { zone } from './format.js';
import { current, link } from './route.js';
import { isSignedIn, restore, role, signOut, subject } from './session.js';
import { applyTheme, choose, settings } from './settings.js';
import { stream } from './stream.js';
import { problem } from './ui/state.js';
import './pages/overview.js';
import './signin.js';

/**
 * Every page: its name, what brings it when it is opened first (the first page is there at once), and how it is shown for
 * what the address says.
 */
const PAGES = {
  overview: { title: 'Overview', view: () => html`<p-overview></p-overview>` },
  trades: { title: 'Trades', load: () => import('./pages/trades.js'),
    view: (id, query) => html`<p-trades .item=${id} .query=${query}></p-trades>` },
  signals: { title: 'Signals', load: () => import('./pages/signals.js'),
    view: (id, query) => html`<p-signals .query=${query}></p-signals>` },
  markets: { title: 'Markets', load: () => import('./pages/markets.js'),
    view: (id, query) => html`<p-markets .item=${id} .query=${query}></p-markets>` },
  forecasts: { title: 'Forecasts', load: () => import('./pages/forecasts.js'),
    view: (id, query) => html`<p-forecasts .item=${id} .query=${query}></p-forecasts>` },
  backtests: { title: 'Backtests', load: () => import('./pages/backtests.js'),
    view: (id, query) => html`<p-backtests .item=${id} .query=${query}></p-backtests>` },
  analytics: { title: 'Analytics', load: () => import('./pages/analytics.js'),
    view: (id, query) => html`<p-analytics .item=${id} .query=${query}></p-analytics>` },
  cutover: { title: 'Cut-over', load: () => import('./pages/cutover.js'),
    view: (id, query) => html`<p-cutover .item=${id} .query=${query}></p-cutover>` },
  operations: { title: 'Operations', load: () => import('./pages/operations.js'),
    view: (id, query) => html`<p-operations .item=${id} .query=${query}></p-operations>` },
};

/** What a window has not fetched yet may be gone after an update. */
const MISSING = {
  message: 'This page cannot be fetched.',
  hint: 'The gateway does not answer, or became another version after this window was opened.',
};

const THEMES = { auto: 'dark', dark: 'light', light: 'auto' };

const STREAM = { live: ['Live', 'good'], stale: ['Stale', 'warn'], waiting: ['Reconnecting', 'warn'], off: ['Not live', ''] };

/** The frame around every page. */
class Cockpit extends Element {
  static properties = { route: { state: true }, loaded: { state: true }, missing: { state: true } };

  constructor() {
    super();
    restore();
    applyTheme();
    this.route = current();
    this.loaded = new Set();
    this.redraw = () => this.requestUpdate();
    addEventListener('hashchange', () => this.#moved());
    addEventListener('settings', this.redraw);
    addEventListener('signed-in', () => this.#enter());
    addEventListener('signed-out', () => this.#leave());
    stream.addEventListener('state', this.redraw);
    if (isSignedIn()) {
      this.#enter();
    }
  }

  #enter() {
    stream.start();
    this.#moved();
  }

  #leave() {
    signOut();
    stream.stop();
    this.requestUpdate();
  }

  #moved() {
    if (location.hash.startsWith('#token=')) {
      restore();
    }
    const before = this.route.page;
    this.route = current();
    this.#load(this.route.page);
    if (before !== this.route.page) {
      this.updateComplete.then(() => this.querySelector('main')?.focus());
    }
  }

  async #load(name) {
    try {
      await PAGES[name]?.load?.();
      this.loaded = new Set([...this.loaded, name]);
    } catch {
      this.missing = name;
    }
  }

  render() {
    if (!isSignedIn()) {
      return html`<p-sign-in></p-sign-in>`;
    }
    document.title = `${PAGES[this.route.page]?.title ?? 'Not found'} · Prescient`;
    return html`<a class="skip" href="#main" @click=${this.#skip}>Skip to content</a>
      ${this.#header()}
      <main id="main" tabindex="-1">${this.#page()}</main>`;
  }

  #header() {
    const [text, kind] = STREAM[stream.state];
    return html`<header class="bar">
      <strong class="brand">Prescient</strong>
      <nav aria-label="Pages">
        ${Object.entries(PAGES).map(([name, page]) => html`<a
          href=${link(name)} aria-current=${name === this.route.page ? 'page' : nothing}>${page.title}</a>`)}
      </nav>
      <div class="tools">
        <span class="badge ${kind}" role="status">${text}</span>
        <button type="button" title="Time zone of all times" @click=${() => choose({ utc: !settings.utc })}>${zone()}</button>
        <button type="button" title="Colours" @click=${() => choose({ theme: THEMES[settings.theme] })}>
          ${settings.theme === 'auto' ? 'Auto' : settings.theme === 'dark' ? 'Dark' : 'Light'}
        </button>
        <span class="badge" title=${subject()}>${role() || 'no role'}</span>
        <button type="button" @click=${this.#leave}>Sign out</button>
      </div>
    </header>`;
  }

  #skip(event) {
    event.preventDefault();
    document.getElementById('main').focus();
  }

  #page() {
    const { page, id, query } = this.route;
    if (!PAGES[page]) {
      return html`<h1>Not found</h1><p>There is no such page. <a href=${link('overview')}>Overview</a></p>`;
    }
    if (!this.loaded.has(page) && this.missing === page) {
      return html`<h1>${PAGES[page].title}</h1>${problem(MISSING, () => location.reload())}`;
    }
    if (!this.loaded.has(page)) {
      return html`<p class="loading" role="status">Loading…</p>`;
    }
    return PAGES[page].view(id, query);
  }
}

customElements.define('prescient-cockpit', Cockpit);
