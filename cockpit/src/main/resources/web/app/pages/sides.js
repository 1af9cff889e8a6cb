import { html } from 'lit';
import { count } from '../format.js';
import { link } from '../route.js';
import { badge } from '../ui/figure.js';

/** What an action buys: YES or NO. */
export const side = action => action.replace(/^buy_/, '').toUpperCase();

const KINDS = {
  open: 'good', executed: 'good', filled: 'good', settled: '', closed: '', generated: 'warn', claimed: 'warn',
  pending: 'warn', denied: 'bad', rejected: 'bad', expired: '',
};

/** The state of a trade, an order or a signal. */
export const state = status => badge(status, KINDS[status] ?? '');

/** Shares, or contracts, at most as many digits as fit. */
export const shares = value => count(value, 4);

/** The trade that was made of it, or why there is none. */
export function outcome(signal) {
  if (signal.trade_id) {
    return html`<a href=${link('trades', signal.trade_id)}>trade</a>`;
  }
  return signal.outcome_reason ?? (WAITS[signal.status] ?? 'no reason was told');
}

const WAITS = { generated: 'not asked for yet', claimed: 'being traded' };

/** Whether a market or event is open, and whether the limits of the last choice let it be traded. */
export const standing = row => html`${badge(row.closed ? 'closed' : 'open', row.closed ? '' : 'good')}
  ${row.is_filtered ? badge('may be traded') : ''}${row.listed === false ? badge('not listed any more', 'warn') : ''}`;
