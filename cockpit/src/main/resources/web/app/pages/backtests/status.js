import { html } from 'lit';
import { count, gain, money, NONE, percent } from '../../format.js';
import { badge } from '../../ui/figure.js';

const KINDS = { done: 'good', failed: 'bad', running: 'warn', queued: 'warn', cancelled: '' };

export const isUnderWay = backtest => backtest.status === 'running' || backtest.status === 'queued';

/** How far a backtest is, 0 to 1, or null before that is known. */
export function progress({ status, snapshots, snapshots_done: done, variants }) {
  return status === 'running' && snapshots > 0 ? done / (snapshots * variants) : null;
}

/** The status in a word, and how far it is. */
export const state = backtest => html`<span>${badge(backtest.status, KINDS[backtest.status])}
  ${progress(backtest) === null ? '' : percent(progress(backtest), 0)}
  ${backtest.cancel_requested && isUnderWay(backtest) ? 'is being cancelled' : ''}</span>`;

export const parameters = values =>
  Object.entries(values).map(([name, value]) => `${name} ${count(value, 6)}`).join(', ') || NONE;

/** Columns of a result's figures, for rows that have `figures`. */
export const FIGURES = [
  { name: 'Signals', of: row => row.figures?.signals, cell: row => count(row.figures?.signals), isNumber: true },
  { name: 'Executed', of: row => row.figures?.executed, cell: row => count(row.figures?.executed), isNumber: true },
  { name: 'Settled', of: row => row.figures?.settled, cell: row => count(row.figures?.settled), isNumber: true },
  { name: 'Win rate', of: row => row.figures?.win_rate, cell: row => percent(row.figures?.win_rate), isNumber: true },
  { name: 'Profit', of: row => row.figures?.profit, cell: row => gain(row.figures?.profit), isNumber: true },
  { name: 'Of the cash', of: row => row.figures?.profit_ratio, cell: row => percent(row.figures?.profit_ratio, 2),
    isNumber: true },
  { name: 'Drawdown', of: row => row.figures?.max_drawdown, cell: row => money(row.figures?.max_drawdown),
    isNumber: true },
  { name: 'Total', of: row => row.figures?.total, cell: row => money(row.figures?.total), isNumber: true },
];
