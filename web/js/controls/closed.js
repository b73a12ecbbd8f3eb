// Why nothing can be asked of the server now, in words that stand beside the control.

/** @returns {string} why, or '' */
export function closedReason({ connection, config, draining }) {
  if (connection.state !== 'live') return 'No connection to the server: nothing can be sent now.';
  if (config?.readOnly) return 'This server is read-only: it can be watched, not changed.';
  if (draining) return 'The server is draining: it takes no more tasks.';
  return '';
}
