// Why nothing can be asked of the server now, in words that stand beside the control.

/** @returns {string} why nothing can be changed, or '' */
export function changeRefusal({ connection, config }) {
  if (connection.state !== 'live') return 'No connection to the server: nothing can be sent now.';
  return config?.readOnly ? 'This server is read-only: it can be watched, not changed.' : '';
}

/** @returns {string} why no new tasks are taken, or ''; draining stands in the way of these alone */
export function submitRefusal(store) {
  return changeRefusal(store) || (store.draining ? 'The server is draining: it takes no more tasks.' : '');
}
