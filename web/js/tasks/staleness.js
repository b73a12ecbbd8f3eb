// Whether what the list shows may be out of date: since it was asked for, something changed. A reset and a restart take
// tasks away without a word on each of them; a snapshot, or other counts, is all that there is to tell them by.

const ended = ({ complete, failed, cancelled, timedOut }) => complete + failed + cancelled + timedOut;

export function createStaleness(store) {
  let changed = true;
  let snapshots = store.snapshots;
  let ends = ended(store.counts);

  store.onChange(() => {
    changed = true;
  });

  return {
    get isStale() {
      return changed || store.snapshots !== snapshots || ended(store.counts) < ends;
    },

    /** To be called before the server is asked: what changes from now on the answer may not hold. */
    asked() {
      changed = false;
      ({ snapshots } = store);
      ends = ended(store.counts);
    },
  };
}
