package words

import (
	"fmt"
	"strconv"
	"strings"

	"therapytally/app/sheet"
	"therapytally/rules"
	"therapytally/rules/code"
)

func englishDay() Day {
	label := func(l string) string { return "Visit " + l }
	return Day{
		Sheet: "Day sheet", NoNames: "Patients are numbers or rooms here, such as 7 or Rm 4A. Never names: this page cannot see every one.",
		Label: "Label", LabelWrong: labelWrong,
		Place:  func(n, of int) string { return fmt.Sprintf("Visit %d of %d", n, of) },
		Before: "Visit before", After: "Next visit", New: "New visit",
		All:   func(n int) string { return "All visits (" + strconv.Itoa(n) + ")" },
		Visit: label, NotYet: "no minutes yet", Fix: "to be fixed", Running: "timer runs", Units: units,
		Earlier: "Move up", Later: "Move down", Duplicate: "Duplicate", Remove: "Remove",
		Undo: func(removed string) string { return "Undo: removed " + removed },
		RemovedRow: func(code string, n int, visit string) string {
			return removedOf(code, "a service", n, visit)
		},
		RemovedTime: func(code string, n int, visit string) string {
			return removedOf(code+" time", "", n, visit)
		},
		NotBack:    func(removed, why string) string { return "Could not bring back " + removed + ". " + why },
		More:       func(n int) string { return "Show " + strconv.Itoa(n) + " more" },
		Added:      func(l string) string { return label(l) + " added." },
		Copied:     func(l string) string { return label(l) + " is a copy, without its time." },
		Shown:      func(l string) string { return label(l) + "." },
		Removed:    func(what string) string { return "Removed " + what + ". Undo brings it back." },
		Back:       func(what string) string { return "Brought back " + what + "." },
		Files:      "Files and paper",
		Save:       "Save as a file",
		Open:       "Open a file",
		CSV:        "CSV for the biller",
		PrintVisit: "Print this visit", PrintSheet: "Print the day sheet",
		FilesHint: "A file holds every visit of the sheet, with labels and no names. It stays where you put it.",
		Signals:   englishSignals(), Keep: englishKeep(), Clinic: englishClinic(), Paper: englishPaper(),
	}
}

// removedOf names what was removed: with its minutes, and with its visit where
// that is not the one that shows.
func removedOf(what, unknown string, n int, visit string) string {
	if what == "" {
		what = unknown
	}
	if n > 0 {
		what += ", " + minutes(n)
	}
	if visit != "" {
		what += ", visit " + visit
	}
	return what
}

func labelWrong(why sheet.Why) string {
	const instead = " Use a number or a room, such as 7 or Rm 4A."
	switch why {
	case sheet.Fine:
		return ""
	case sheet.Empty:
		return "Give the visit a number or a room."
	case sheet.TooLong:
		return "At most 8 characters."
	case sheet.LooksLikeName:
		return "This looks like a name, so it is not kept." + instead
	case sheet.LooksLikeBirth:
		return "This looks like a date or a year of birth, so it is not kept." + instead
	case sheet.LooksLikeSSN:
		return "This looks like a social security number, so it is not kept." + instead
	case sheet.LooksLikePhone:
		return "This looks like a phone number, so it is not kept." + instead
	case sheet.LooksLikeEmail:
		return "This looks like an e-mail address, so it is not kept." + instead
	case sheet.LooksLikeRecord:
		return "This looks like the number of a record, so it is not kept." + instead
	}
	return "Use letters, digits, blanks and - . : # only."
}

// longDate writes a day such as Tuesday, December 1.
func longDate(d code.Date) string {
	t := d.Time()
	return t.Weekday().String() + ", " + t.Month().String() + " " + strconv.Itoa(t.Day())
}

func visits(n int) string { return plural(n, "visit", "visits") }

// was says "was" or "were".
func was(n int) string {
	if n == 1 {
		return "was"
	}
	return "were"
}

func them(n int) string {
	if n == 1 {
		return "it"
	}
	return "them"
}

func has(n int) string {
	if n == 1 {
		return "has"
	}
	return "have"
}

