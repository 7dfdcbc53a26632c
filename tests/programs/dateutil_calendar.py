"""python-dateutil: recurrence rules, parsing, relative deltas, time zones from rules, Easter."""
# packages: python3-dateutil python3-six

import datetime as dt
import hashlib
import itertools
import re

from dateutil import easter, parser, relativedelta, rrule, tz, utils
from dateutil.relativedelta import FR, MO, SU, TH
from dateutil.rrule import DAILY, HOURLY, MONTHLY, WEEKLY, YEARLY, rruleset, rrulestr

start = dt.datetime(1997, 9, 2, 9)
RULES = [
    "FREQ=DAILY;COUNT=5", "FREQ=DAILY;UNTIL=19971224T000000;INTERVAL=10", "FREQ=WEEKLY;COUNT=6;WKST=SU;BYDAY=TU,TH", "FREQ=MONTHLY;COUNT=5;BYDAY=1FR", "FREQ=MONTHLY;COUNT=5;BYDAY=-2MO", "FREQ=MONTHLY;BYMONTHDAY=-3;COUNT=4", "FREQ=MONTHLY;INTERVAL=18;COUNT=5;BYMONTHDAY=10,11,12",
    "FREQ=YEARLY;INTERVAL=3;COUNT=6;BYYEARDAY=1,100,200", "FREQ=YEARLY;BYDAY=20MO;COUNT=3", "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO;COUNT=3", "FREQ=YEARLY;BYMONTH=3;BYDAY=TH;COUNT=8", "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=5", "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8;COUNT=3",
    "FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2;COUNT=4", "FREQ=HOURLY;INTERVAL=3;COUNT=4", "FREQ=MINUTELY;INTERVAL=90;COUNT=4", "FREQ=DAILY;BYHOUR=9,10;BYMINUTE=0,20,40;COUNT=7", "FREQ=SECONDLY;INTERVAL=47;COUNT=3", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", "FREQ=YEARLY;BYEASTER=0;COUNT=4",
]
for text in RULES:
    rule = rrulestr(text, dtstart=start)
    print(text, [d.strftime("%Y-%m-%d %H:%M") for d in itertools.islice(rule, 8)], str(rule).split("\n")[-1] if "EASTER" not in text else "")
digest = hashlib.sha256()
for text in RULES:
    for d in itertools.islice(rrulestr(re.sub(";COUNT=[0-9]+", "", text), dtstart=start), 1500):
        digest.update(d.isoformat().encode())
print(digest.hexdigest())
rule = rrule.rrule(WEEKLY, dtstart=start, count=30, byweekday=(MO, TH))
print(rule[0], rule[-1], rule[2:4], rule.count(), rule.before(dt.datetime(1997, 10, 1)), rule.after(dt.datetime(1997, 10, 1)), rule.between(dt.datetime(1997, 10, 1), dt.datetime(1997, 10, 10)), dt.datetime(1997, 9, 4, 9) in rule, rule.replace(count=2).count(), list(rule.xafter(dt.datetime(1997, 10, 1), 2)))
group = rruleset()
group.rrule(rrule.rrule(DAILY, count=7, dtstart=start))
group.exrule(rrule.rrule(YEARLY, byweekday=(6, 5), dtstart=start, count=9))
group.exdate(dt.datetime(1997, 9, 3, 9))
group.rdate(dt.datetime(1997, 9, 20, 9))
print(list(group), rrulestr("DTSTART:19970902T090000\nRRULE:FREQ=DAILY;COUNT=3\nEXDATE:19970903T090000\n")[1])
default = dt.datetime(2003, 9, 25)
DATES = ["Thu Sep 25 10:36:28 2003", "10:36", "Sep 2003", "2003-09-25T10:49:41.5-03:00", "20030925T104941", "19990101T23", "25/09/2003", "9-25-03", "10.09.03", "Wed, July 10, '96", "1996.July.10 AD 12:08 PM", "July 4, 1976 12:01:02 am", "3rd of May 2001", "5:50 A.M. on June 13, 1990", "10h36m28.5s", "36 m 05 s", "Tue Jul 8 2003 20:00 UTC+3", "2016W", "0:01am", "12pm", "today is 25 of September of 2003, exactly at 10:49:41 with timezone -03:00", "Fri", "1 Jan 99", "Feb 30, 2007", "", "nonsense", "32/13/2020", "2020-01-01 25:00", "20200101T2500", "10:00:99", "99", "1e5", "Sept 5th", "2003-09-25 10:49 BRST", "1.5.6"]
for text in DATES:
    for options in ({}, {"dayfirst": True, "fuzzy": True}):
        try:
            print(repr(text), parser.parse(text, default=default, **options).isoformat(), end=" | ")
        except (parser.ParserError, OverflowError) as e:
            print(repr(text), type(e).__name__, e, end=" | ")
    print()
