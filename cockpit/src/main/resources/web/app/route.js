/** Where one is: `#/page/id?name=value`. */
export function current() {
  const [path, parameters = ''] = location.hash.replace(/^#\/?/, '').split('?');
  const [page, ...id] = path.split('/').map(decodeURIComponent);
  return { page: page || 'overview', id: id.join('/') || null, query: Object.fromEntries(new URLSearchParams(parameters)) };
}

/** The address of a page. */
export function link(page, id, query = {}) {
  const given = Object.entries(query).filter(([, value]) => value);
  return `#/${page}${id ? `/${encodeURIComponent(id)}` : ''}${given.length ? `?${new URLSearchParams(given)}` : ''}`;
}

/** Changes what a list is narrowed to, without a step in the browser's history. */
export function narrow(changes) {
  const { page, id, query } = current();
  history.replaceState(null, '', link(page, id, { ...query, ...changes }));
  dispatchEvent(new HashChangeEvent('hashchange'));
}
