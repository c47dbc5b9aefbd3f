// Our own drawings under the ids that LinkedIn gives its icons (language-neutral hooks), 16 by 16.
export const icons = {
  'overflow-web-ios-small': 'M2 7h2v2H2zM7 7h2v2H7zM12 7h2v2h-2z',
  'close-small': 'M4 3l4 4 4-4 1 1-4 4 4 4-1 1-4-4-4 4-1-1 4-4-4-4z',
  'globe-americas-small': 'M8 1a7 7 0 100 14A7 7 0 008 1zm0 1.500a5.500 5.500 0 015 3.200H9.500L7 8l2 2v3.400A5.500 5.500 0 018 2.500z',
  'people-small': 'M5 3a2.500 2.500 0 110 5 2.500 2.500 0 010-5zM1 13c0-5 8-5 8 0zM11 4a2 2 0 110 4 2 2 0 010-4zM10 13h5c0-3.500-3-4.200-4.600-3.300z',
  'group-small': 'M8 2a2.500 2.500 0 110 5 2.500 2.500 0 010-5zM3 13c0-6 10-6 10 0zM1 5h2v5H1zM13 5h2v5h-2z',
  'thumbs-up-outline-small': 'M2 7h2v7H2zM5 7l3-5c2 0 1.600 2 1 4h4.500l-1 8H5zM6.500 7.500v5h4.700l.6-5H7.200l1-3.600z',
  'thumbs-up-filled-small': 'M2 7h2v7H2zM5 7l3-5c2 0 1.600 2 1 4h4.500l-1 8H5z',
  'chevron-up-small': 'M8 5l5 5-1 1-4-4-4 4-1-1z',
  'comment-small': 'M2 3h12v8H8l-4 3v-3H2zM3.500 4.500v5h9v-5z',
  'repost-small': 'M4 2l3 3H5v6h5v1.500H3.500V5H1zM12 14l-3-3h2V5H6V3.500h6.500V11H15z',
  'send-privately-small': 'M1 8l14-6-5 12-3-4zM4.500 8l3 1 4-4z',
  'person-accent-4': 'M8 2a3.500 3.500 0 110 7 3.500 3.500 0 010-7zM1 16c0-8 14-8 14 0z',
  'company-accent-4': 'M3 2h6v4h4v9H3zM5 4v2h2V4zM5 8v2h2V8zM5 12v2h2v-2zM10 8v2h1V8zM10 12v2h1v-2z',
  'verified-small': 'M8 1l6 2v5c0 4-3 6-6 7-3-1-6-3-6-7V3zM7 11l5-5-1-1-4 4-2-2-1 1z',
  'connect-small': 'M6 2a3 3 0 110 6 3 3 0 010-6zM1 14c0-6 10-6 10 0zM12 5h1.500v2h2v1.500h-2v2H12v-2h-2V7h2z',
  'add-small': 'M7 2h2v5h5v2H9v5H7V9H2V7h5z',
  'emoji-medium': 'M8 1a7 7 0 100 14A7 7 0 008 1zm0 1.500a5.500 5.500 0 110 11 5.500 5.500 0 010-11zM5 6h2v2H5zM9 6h2v2H9zM5 10h6c-1 2.500-5 2.500-6 0z',
  'image-medium': 'M1 3h14v10H1zM2.500 4.500v6L6 7l3 3 2-2 2.500 2.500v-6z',
  'job-medium': 'M2 5h3V3h6v2h3v9H2zM6.500 4.500V5h3v-.5zM3.500 8.500v4h9v-4z',
  'content-align-left-medium': 'M2 3h12v2H2zM2 7h8v2H2zM2 11h10v2H2z',
};

/** The drawing as attributes for an <svg> and its <path>; decorative unless a label is given. */
export const iconAttributes = (id, label) => ({
  id, viewBox: '0 0 16 16', width: 16, height: 16, fill: 'currentColor', role: 'img', 'aria-hidden': String(!label), 'aria-label': label ?? '',
});