func englishKeep() Keep {
	k := Keep{
		Heading: "What stays on this device", Note: "Nothing is sent anywhere, ever.",
		Keep: "Keep on this device", KeepHint: "On: visits stay until the time chosen here, and settings until you clear everything. Off: nothing is kept; a visit is gone when its tab closes or its day ends. This choice itself stays on the device.",
		Until: "Delete visits", Workday: "at the end of the next working day", Shared: "Shared tablet",
		LineTab:   "Not kept on this device: visits are gone when this tab closes.",
		AskShared: "Shared device?", Change: "Change this",
		KeepThem: "Keep longer",
		Safari:   "If you use Safari for seven days without opening this page, Safari deletes what the page saved, including your settings and the offline copy. Open this page once a week, or add it to the Home Screen or the Dock and use it from there.",
		SharedHint: func(m int) string {
			return fmt.Sprintf("Deletes the visits in every tab when nobody has touched the tablet for %s; the last 60 seconds are counted down. A running timer counts as use until it asks whether you are still treating. This choice itself stays on the device.", minutes(m))
		},
		Idle: "Minutes without a touch", Minutes: minutes,
		Clear: "Clear everything", ClearNow: "Delete it all now", Cancel: "Keep it",
		ClearHint: "Visits, times, settings and the language chosen are deleted from this device, in every tab. This cannot be undone. The page still remembers a choice to keep nothing or to share the tablet.",
		Nothing:   "Nothing is saved yet.",
		Cleared:   "Everything was cleared. Nothing that was entered is left on this device.", ClinicLost: "The clinic’s settings could not be read. Please set them again.",
		Elsewhere: "This visit was changed in another tab; you see its newest state.", Understood: "Understood",
		Counting: "Is somebody there?", StillHere: "I am still here", StillHereHint: "Any touch or key keeps the visits.",
		Install: "Install", InstallHint: "Installed, it has an icon and a window of its own.",
	}
	k.WorksOffline = func(kept bool) string {
		if kept {
			return "Offline: everything works"
		}
		return "Offline: everything works until you reload or close this page"
	}
	k.Days = func(n int) string {
		if n == 0 {
			return "at the end of the day"
		}
		return "after " + plural(n, "day", "days")
	}
	k.LineKept = func(until code.Date) string { return "Kept on this device until the end of " + longDate(until) + "." }
	k.LineShared = func(m int) string {
		return "Shared tablet: visits are deleted when nobody touches it for " + minutes(m) + "."
	}
	k.State = func(w Where) string {
		return map[Where]string{
			InMemory: "Not saved: it lasts until the page is reloaded.", InTab: "Saved in this tab until it closes.", OnDevice: "Saved on this device.",
		}[w]
	}
	keepTroubles(&k)
	keepReports(&k)
	return k
}

func keepTroubles(k *Keep) {
	k.Full = "The browser’s storage is full. What is new is safe in this tab only: save it as a file, then clear what you no longer need."
	k.Disabled = "This browser does not let pages save anything. Everything works, but a reload loses it: save it as a file before you leave."
	k.Evicted = "The browser has deleted what was kept here. What you see is safe in this tab; turn on “Keep on this device” again if you want it kept."
	k.NewerHere = "A newer version of this page has saved visits here. They are left untouched; reload to start the newer version. What you type now is saved in this tab only."
	k.NotCleared = "Not everything could be deleted: the browser refused. Clear this site’s data in the browser’s settings."
	k.Withheld = func(fields []string) string {
		return "Not kept, because it could tell who the patient is: " + listed(fields) + "."
	}
	k.CountingText = func(s int) string {
		return "Nobody has touched this shared tablet. Its visits are deleted in " + plural(s, "second", "seconds") + "."
	}
	k.SheetFull = func(most int) string {
		return fmt.Sprintf("A day sheet holds at most %d visits. Save it as a file and start a new one.", most)
	}
	k.Imported = func(n int) string {
		if n == 0 {
			return "Nothing was added from the file."
		}
		return visits(n) + " added from the file."
	}
	k.Here = func(n int) string {
		if n == 0 {
			return ""
		}
		return " " + visits(n) + " " + was(n) + " here already."
	}
	k.Crowded = func(n int) string {
		return fmt.Sprintf("Two tabs have filled this sheet with %d visits, more than it should hold. All are here; save them as a file, then remove some before you add more.", n)
	}
	k.NotImported = func(why string) string { return "The file was not opened and nothing was changed: " + why }
	k.Without = func(n int) string {
		return visits(n) + " " + has(n) + " no claim lines in the file for the biller. The last column, reason, says why."
	}
	k.Unfinished = func(n int) string {
		return fmt.Sprintf("Unfinished: %s. A timer runs, or time or minutes wait to be settled.", visits(n))
	}
	k.Unpaid = func(n int) string {
		return "In the file for the biller, " + visits(n) + " " + has(n) + " a denied line, or one that still needs your KX answer. The status column says which."
	}
	k.FileWrong = fileWrong
}

