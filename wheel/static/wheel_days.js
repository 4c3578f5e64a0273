// Days on the wheel: where they lie on it, and what they are called.
"use strict";

const wheelDays = (() => {
  const DAY = 86_400_000;
  const LONGEST_NAMED = 7;

  // The wheel's own measures: days from its first, degrees clockwise from the top, and units from its middle.
  const measures = (svg) => {
    const days = Number(svg.dataset.days);
    return { first: Date.parse(svg.dataset.first), days, turn: 360 / days };
  };

  const placeOf = (svg, { clientX, clientY }) => {
    const matrix = svg.getScreenCTM();
    const { x, y } = new DOMPoint(clientX, clientY).matrixTransform(matrix.inverse());
    return { angle: (Math.atan2(x, -y) * 180 / Math.PI + 360) % 360, radius: Math.hypot(x, y), scale: matrix.a };
  };

  const spanOf = (element, { first }) => ({
    first: Math.round((Date.parse(element.dataset.start) - first) / DAY),
    days: Number(element.dataset.days),
  });

  const iso = (wheel, day) => new Date(wheel.first + day * DAY).toISOString().slice(0, 10);

  const dayAt = (wheel, angle) => Math.floor(angle / wheel.turn);

  // Days in words, as the page's language writes them.
  const weekOf = (moment) => {
    const thursday = new Date(moment + (3 - (new Date(moment).getUTCDay() + 6) % 7) * DAY);
    return 1 + Math.floor((thursday - Date.UTC(thursday.getUTCFullYear(), 0, 1)) / (7 * DAY));
  };

  const dayWords = (wheel, day) => {
    const { lang } = document.documentElement;
    const full = new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, { dateStyle: "full", timeZone: "UTC" });
    return full.format(wheel.first + day * DAY);
  };

  // "onsdag den 4. marts 2026, uge 10": the sentences are the page's.
  const inWords = ({ wheel, first, days }) => {
    const { week, span } = document.getElementById("confirm").dataset;
    const begins = dayWords(wheel, first);
    if (days > 1) return span.replace("{first}", begins).replace("{last}", dayWords(wheel, first + days - 1));
    return `${begins}, ${week.replace("{week}", weekOf(wheel.first + first * DAY))}`;
  };

  // The names of the holidays that the days lie in; of more than a week, some always are.
  const specialDays = ({ svg, wheel, first, days }) => {
    if (days > LONGEST_NAMED) return [];
    const names = [...svg.querySelectorAll(".w-frame [data-start][data-days]")]
      .filter((wedge) => {
        const span = spanOf(wedge, wheel);
        return span.first < first + days && first < span.first + span.days;
      })
      .map((wedge) => wedge.querySelector("title")?.textContent ?? "");
    return [...new Set(names)];
  };

  return { measures, placeOf, spanOf, iso, dayAt, inWords, specialDays };
})();
