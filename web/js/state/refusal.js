// Why nothing can be changed from here now, in words that stand beside the control.

/** @returns {string} why, or '' */
export function changeRefusal({ connection, config }) {
  if (connection.state !== 'live') return 'No connection to the server: nothing can be sent now.';
  return config?.readOnly ? 'This server is read-only: it can be watched, not changed.' : '';
}
