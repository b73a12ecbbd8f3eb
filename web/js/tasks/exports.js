// What the filter shows as a file.
import { create, setAttribute } from '../view/dom.js';
import { exportPath } from './query.js';

const FORMATS = ['csv', 'json'];

export function createExports(place, store) {
  const links = FORMATS.map((format) => {
    const link = create('a', 'export', format.toUpperCase());
    link.download = `atomic-flow-tasks.${format}`;
    link.setAttribute('aria-label', `Export as ${format.toUpperCase()} what the filter shows`);
    link.addEventListener('click', (event) => {
      if (store.connection.state !== 'live') event.preventDefault();
    });
    return { format, link };
  });
  place.append('Export ', ...links.flatMap(({ link }) => [link, ' ']));

  return function show(filter) {
    const offline = store.connection.state !== 'live';
    for (const { format, link } of links) {
      setAttribute(link, 'href', exportPath(filter, format));
      setAttribute(link, 'aria-disabled', String(offline));
    }
  };
}