print(parser.parse("on May 5 we met", fuzzy_with_tokens=True, default=default), parser.parse("10:00 EST", tzinfos={"EST": -18000}, default=default).isoformat(), parser.isoparse("2024-W05-3T12:30Z"), parser.isoparse("2024-060"), parser.isoparse("20240229T24"))
for bad in ("2024-1-1", "2024-13", "x", "2024-W54", "2024-01-01T25"):
    try:
        print(parser.isoparse(bad))
    except ValueError as e:
        print(bad, e)
rd = relativedelta.relativedelta
now = dt.datetime(2003, 9, 17, 20, 54, 47)
print(now + rd(months=+1, days=-3), dt.date(2003, 1, 31) + rd(months=1), now + rd(year=1, month=2, day=31), now + rd(weekday=FR), now + rd(day=31, weekday=FR(-1)), now + rd(years=+1, weekday=MO(+3)), rd(now, dt.datetime(1978, 4, 5, 12)), rd(dt.date(2024, 3, 31), dt.date(2024, 2, 29)), rd(hours=36, minutes=90).normalized(), rd(months=15), -rd(days=3), rd(days=3) * 2, rd(years=1) + rd(months=3), abs(rd(days=-4)), rd(yearday=260), rd(leapdays=1) + dt.date(2024, 3, 1), bool(rd()), rd(days=1) == rd(hours=24), repr(rd(weekday=SU(2), hour=3)))
eastern = tz.tzrange("EST", -18000, "EDT", -14400)
for d in (dt.datetime(2003, 4, 6, 1, 59), dt.datetime(2003, 4, 6, 3), dt.datetime(2003, 10, 26, 1, 30), dt.datetime(2003, 10, 26, 1, 30, fold=1)):
    x = d.replace(tzinfo=eastern)
    print(x.isoformat(), x.tzname(), x.astimezone(tz.UTC).isoformat(), tz.datetime_ambiguous(x), tz.datetime_exists(x))
s = tz.tzstr("EST5EDT,M3.2.0,M11.1.0")
print(dt.datetime(2024, 3, 10, 3, tzinfo=s).tzname(), repr(s), tz.tzoffset("X", 3600), tz.resolve_imaginary(dt.datetime(2024, 3, 10, 2, 30, tzinfo=s)), tz.tzutc() == tz.UTC, tz.tzoffset(None, -7200).utcoffset(None))
ical = tz.tzical(__import__("io").StringIO("BEGIN:VTIMEZONE\nTZID:US-Eastern\nBEGIN:STANDARD\nDTSTART:19971026T020000\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\nTZOFFSETFROM:-0400\nTZOFFSETTO:-0500\nTZNAME:EST\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:19970406T020000\nRRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=4\nTZOFFSETFROM:-0500\nTZOFFSETTO:-0400\nTZNAME:EDT\nEND:DAYLIGHT\nEND:VTIMEZONE\n")).get()
print(dt.datetime(2003, 7, 1, tzinfo=ical).tzname(), dt.datetime(2003, 12, 1, tzinfo=ical).utcoffset(), ical)
print([easter.easter(y).isoformat() for y in range(2020, 2030)], [easter.easter(y, m).isoformat() for y in (1500, 2024) for m in (1, 2, 3)], sum(easter.easter(y).month == 3 for y in range(1900, 2100)), utils.within_delta(now, now + dt.timedelta(seconds=1), dt.timedelta(seconds=2)))
for bad in (lambda: rrulestr("FREQ=NOPE"), lambda: rrulestr("COUNT=3"), lambda: rrulestr(""), lambda: rrule.rrule(9), lambda: rrulestr("FREQ=DAILY;X=1"), lambda: easter.easter(2000, 9), lambda: rd(nope=1), lambda: rd(years=1.5), lambda: tz.tzstr("bad,,"), lambda: rrule.rrule(MONTHLY, bysetpos=0), lambda: now + rd(month=13), lambda: rrule.weekday(8, 0), lambda: MO(0)):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
