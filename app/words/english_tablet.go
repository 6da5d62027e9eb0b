package words

import (
	"fmt"

	"therapytally/app/timer"
	"therapytally/rules"
)

func englishTime() Time {
	t := Time{
		Start: "Start the timer", Stop: "Stop the timer", Begin: "Start", End: "Stop",
		Who:           "Who is with the patient",
		By:            map[timer.By]string{timer.Therapist: "Therapist", timer.Assistant: "Assistant", timer.Both: "Together"},
		WithAssistant: "With an assistant",
		Assistant:     "Assistant alone", AssistantHint: "Without the therapist",
		TogetherHint: "Together counts as the therapist’s time.",
		Treatment:    "Treatment minutes", TreatmentHint: "For the note; no units",
		PauseFor: "Pause for",
		Pause:    map[timer.Reason]string{timer.Rest: "Rest", timer.SetUp: "Set-up", timer.Notes: "Notes"},
		Paused: func(why timer.Reason) string {
			return map[timer.Reason]string{timer.Rest: "Paused for rest", timer.SetUp: "Paused for set-up", timer.Notes: "Paused for notes"}[why]
		},
		Resume:  "Go on",
		Times:   func(n int) string { return plural(n, "time", "times") },
		NoTimes: "Times",
		Span:    func(from, to string) string { return from + "–" + to },
		Now:     "now",
		Correct: "Correct", Delete: "Delete", Add: "Add a time by hand",
		From: "From", To: "To", Save: "Save", Cancel: "Cancel",
		ClockHint: "9:05 or 1:30 pm", ByHand: "by hand",
		Flag: map[timer.Flag]string{
			timer.Jumped:   "The device slept with this page open, or its clock was moved by more than 2 minutes.",
			timer.Backward: "The device’s clock went back.",
			timer.Midnight: "It goes over midnight: two days are two claims. Correct it, or delete it.",
			timer.Away:     "It ran for over an hour with the page closed or the device asleep.",
		},
		Slept: func(n int) string {
			return "The page was closed, or the device locked or asleep, for " + minutes(n) + " of it."
		},
		Counted:   "That time is counted. Was the patient treated all the while? If not, correct it.",
		StopFirst: "Stop it to check the time.", Waits: "Not counted until you say that it is right.",
		Confirm: "It is right",
		Fault:   faults(),
		Offer: func(timed, typed int) string {
			return fmt.Sprintf("The timer counted %s; %d stands, entered by hand.", minutes(timed), typed)
		},
		Take: func(n int) string { return fmt.Sprintf("Use the timer’s %d", n) },
		Loose: func(code string, n int) string {
			return fmt.Sprintf("%s of %s have no service here.", minutes(n), code)
		},
		OtherDay: func(day string) string {
			return "The timer counted on " + isoDate(day) + ", which is not the date of this visit. One day’s time is not another day’s claim."
		},
		TakeDay: "Use the day of the timer",
		Unbilled: func(n int) string {
			return "The timer counted " + minutes(n) + " of the assistant, and no assistant takes part: they are not billed."
		},
		Whats: "What time counts", Counts: "Count", DoesNot: "Do not count", StopLoose: "Stop",
		Said: func(what, code string) string { return what + ": " + code },
		StoppedIn: func(visits []string) string {
			return "One-on-one time was stopped in visit " + listed(visits) + "."
		},
		SaidStart: "Timer started", SaidStop: "Timer stopped", SaidTook: "Time changed",
	}
	englishStill(&t)
	return t
}

// englishStill are the words of a timer that has run for long.
func englishStill(t *Time) {
	t.StillTreating = "Still treating?"
	t.HasRun = func(visit, code string, n int) string {
		return "Visit " + visit + ": " + code + " has run for " + minutes(n) + "."
	}
	t.HasPassed = func(visit, code string, n int) string {
		return "Visit " + visit + " has " + minutes(n) + " of one-on-one time, and the " + code + " timer is running."
	}
	t.GoOn, t.StopNow, t.EndedBefore = "Keep the timer running", "Stop now", "Stop and correct the end time"
	t.SaidGoOn = "The timer keeps running"
}