// named names visits by their labels, in brackets.
func named(labels []string) string {
	switch len(labels) {
	case 0:
		return ""
	case 1:
		return " (visit " + labels[0] + ")"
	}
	return " (visits " + listed(labels) + ")"
}

func keepReports(k *Keep) {
	k.TwoStates, k.OlderState = "two states", "older state"
	k.Older = func(n int, labels []string) string {
		return visits(n) + " could only be read as saved the time before" + named(labels) + ". Check them: the last change may be missing."
	}
	k.Conflict = func(labels []string) string {
		return "Two tabs changed the same visit, so both states are on the sheet" + named(labels) + ". Check them and remove one."
	}
	k.Twice = func(n int, twice, older []string) string {
		out := "The file for the biller holds " + visits(n) + " to check first."
		if len(twice) > 0 {
			out += " Both states of one visit are in it" + named(twice) + ": remove one and save the file again."
		}
		if len(older) > 0 {
			out += " The last change may be missing" + named(older) + "."
		}
		return out
	}
	k.PolicyLost = func(idle int) string {
		return "What you had chosen about keeping could not be read. Until you choose again, the strictest holds: visits are deleted at the end of this day, and when nobody touches this device for " + minutes(idle) + "."
	}
	k.Unread = func(n int) string {
		return plural(n, "stored entry", "stored entries") + " cannot be read here. You can save that as a file or discard it; otherwise it is deleted when your visits are."
	}
	k.UnreadSave, k.Discard, k.DiscardNow = "Save what cannot be read", "Discard it", "Discard it for good"
	k.Discarded = func(n int) string {
		return plural(n, "entry", "entries") + " that could not be read " + was(n) + " deleted."
	}
	k.Closed = "The window that was open was closed, because the visit under it was changed or deleted."
	k.Lost = func(n int) string {
		return visits(n) + " could not be read: what was saved is damaged. The others are complete."
	}
	k.Damaged = func(n int) string {
		return "Something saved here was damaged. Every visit was still found; check the newest."
	}
	k.Newer = func(n int) string {
		return plural(n, "entry", "entries") + " of a newer version of this page " + was(n) + " left untouched. Reload to start the newer version."
	}
	k.Failed = func(n int) string {
		return plural(n, "entry", "entries") + " of an older version of this page could not be read and " + was(n) + " left untouched."
	}
	k.Purged = func(n int, kept bool) string {
		if !kept {
			return visits(n) + " of an earlier day " + was(n) + " deleted: what is not kept ends with its day."
		}
		return visits(n) + " " + was(n) + " deleted: the time to keep " + them(n) + " ended."
	}
	k.Ending = func(n int) string {
		return visits(n) + " will be deleted in a minute: the time to keep " + them(n) + " has ended."
	}
	k.Idled = func(m int) string {
		return "Nobody touched this tablet for " + minutes(m) + ", so its visits were deleted."
	}
}

// fileWrong says what is wrong with a file and where: in which visit, and in
// which of its times.
func fileWrong(f sheet.Fault) string {
	where := ""
	switch {
	case f.Time > 0:
		where = fmt.Sprintf("visit %d in it, time %d: ", f.Visit, f.Time)
	case f.Visit > 0:
		where = fmt.Sprintf("visit %d in it: ", f.Visit)
	}
	return where + faultText(f.Why, f.Field)
}

func faultText(why sheet.Why, field string) string {
	switch why {
	case sheet.NotJSON:
		return "it is not a file of this page, or it is damaged."
	case sheet.OtherVersion:
		return "it is not a day sheet, or of another version of this page."
	case sheet.UnknownKey, sheet.BadField:
		return "it holds something unknown, " + strconv.Quote(strings.Trim(field, `"`)) + "."
	case sheet.Twice:
		return strconv.Quote(field) + " is given twice."
	case sheet.TooLong, sheet.TooMany:
		return "it is too large (" + field + ")."
	case sheet.BadTimer:
		return "it holds impossible times."
	case sheet.OverMidnight:
		return "it goes over midnight; each day is a visit of its own."
	case sheet.Overlaps:
		return "it overlaps another time of the same visit."
	case sheet.Damaged:
		return "it was changed or damaged since it was saved: its checksum is not right."
	case sheet.BadText:
		return "the field " + strconv.Quote(field) + " holds something that it does not take."
	}
	return "the field " + strconv.Quote(field) + " " + why.String() + "."
}

