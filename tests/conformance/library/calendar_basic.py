# calendar: month and year grids, text and HTML calendars, iteration, leap years, errors
import calendar

print(calendar.month(2024, 2))
print(calendar.month(2023, 10, w=3, l=2))
print(calendar.calendar(2024, m=4)[:900])
print(calendar.TextCalendar(calendar.SUNDAY).formatmonth(2023, 1), calendar.TextCalendar().formatweekheader(3))
print(calendar.monthrange(2024, 2), calendar.monthrange(2100, 2), calendar.isleap(1900), calendar.isleap(2000), calendar.leapdays(1900, 2001), calendar.weekday(2024, 2, 29), calendar.monthcalendar(2024, 9))
print(list(calendar.day_name), list(calendar.day_abbr), list(calendar.month_name)[1:], list(calendar.month_abbr)[:4], calendar.day_name[2], calendar.month_name[0] == "", calendar.day_name[-1], calendar.month_abbr[1:3])
c = calendar.Calendar(firstweekday=6)
print(list(c.iterweekdays()), list(c.itermonthdays(2024, 2))[:10], list(c.itermonthdays2(2024, 2))[:5], list(c.itermonthdays3(2024, 2))[:2], list(c.itermonthdays4(2024, 2))[:2], [str(d) for d in c.itermonthdates(2024, 2)][:3], c.firstweekday, c.getfirstweekday())
print(c.monthdayscalendar(2024, 2), c.monthdays2calendar(2024, 2)[0], len(c.monthdatescalendar(2024, 2)), len(c.yeardayscalendar(2024, width=4)))
h = calendar.HTMLCalendar()
print(h.formatmonth(2024, 2), h.formatday(0, 0), h.formatday(5, 1), h.formatweekday(6))
print(h.formatyear(2024)[:200], h.formatyearpage(2024, css="c.css", encoding="utf-8")[:180])
calendar.setfirstweekday(calendar.SUNDAY)
print(calendar.firstweekday(), calendar.weekheader(2), calendar.monthcalendar(2024, 2)[0])
calendar.setfirstweekday(0)
print(calendar.timegm((1970, 1, 2, 0, 0, 0)), calendar.timegm((2024, 2, 29, 12, 30, 15, 0, 0, 0)), calendar.MONDAY, calendar.January if hasattr(calendar, "January") else "")


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


attempt(lambda: calendar.monthrange(2024, 13))
attempt(lambda: calendar.monthrange(2024, 0))
attempt(lambda: calendar.setfirstweekday(7))
attempt(lambda: calendar.month(2024, 15))
attempt(lambda: calendar.weekday(2024, 2, 30))
attempt(lambda: calendar.day_name[9])
attempt(lambda: calendar.monthrange("a", 1))
print(issubclass(calendar.IllegalMonthError, ValueError), calendar.weekday(10001, 1, 1), calendar.TextCalendar().formatyear(1, m=6)[:60])
print([d for y in range(2020, 2030) for m in range(1, 13) if calendar.weekday(y, m, 13) == 4 for d in [f"{y}-{m:02}"]])
