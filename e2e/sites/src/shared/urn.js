// The name of a post as LinkedIn writes it: as URN, and as the protobuf that hides in its componentkeys
// (field 1 activity, 2 ugcPost, 3 groupPost; inside, each number as a zigzag varint).
const GROUP = '8472913';
const KINDS = { activity: 1, ugcPost: 2, groupPost: 3 };

function varint(value) {
  const bytes = [];
  for (; value > 127n; value >>= 7n) bytes.push(Number(value & 127n) | 128);
  return [...bytes, Number(value)];
}

const kindOf = (post) => (post.group ? 'groupPost' : post.number % 4 === 1 ? 'ugcPost' : 'activity');
const numbersOf = (post) => (post.group ? [GROUP, post.linkedinId] : [post.linkedinId]);

export const urnOf = (post) => `urn:li:${kindOf(post)}:${numbersOf(post).join('-')}`;

export function packedUrn(post) {
  const inner = numbersOf(post).flatMap((id, at) => [((at + 1) << 3), ...varint(BigInt(id) << 1n)]);
  const bytes = [(KINDS[kindOf(post)] << 3) | 2, inner.length, ...inner];
  return btoa(String.fromCharCode(...bytes)).replace(/=+$/, '');
}

export const commentUrn = (post, comment) => `urn:li:comment:(${urnOf(post)},${comment.id})`;
