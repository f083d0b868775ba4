// The office's calendar: FullCalendar draws and drags, the server decides; a refused drop is drawn back where it was.
const SHELF = ["/aset/fullcalendar-6.1.21/index.global.min.js", "/aset/fullcalendar-core-6.1.21/id.global.min.js"];
const load = address => window["simpul " + address] ??= new Promise((done, failed) => {
  const script = document.createElement("script");
  script.src = address; script.onload = done; script.onerror = failed;
  document.head.append(script);
});
const element = (name, text, hidden) => {
  const made = document.createElement("span");
  made.className = name; made.textContent = text ?? "";
  if (hidden) made.setAttribute("aria-hidden", "true");
  return made;
};

function face({ event, view, timeText }) {
  const { icon, channels, programme } = event.extendedProps, box = document.createElement("div");
  const list = view.type.startsWith("list") || view.type === "agenda";
  const mark = element("sk-icon", icon, true), title = element("sk-title", event.title), where = element("sk-channels", channels);
  const hour = element("sk-hour", list || event.allDay ? "" : timeText), whose = element("sk-programme", programme);
  if (list) { box.className = "sk-line"; box.append(mark, title, whose, where); }
  else if (event.allDay) { box.className = "sk-line"; box.append(mark, title); }
  else {
    box.className = "sk-stack";
    const first = element("sk-line"); first.append(mark, hour, whose, where);
    box.append(first, title);
  }
  return { domNodes: [box] };
}

// The week shows the working day, and as much more as its earliest and latest piece need.
function hours(data) {
  const told = data.events.filter(one => !one.allDay).map(one => Number(one.start.slice(11, 13)));
  const two = hour => String(hour).padStart(2, "0") + ":00";
  return { slotMinTime: two(Math.min(7, ...told)), slotMaxTime: two(Math.max(18, ...told.map(hour => hour + 1))) };
}

function shown(calendar, data) {
  calendar.batchRendering(() => {
    Object.entries(hours(data)).forEach(([name, hour]) => calendar.setOption(name, hour));
    calendar.removeAllEvents();
    data.events.forEach(one => calendar.addEvent(one));
  });
}

export default function ({ data, setTriggerValue, parentElement }) {
  const box = parentElement.querySelector(".sk");
  box.data = data; box.tell = setTriggerValue;
  const draw = () => {
    if (box.calendar) { shown(box.calendar, box.data); return; }
    if (!box.isConnected) return;
    const phone = window.innerWidth < 640;
    const days = { listDayFormat: { weekday: "long" }, listDaySideFormat: { day: "numeric", month: "long" } };
    const calendar = new FullCalendar.Calendar(box, {
      locale: "id", timeZone: "UTC", firstDay: 1, height: "auto", now: data.now, events: data.events,
      initialDate: phone && !data.date ? data.now.slice(0, 10) : (data.date || data.now.slice(0, 10)),
      initialView: phone ? "agenda" : (data.view || "dayGridMonth"),
      views: { agenda: { type: "list", duration: { days: 14 }, ...days }, listMonth: days,
        timeGridWeek: { slotDuration: "01:00", eventMinHeight: 40 } }, ...hours(data),
      headerToolbar: phone ? { left: "title", center: "", right: "prev,next" }
        : { left: "prev,next today title", center: "", right: "dayGridMonth,timeGridWeek,listMonth" },
      buttonText: { today: "Hari ini", month: "Bulan", week: "Pekan", list: "Agenda" },
      buttonHints: { prev: "Mundur", next: "Maju", today: "Hari ini" }, viewHint: "Tampilan $0", moreLinkHint: "Lihat $0 lagi",
      closeHint: "Tutup", eventHint: "Acara", allDayText: "Sehari penuh", noEventsText: data.words.empty, moreLinkText: count => `+${count} lagi`,
      eventTimeFormat: { hour: "2-digit", minute: "2-digit", hour12: false }, slotLabelFormat: { hour: "2-digit", minute: "2-digit", hour12: false },
      dayMaxEvents: 5, eventInteractive: true, eventStartEditable: true, eventDurationEditable: false, defaultTimedEventDuration: "01:00",
      eventOrder: "rank,start,title", navLinks: false, eventContent: face,
      dayCellClassNames: ({ date }) => box.data.off.includes(date.toISOString().slice(0, 10)) ? ["sk-off"] : [],
      eventDidMount: ({ el, event }) => {
        const said = [event.extendedProps.label, event.title, event.extendedProps.channelNames].filter(Boolean).join(", ");
        el.setAttribute("title", said);
        const inner = el.matches("a,[tabindex]") ? el : el.querySelector("a,[tabindex]");
        (inner ?? el).setAttribute("aria-label", said);
      },
      moreLinkDidMount: ({ el }) => el.setAttribute("role", "button"),
      eventDrop: ({ event }) => box.tell("moved", { key: event.id, version: event.extendedProps.version, to: event.startStr }),
      eventClick: info => { info.jsEvent.preventDefault(); box.tell("opened", { key: info.event.id, at: Date.now() }); },
      dateClick: ({ dateStr }) => box.data.plans && box.tell("day", { on: dateStr, at: Date.now() }),
      datesSet: ({ startStr, endStr, view }) => {
        const since = startStr.slice(0, 10), until = endStr.slice(0, 10), type = view.type;
        if (box.seen === since + until + type) return;
        const first = !box.seen;
        box.seen = since + until + type;
        box.querySelectorAll(".fc-icon").forEach(one => { one.removeAttribute("role"); one.setAttribute("aria-hidden", "true"); });
        if (!first || since < box.data.since || until > box.data.until) box.tell("span", { since, until, view: type });
      },
    });
    box.calendar = calendar;
    calendar.render();
    box.querySelectorAll(".fc-icon").forEach(one => { one.removeAttribute("role"); one.setAttribute("aria-hidden", "true"); });
  };
  SHELF.reduce((before, address) => before.then(() => load(address)), Promise.resolve()).then(draw)
    .catch(() => { box.textContent = data.words.failed; });
  return () => { box.calendar?.destroy(); box.calendar = null; box.seen = ""; };
}
