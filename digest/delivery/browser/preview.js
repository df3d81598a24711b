// Shows the edition in a frame where nothing runs, and asks each second whether it has changed.
"use strict";
const EVERY_MS = 1000;
const WIDTHS = { 360: "narrow", 600: "medium", 1200: "" };
const frame = document.getElementById("shown");
const choice = document.getElementById("choice");
let version = null;

// Text goes in as text: the edition's words are those of strangers.
function element(name, text, className = "") {
  return Object.assign(document.createElement(name), { textContent: text, className });
}

function chosen() {
  return Object.fromEntries(new FormData(choice));
}

function show() {
  const { tab, width, scheme, styles } = chosen();
  if (!tab) return;
  const top = frame.contentWindow?.scrollY ?? 0;
  frame.className = [WIDTHS[width], scheme === "dark" ? "night" : ""].join(" ").trim();
  frame.onload = () => frame.contentWindow.scrollTo(0, top);
  frame.src = `${tab}?${new URLSearchParams({ scheme, styles, version })}`;
}

function tabs(all) {
  const fieldset = document.getElementById("tabs");
  if (fieldset.querySelector("input")) return;
  all.forEach(({ name, title }, place) => {
    const label = element("label", "");
    const input = Object.assign(document.createElement("input"),
      { type: "radio", name: "tab", value: name, checked: place === 0 });
    label.append(input, ` ${title}`);
    fieldset.append(label);
  });
}

function line(finding) {
  const item = element("li", `${finding.place}: ${finding.what}`, finding.fallback ? "" : "fault");
  const more = [finding.rule, finding.clients.join(", "), finding.fallback || finding.where.join(" · ")];
  item.append(element("small", more.filter(Boolean).join(" · ")));
  return item;
}

function tell(state) {
  const error = document.getElementById("error");
  error.hidden = !state.error;
  error.textContent = state.error;
  if (state.error) return;
  document.title = state.title;
  document.getElementById("title").textContent = state.title;
  tabs(state.tabs);
  document.getElementById("sizes").replaceChildren(...state.sizes.map((size) => element("li", size)));
  const faults = state.findings.filter((finding) => !finding.fallback);
  document.getElementById("verdict").textContent = `Lint: ${faults.length || "no"} faults`;
  document.getElementById("faults").replaceChildren(...faults.map(line));
  document.getElementById("fallbacks").replaceChildren(
    ...state.findings.filter((finding) => finding.fallback).map(line));
  show();
}

async function ask() {
  try {
    const state = await (await fetch("state")).json();
    if (state.version !== version) {
      version = state.version;
      tell(state);
    }
  } catch {
    version = null;
    document.getElementById("error").hidden = false;
    document.getElementById("error").textContent = "digest preview has ended.";
  }
  setTimeout(ask, EVERY_MS);
}

choice.addEventListener("change", show);
ask();
