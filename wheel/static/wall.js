// The screen on the wall: shows the time, turns the day at midnight, and puts a new picture up when there is one.
// Everything is looked up when it is needed and nothing listens to the picture, so that old pictures leave no trace.
"use strict";

const MINUTE = 60_000;
const EVERY = 5 * MINUTE;
const FIRST_RETRY = 15_000;
const PATIENCE = 30_000;
const RELOADED_AT_MOST_EVERY = 10 * MINUTE;

const says = document.body.dataset;
const isDanish = document.documentElement.lang === "da";
const picture = () => document.getElementById("wall");

// The organisation's clock: in its zone, and as the server has it, for a screen's own is often wrong.
let ahead = Date.parse(picture().dataset.at) - Date.now();
const inZone = new Intl.DateTimeFormat("sv-SE", { timeZone: says.zone, dateStyle: "short", timeStyle: "short" });
const now = () => inZone.format(Date.now() + ahead).replace(" ", "T");
const time = (at) => `${Number(at.slice(11, 13))}${isDanish ? "." : ":"}${at.slice(14, 16)}`;
const spokenDay = new Intl.DateTimeFormat(isDanish ? "da-DK" : "en-GB", { dateStyle: "full", timeZone: "UTC" });
const daysBetween = (one, other) => Math.round((Date.parse(other) - Date.parse(one)) / (24 * 60 * MINUTE));

const weekOf = (day) => {
  // ISO 8601: a week belongs to the year of its Thursday.
  const thursday = new Date(Date.parse(day) + (3 - ((new Date(day).getUTCDay() + 6) % 7)) * 24 * 60 * MINUTE);
  return 1 + Math.floor(daysBetween(`${thursday.getUTCFullYear()}-01-01`, thursday.toISOString().slice(0, 10)) / 7);
};

// What the picture says must be right also when no new one can be had.
const bringUpToDate = () => {
  const at = now(), day = at.slice(0, 10), wall = picture();
  const clock = document.getElementById("wall-clock");
  clock.hidden = false;
  clock.textContent = time(at);
  for (const event of wall.querySelectorAll("[data-ends]")) {
    if (event.dataset.ends <= at) event.remove();
    else event.classList.toggle("is-today", event.dataset.first <= day);
  }
  if (day !== wall.dataset.today) turnTo(day, wall);
};

const turnTo = (day, wall) => {
  const svg = wall.querySelector(".w-wheel");
  document.getElementById("wall-day").textContent =
    `${spokenDay.format(Date.parse(day))}, ${says.week.replace("{week}", weekOf(day))}`;
  const needle = svg?.querySelector(".w-needle");
  const { first, days } = svg?.dataset ?? {};
  const passed = daysBetween(first, day);
  if (needle && passed >= 0 && passed < days)
    needle.setAttribute("transform", `rotate(${(daysBetween(wall.dataset.today, day) * 360) / days})`);
  else needle?.remove();
  for (const mark of svg?.querySelectorAll(".w-mark[data-days]") ?? [])
    if (daysBetween(mark.dataset.start, day) >= mark.dataset.days) mark.classList.add("w-past");
};

let minute;
let lastDay = now().slice(0, 10);
const tick = () => {
  clearTimeout(minute);
  minute = setTimeout(tick, MINUTE - ((Date.now() + ahead) % MINUTE) + 50);
  bringUpToDate();
  const day = now().slice(0, 10);
  // Not every screen of the house in the same second.
  if (day !== lastDay) askIn(1000 + Math.random() * 20_000);
  lastDay = day;
};

// A new picture
let mark = "";
let lastHeard = now();
let failures = 0;
let isAsking = false;
let next;

const askIn = (wait) => {
  clearTimeout(next);
  next = setTimeout(ask, wait);
};

const ask = async () => {
  if (isAsking) return;
  isAsking = true;
  try {
    await take(await fetch(location.href, {
      headers: { "HX-Request": "true", ...(mark && { "If-None-Match": mark }) },
      cache: "no-store",
      signal: AbortSignal.timeout(PATIENCE),
    }));
    failures = 0;
    lastHeard = now();
    askIn(EVERY);
  } catch {
    failures += 1;
    say(says.lost);
    // The more often it failed, the longer it waits; and never all screens at the same time.
    askIn(Math.min(FIRST_RETRY * 2 ** (failures - 1), EVERY) * (0.8 + 0.4 * Math.random()));
  } finally {
    isAsking = false;
  }
};

const take = async (answer) => {
  if (answer.status === 304) return say("");
  if (answer.status === 401 || answer.status === 403) return sayEnded();
  const text = await answer.text();
  // Whatever else stands between, such as a proxy's own page, is no picture.
  const put = new DOMParser().parseFromString(text, "text/html").getElementById("wall");
  if (!answer.ok || !put) throw new Error(String(answer.status));
  if ("signedIn" in picture().dataset && !("signedIn" in put.dataset)) return sayEnded();
  if (put.dataset.release !== picture().dataset.release && mayReload()) return location.reload();
  mark = answer.headers.get("ETag") ?? "";
  ahead = Date.parse(put.dataset.at) - Date.now();
  picture().replaceWith(put);
  say("");
  tick();
};

// Two servers that are not of the same release must not have the screen reload all day.
const mayReload = () => {
  const last = Number(sessionStorage.getItem("reloaded"));
  if (Date.now() - last < RELOADED_AT_MOST_EVERY) return false;
  sessionStorage.setItem("reloaded", String(Date.now()));
  return true;
};

let shownAt = now();
const sayEnded = () => say(says.ended);

const say = (sentence) => {
  if (!sentence) shownAt = now();
  const line = document.getElementById("wall-status");
  const told = sentence.replace("{time}", time(sentence === says.ended ? shownAt : lastHeard));
  if (line.textContent !== told) line.textContent = told;
};

addEventListener("online", () => askIn(0));
document.addEventListener("visibilitychange", () => {
  if (document.hidden) return;
  tick();
  askIn(0);
});
tick();
askIn(1000);