func englishClinic() Clinic {
	return Clinic{
		Heading: "The clinic’s settings", Note: "Set once; every new visit begins with them. They tell nothing of a patient. They stay with “Keep on this device”.",
		Favorites: "Favorite codes", FavoritesHint: "The codes you use most, such as 97110, 97530. They stand first, and a new visit begins with the first one.",
		Place: "Place of new visits", PlaceHint: "ZIP code, or a place as in the visit. Empty: national average.", Discipline: "Discipline of new visits",
		Payer: "Payer",
		Kinds: []Choice[rules.PayerKind]{
			{rules.Medicare, "Original Medicare"}, {rules.MedicareAdvantage, "Medicare Advantage"}, {rules.Commercial, "Commercial"}, {rules.Medicaid, "Medicaid"}, {rules.SelfPay, "Self-pay"},
		},
		UnitRule:      "How minutes become units",
		UnitRules:     []Choice[rules.UnitRule]{{rules.TotalTime, "Total time (CMS)"}, {rules.PerCode, "Each code alone (AMA)"}},
		Participation: "The clinic and Medicare",
		Participations: []Choice[rules.Participation]{
			{rules.Participating, "Participating"}, {rules.NonParAssigned, "Not participating, assigned"}, {rules.NonParUnassigned, "Not participating, unassigned"},
		},
		Way: "How the plan prices", Ways: []Choice[string]{{"none", "Not known"}, {"percent", "Percent of Medicare"}, {"unit", "Amount per unit"}, {"visit", "Amount per visit"}},
		Rate:    map[string]string{"percent": "Percent of Medicare", "unit": "Amount per unit", "visit": "Amount per visit"},
		UnitCap: "Most timed units paid a day", UnitCapHint: "Empty: no limit.",
		MPPR: "Payment reduction (MPPR)", Edits: "NCCI edits and daily limits",
		Switches: []Choice[string]{{"usual", "As usual for the payer"}, {"yes", "Applies"}, {"no", "Does not apply"}},
		Copay:    "Copay per visit", Coinsurance: "Coinsurance", CoinsuranceHint: "A plan other than Medicare needs a copay, a coinsurance or a deductible.",
		Plan: "Payer of new visits", PlanHint: "A visit that has begun keeps its own payer: change it there.",
	}
}

func englishPaper() Paper {
	return Paper{
		Visit: "Visit", Sheet: "Day sheet", Code: "Code", Name: "Service", Modifiers: "Modifiers", Units: "Units", Minutes: "Minutes",
		Allowed: "Allowed", Plan: "Plan pays", Patient: "Patient owes", Total: "Total", Label: "Label", Date: "Date", Payer: "Payer", Lines: "Lines",
		NoAnswer: "not worked out", Held: "Sequestration",
		Of: func(n int, on string) string {
			if n == 0 {
				return "No visits yet."
			}
			return visits(n) + " · printed " + on
		},
		Timed: func(timed, treatment int) string {
			return fmt.Sprintf("Total timed code treatment minutes: %d. Total treatment minutes: %d.", timed, treatment)
		},
		TimedOnly: func(timed int) string {
			return fmt.Sprintf("Total timed code treatment minutes: %d. Total treatment minutes: ____.", timed)
		},
		NoUnits:    func(timed int) string { return "No units: " + plural(timed, "timed minute", "timed minutes") + "." },
		NoMinutes:  func(codes []string) string { return "No minutes for " + listed(codes) + "." },
		Incomplete: func(codes []string) string { return "Incomplete: no minutes for " + listed(codes) + "." },
		ToFix:      func(problem string) string { return "To fix: " + problem },
		NoServices: "No services.", Unsettled: "Incomplete: a timer is running, or a time needs your correction.",
	}
}

// For returns the words for a payer: what Medicare does in ours, a plan does
// elsewhere.
func (w *Words) For(kind rules.PayerKind, kinds []Choice[rules.PayerKind]) *Words {
	if kind == "" || kind == rules.Medicare {
		return w
	}
	out, plan := *w, Clinic{Kinds: kinds}.PayerName(kind)
	out.Answer.MedicarePays = "The plan pays"
	out.Answer.Place = func(place, date string) string { return plan + " · " + place + " · " + date }
	out.Answer.Announce = func(n, timed, min int, allowed, pays, patient string) string {
		return fmt.Sprintf("%s. The plan allows %s and pays %s. The patient owes %s.", earned(n, timed, min), allowed, pays, patient)
	}
	return &out
}
