import { signOut, token } from './session.js';

/** A refusal of a service as it gave it (RFC 9457), or that there was no answer. */
export class Problem extends Error {
  constructor(status, body) {
    super(body.detail || body.title || `HTTP ${status}`);
    this.status = status;
    this.code = body.code ?? '';
    this.hint = body.hint ?? '';
    this.body = body;
  }
}

/** The answer to GET as an object. `path` is of the gateway, for instance `/portfolios?limit=5`. */
export const get = path => call('GET', path);

/** The answer to a request that may change something; sent once and never again by itself. */
export const send = (method, path, body) => call(method, path, body);

/** `/path?a=1&b=2` without the parameters that have no value. */
export function query(path, parameters) {
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return given.length ? `${path}?${new URLSearchParams(given)}` : path;
}

export function headers() {
  return { Authorization: `Bearer ${token()}` };
}

async function call(method, path, body) {
  let response;
  try {
    response = await fetch(path, {
      method,
      headers: { ...headers(), Accept: 'application/json', 'Content-Type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    throw new Problem(0, {
      detail: 'The gateway does not answer.',
      code: 'UNREACHABLE',
      hint: 'Is the suite running? ./prescient status',
    });
  }
  const text = await response.text();
  const answer = text ? parse(text) : {};
  if (response.ok) {
    return answer;
  }
  if (response.status === 401) {
    signOut();
    dispatchEvent(new Event('signed-out'));
  }
  throw new Problem(response.status, answer);
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return { detail: text.slice(0, 200) };
  }
}