func faults() map[timer.Why]string {
	return map[timer.Why]string{
		timer.BadCode: "Choose the service first.", timer.BadPerson: "Say who treated.", timer.BadReason: "Say why it pauses.",
		timer.NoSuchSpan: "This time is gone.", timer.StillRuns: "Stop the timer first.",
		timer.EndsTooEarly: "Enter a start and a later end, such as 9:05 and 9:30.",
		timer.OverMidnight: "A time must begin and end on one day.",
		timer.InFuture:     "This ends in the future.",
		timer.Overlaps:     "Another one-on-one service has this time. One stretch belongs to one service.",
		timer.TooLong:      "This is longer than one service can be.",
		timer.TooMany:      "This visit holds no more times.",
		timer.ClockChanged: "The clock was put forward or back in it. Enter the minutes by hand.",
		timer.BadStored:    "This time cannot be used.",
	}
}

func englishDecide() Decide {
	return Decide{
		Heading: "Which code?", Yes: "Yes", No: "No", Back: "Back", Close: "Close",
		Result:      func(code, name string) string { return code + " " + name },
		SetsNothing: "This follows published wording. The choice is yours, and the note must show it.",
		Use:         func(code string) string { return "Use " + code + " for this service" },
		Already:     "This service has this code already.",
		Because:     "Because you answered", Others: "To keep in mind",
		Answered:     map[bool]string{true: "Yes", false: "No"},
		RulesHeading: "How the minutes become units",
		RuleShort:    map[rules.UnitRule]string{rules.TotalTime: "Total time", rules.PerCode: "Each code"},
		InForce:      "counts here", Code: "Code", Total: "All",
		SameUnits:   "Both rules give the same units here.",
		Worth:       "Allowed at Medicare’s prices",
		WorthOfPlan: "Allowed at the plan’s rates",
		MoreUnder:   func(rule string) string { return "More under “" + rule + "”" },
		SameWorth:   "Difference",
		Pays:        func(allowed, patient string) string { return allowed + " allowed, patient " + patient },
		TieHint:     "The amounts are information. Give the unit to the service that the note supports best.",
		BeforeSeparate: func(first, second string) string {
			return "Before you say so, the note must show different minutes for " + first + " and " + second + ", and what each was:"
		},
		AfterSeparate: func(first, second string) string {
			return "As you said so, the note must show different minutes for " + first + " and " + second + ", and what each was:"
		},
		ShowOther: func(code string) string { return code + ": what was done, and from when to when." },
		Copy:      "Copy",
		CopyVisit: "Copy all lines", CopyNote: "Copy the note line",
		LeftOut: func(lines []string) string {
			return plural(len(lines), "line", "lines") + " left out of the copy: " + listed(lines) + "."
		},
		NoteMissing: func(codes []string) string {
			return "For the note line, enter the treatment minutes of " + listed(codes) + "."
		},
		Copied: func(what string) string { return "Copied: " + what }, Short: "Copied",
		NotCopied:  "This browser did not let us copy. The text is selected below: copy it from there.",
		WholeVisit: "all lines", Note: "Note line",
	}
}

func englishNote() Note {
	return Note{
		Heading:    "For the note",
		Progress:   func(done, all int) string { return fmt.Sprintf("%d of %d required points ticked", done, all) },
		EveryVisit: "Every visit", For: func(code, name string) string { return code + " " + name },
		Episode: "For the whole episode", Required: "required", Advised: "advised",
		Source: "Source",
		Deny:   "What payers deny on", DenyHint: "Reasons that payers and reviewers have printed.",
		AlsoIn: "Also in", Confidence: "Support",
		Confident: map[string]string{"1": "one secondary source", "1p": "one primary source", "2+": "two or more sources"},
		Empty:     "Choose a service to see what its note needs.",
	}
}
