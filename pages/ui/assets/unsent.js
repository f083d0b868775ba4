// Words that were typed but never reached the server stay in this browser until the server shows the same ones.
const OLD = 14 * 24 * 3600 * 1000;
const read = key => { try { return JSON.parse(localStorage.getItem(key)) ?? {}; } catch { return {}; } };
const write = (key, kept) => {
  try { Object.keys(kept).length ? localStorage.setItem(key, JSON.stringify(kept)) : localStorage.removeItem(key); } catch { /* full or forbidden */ }
};
const same = (one, other) => one.replaceAll("\r\n", "\n").trim() === other.replaceAll("\r\n", "\n").trim();

// What nobody comes back to: its content was decided on, or its person goes elsewhere now.
function sweep() {
  try {
    for (const key of Object.keys(localStorage).filter(one => one.startsWith("simpul-"))) {
      if (Object.values(read(key)).every(one => !(Date.now() - one?.at <= OLD))) localStorage.removeItem(key);
    }
  } catch { /* forbidden */ }
}

function offered(box, data) {
  const kept = read(data.store);
  for (const [name, one] of Object.entries(kept)) {
    const field = data.fields[name];
    if ((field && same(one.text, field.value)) || Date.now() - one.at > OLD) delete kept[name];
  }
  write(data.store, kept);
  return Object.entries(kept).filter(([name, one]) => data.fields[name] && one.sitting !== box.sitting);
}

function draw(box, data, send) {
  const left = offered(box, data);
  box.replaceChildren();
  box.hidden = !left.length;
  if (!left.length) return;
  const say = document.createElement("p");
  say.textContent = data.words.offer;
  const list = document.createElement("ul");
  for (const [name, one] of left) {
    const item = document.createElement("li");
    item.textContent = `${data.fields[name].label}: “${one.text.length > 160 ? one.text.slice(0, 160) + "…" : one.text}”`;
    list.append(item);
  }
  const button = (words, act) => {
    const made = document.createElement("button");
    made.type = "button"; made.textContent = words; made.onclick = act;
    return made;
  };
  const drop = () => { const kept = read(data.store); left.forEach(([name]) => delete kept[name]); write(data.store, kept); };
  box.append(say, list,
    button(data.words.take, () => {  // stays in the browser until the server shows it
      const kept = read(data.store);
      left.forEach(([name]) => { if (kept[name]) kept[name].sitting = box.sitting; });
      write(data.store, kept); box.hidden = true;
      send("taken", Object.fromEntries(left.map(([name, one]) => [name, one.text]))); }),
    button(data.words.drop, () => { drop(); box.hidden = true; }));
}

export default function ({ data, parentElement, setTriggerValue }) {
  const box = parentElement.querySelector(".unsent");
  if (!box.sitting) sweep();
  box.sitting ??= Math.random().toString(36).slice(2);
  const note = event => {
    const name = Object.keys(data.fields).find(one => event.target.closest?.(`.st-key-${data.fields[one].key}`));
    if (!name || typeof event.target.value !== "string") return;
    const kept = read(data.store);
    kept[name] = { text: event.target.value, at: Date.now(), sitting: box.sitting };
    write(data.store, kept);
  };
  document.addEventListener("input", note, true);
  draw(box, data, setTriggerValue);
  return () => document.removeEventListener("input", note, true);
}
