// Reads calendar files with ical.js, the reader of Thunderbird and Nextcloud: each line of its standard input is a JSON
// string with a whole file, and each line that it answers a JSON list of that file's events, or a string that says what
// is wrong. Times are told as instants, which it counts from the VTIMEZONE in the file alone.
import { createInterface } from "node:readline";
import ICAL from "ical.js";

const told = (time) => (time.isDate ? time.toString() : new Date(time.toUnixTime() * 1000).toISOString());

function read(data) {
  ICAL.TimezoneService.reset();
  const calendar = new ICAL.Component(ICAL.parse(data));
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  return calendar.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component, { strictExceptions: true });
    return {
      uid: event.uid,
      summary: event.summary,
      description: event.description,
      location: event.location,
      categories: component.getFirstProperty("categories")?.getValues() ?? [],
      status: component.getFirstPropertyValue("status"),
      start: told(event.startDate),
      end: told(event.endDate),
      isAllDay: event.startDate.isDate,
      isRecurring: event.isRecurring(),
      parts: component.getAllSubcomponents().map((part) => part.name),
      properties: component.getAllProperties().map((property) => property.name),
    };
  });
}

for await (const line of createInterface({ input: process.stdin })) {
  let answer;
  try {
    answer = read(JSON.parse(line));
  } catch (error) {
    answer = `${error}`;
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
