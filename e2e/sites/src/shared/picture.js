// Pictures drawn here: initials as avatars, flat scenes below the posts. Data URLs, so that they are real <img>.
const svg = (width, height, body) =>
  `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}">${body}</svg>`)}`;

const rect = (x, y, w, h, fill, r = 0) => `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="${r}" fill="${fill}"/>`;
const circle = (x, y, r, fill) => `<circle cx="${x}" cy="${y}" r="${r}" fill="${fill}"/>`;

export function avatar({ name, hue, kind }) {
  const words = name.split(' ');
  const initials = kind === 'company' ? name[0] : words[0][0] + words.at(-1)[0];
  const size = kind === 'company' ? 62 : 48;
  return svg(128, 128, `<defs><linearGradient id="g" x2="1" y2="1"><stop stop-color="hsl(${hue} 48% 46%)"/>`
    + `<stop offset="1" stop-color="hsl(${hue + 24} 52% 34%)"/></linearGradient></defs>${rect(0, 0, 128, 128, 'url(#g)')}`
    + `<text x="64" y="${64 + size * 0.36}" font-family="Inter,Helvetica,Arial,sans-serif" font-size="${size}" font-weight="600" `
    + `fill="#fff" text-anchor="middle">${initials}</text>`);
}

const scenes = {
  robot: rect(0, 0, 600, 300, '#e9e4f5') + rect(0, 220, 600, 80, '#d4cbe8') + circle(470, 90, 46, '#f6f3fb')
    + rect(250, 130, 100, 110, '#6b57a5', 24) + rect(262, 66, 76, 58, '#8b78c2', 22) + circle(284, 95, 8, '#fff') + circle(316, 95, 8, '#fff')
    + rect(222, 146, 20, 66, '#8b78c2', 10) + rect(358, 146, 20, 66, '#8b78c2', 10) + circle(276, 246, 14, '#3d3163') + circle(324, 246, 14, '#3d3163')
    + rect(80, 170, 70, 50, '#b7a9da', 6) + rect(100, 120, 30, 50, '#7da58a', 15),
  kitchen: rect(0, 0, 600, 300, '#dff0ee') + rect(0, 210, 600, 90, '#b9dbd6') + rect(60, 120, 200, 120, '#f4faf9', 8) + rect(72, 132, 176, 76, '#9cc9c2', 6)
    + rect(300, 160, 240, 80, '#f4faf9', 8) + circle(360, 150, 22, '#e0a458') + circle(410, 152, 18, '#d9694f') + rect(450, 108, 40, 52, '#5a8f88', 8)
    + circle(470, 262, 30, '#2f6f68') + rect(440, 256, 60, 18, '#1f4f4a', 9) + circle(470, 246, 6, '#dff0ee'),
  coffee: rect(0, 0, 600, 300, '#f4e8dc') + rect(0, 216, 600, 84, '#e2ccb6') + rect(240, 120, 110, 110, '#fffaf4', 18) + rect(344, 140, 40, 52, '#fffaf4', 22)
    + rect(352, 150, 22, 32, '#f4e8dc', 14) + rect(252, 132, 86, 20, '#6b4226', 10) + rect(270, 66, 8, 36, '#d8bfa5', 4) + rect(296, 54, 8, 48, '#d8bfa5', 4) + rect(322, 66, 8, 36, '#d8bfa5', 4),
  desk: rect(0, 0, 600, 300, '#e4ebf5') + rect(60, 214, 480, 14, '#9fb3cf', 6) + rect(90, 228, 14, 72, '#9fb3cf') + rect(496, 228, 14, 72, '#9fb3cf')
    + rect(200, 90, 200, 116, '#33486b', 10) + rect(212, 102, 176, 92, '#f3f7fc', 4) + rect(228, 118, 90, 10, '#9fb3cf', 5) + rect(228, 138, 130, 10, '#cad7e8', 5) + rect(228, 158, 110, 10, '#cad7e8', 5)
    + rect(290, 204, 20, 12, '#33486b') + rect(446, 172, 36, 42, '#d97b66', 6) + rect(130, 160, 26, 54, '#6f9d83', 13),
};
export const scene = (name) => svg(600, 300, scenes[name]);

const emoji = {
  '🤖': rect(8, 14, 48, 40, '#9aa7b8', 10) + rect(29, 4, 6, 10, '#6c7a8d') + circle(23, 32, 6, '#fff') + circle(41, 32, 6, '#fff') + rect(22, 44, 20, 4, '#fff', 2),
};
export const emojiPicture = (character) => svg(64, 64, emoji[character]);
