// The work of `../wit/text.wit` in JavaScript.

const text = (value, field) => {
  if (typeof value !== "string") throw { tag: "field", val: field };
  return value;
};

const number = (value, field) => {
  if (typeof value !== "number") throw { tag: "field", val: field };
  return value;
};

const list = (value, field) => {
  if (!Array.isArray(value)) throw { tag: "field", val: field };
  return value;
};

const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

const crcTable = Uint32Array.from({ length: 256 }, (_, n) => {
  for (let k = 0; k < 8; k++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
  return n;
});

export const work = {
  summarize(json) {
    let order;
    try {
      order = JSON.parse(json);
    } catch {
      throw { tag: "syntax" };
    }
    const items = list(order?.items, "items").map((item) => ({
      name: text(item?.name, "name"),
      price: number(item?.price, "price"),
      count: number(item?.count, "count"),
    }));
    items.sort((a, b) => b.price - a.price || compare(a.name, b.name));
    const total = items.reduce((sum, { price, count }) => sum + price * count, 0);
    const tags = [...new Set(list(order.tags ?? [], "tags").map((tag) => text(tag, "tags")))].sort(compare);
    return { customer: text(order.customer, "customer"), items, total, tags };
  },

  toJson({ customer, items, total, tags }) {
    const sorted = items.map(({ name, price, count }) => ({ count, name, price }));
    return JSON.stringify({ customer, items: sorted, tags, total });
  },

  frequencies(text, limit) {
    const counts = new Map();
    for (const [word] of text.toLowerCase().matchAll(/[a-z]+/g)) {
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    const sorted = [...counts].sort(([a, m], [b, n]) => n - m || compare(a, b));
    return sorted.slice(0, limit).map(([word, count]) => ({ word, count }));
  },

  tidy(text) {
    return text
      .replace(/\b(\d{2})\.(\d{2})\.(\d{4})\b/g, "$3-$2-$1")
      .replace(/\b[a-z]+(?:[A-Z][a-z]*)+\b/g, (name) => name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`));
  },

  primes(n) {
    if (n < 3) return 0;
    const composite = new Uint8Array(n);
    let count = 0;
    for (let i = 2; i < n; i++) {
      if (composite[i]) continue;
      count++;
      for (let j = i * i; j < n; j += i) composite[j] = 1;
    }
    return count;
  },

  crc32(bytes) {
    let crc = ~0;
    for (const byte of bytes) crc = crcTable[(crc ^ byte) & 0xff] ^ (crc >>> 8);
    return (~crc >>> 0).toString(16).padStart(8, "0");
  },

  add(a, b) {
    return (a + b) >>> 0;
  },

  date(seconds) {
    const date = new Date(Number(seconds) * 1000);
    return [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
  },

  log(line) {
    // QuickJS has no console.
    globalThis.console?.log(line);
    globalThis.console?.error?.(line);
  },

  ambient() {
    const before = Date.now();
    return Math.random() !== Math.random() && Date.now() >= before;
  },

  fail(message) {
    throw new Error(message);
  },
};
