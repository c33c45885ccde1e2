// Arrays of a page: differences, gzip and base64 of unsigned integers, each stored once.
const TYPES = { u8: Uint8Array, u16: Uint16Array, u32: Uint32Array };
const decoded = new Map();

async function decode(id) {
  const element = document.getElementById(id);
  const packed = Uint8Array.from(atob(element.textContent.trim()), (c) => c.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  const array = new TYPES[element.dataset.type](await new Response(stream).arrayBuffer());
  for (let i = 1; i < array.length; i++) array[i] += array[i - 1]; // wraps as the writer's did
  return array;
}

export function readBuffer(id) {
  if (!decoded.has(id)) decoded.set(id, decode(id));
  return decoded.get(id);
}
