// Finds the stories that hold all the words; works from disk and asks no server.
"use strict";
const MOST = 100;
const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const stories = digestStories.map(([path, where, headline, news, outlets]) =>
  ({ path, where, headline, news, outlets, text: folded([headline, news, outlets].join(" ")) }));
const input = document.getElementById("words");
const count = document.getElementById("count");
const found = document.getElementById("found");

// Text goes in as text, never as markup: it is that of strangers.
function element(name, text, properties) {
  return Object.assign(document.createElement(name), { textContent: text }, properties);
}

function line(story) {
  const item = element("li", "");
  item.append(
    element("a", story.headline, { href: story.path }), element("br", ""),
    element("span", `${story.where} · ${story.outlets}`, { className: "quiet" }));
  return item;
}

function search() {
  const words = folded(input.value).split(/\s+/).filter(Boolean);
  const hits = words.length ? stories.filter((s) => words.every((w) => s.text.includes(w))) : [];
  found.replaceChildren(...hits.slice(0, MOST).map(line));
  const told = (label, number) => count.dataset[label].replace("{count}", number.toLocaleString(document.documentElement.lang));
  const more = hits.length > MOST ? ` ${told("newest", MOST)}` : "";
  count.textContent = words.length ? told("found", hits.length) + more : "";
  history.replaceState(null, "", words.length ? `#${encodeURIComponent(input.value)}` : "#");
}

input.form.addEventListener("submit", (event) => event.preventDefault());
input.addEventListener("input", search);
try {
  input.value = decodeURIComponent(location.hash.slice(1));
} catch {
  input.value = "";
}
search();
